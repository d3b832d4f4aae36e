using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Answerable.Server.Tests.Attachments;
using SkiaSharp;

namespace Answerable.Server.Tests.Grievances;

/// <summary>Issue 2, "Bad input", for pages: what cannot be taken is refused by name, in the reader's language, and nothing is lost or half-written.</summary>
public sealed class BadFormTests(TownHost host) : IClassFixture<TownHost>
{
    private static readonly byte[] Picture = Files.Picture(SKEncodedImageFormat.Png);

    static BadFormTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TheoryData<string, byte[], string> Unwelcome => new()
    {
        { "假照片.png", "<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>"u8.ToArray(), "“假照片.png”的文件类型不能接收" },
        { "假照片.jpg", "<!DOCTYPE html><script>x()</script>"u8.ToArray(), "“假照片.jpg”的文件类型不能接收" },
        { "炸弹.docx", Bomb(), "“炸弹.docx”" },
        { "炸弹.png", Files.PngBomb(), "“炸弹.png”展开后过大，没有接收" },
        { "路径.ofd", Files.Zip(("OFD.xml", "<a/>"u8.ToArray()), ("../../x.xml", "<a/>"u8.ToArray())), "“路径.ofd”打不开或者内容不完整" },
        { "半张.png", Picture[..(Picture.Length / 2)], "“半张.png”打不开或者内容不完整" },
        { "空.txt", [], "“空.txt”是空文件" },
    };

    [Theory, MemberData(nameof(Unwelcome))]
    public async Task A_file_that_cannot_be_taken_is_refused_by_name_and_what_was_written_is_not_lost(string name, byte[] content, string said)
    {
        using var browser = new Browser(host.Address);
        await browser.ToCheck(title: "带坏文件的事");
        var before = await host.Footprint();
        await browser.Upload("/lodge/submit", [("好.png", Picture), (name, content)]);
        Assert.Equal(422, (int)browser.Last.StatusCode);
        Assert.Contains(said, browser.Html, StringComparison.Ordinal);
        Assert.Contains("带坏文件的事", browser.Html, StringComparison.Ordinal);
        Assert.Equal(before, await host.Footprint());
        await browser.Upload("/lodge/submit", [("好.png", Picture)]);
        Assert.Equal("/case/receipt", browser.Path);
    }

    [Theory, InlineData("../../../etc/passwd.png", "passwd.png"), InlineData("C:\\keys\\a.png", "a.png"), InlineData("a%0d%0aSet-Cookie: x=1.png", null), InlineData("=cmd|' /C calc'!A0.png", null), InlineData("<img src=x onerror=x()>.png", null)]
    public async Task A_tricky_name_stays_a_name(string name, string? shown)
    {
        using var browser = new Browser(host.Address);
        await browser.ToCheck(title: "名字奇怪的文件");
        await browser.Upload("/lodge/submit", [(name, Picture)]);
        Assert.Equal("/case/receipt", browser.Path);
        await browser.Open("/case");
        var raw = await browser.Last.Content.ReadAsStringAsync();
        Assert.DoesNotContain("<img src=x", raw, StringComparison.Ordinal);
        if (shown is not null)
            Assert.Contains($">{shown}</a>", browser.Html, StringComparison.Ordinal);
        await browser.Open(Regex.Match(browser.Html, "/case/files/[0-9a-f]{64}").Value);
        Assert.False(browser.Last.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(cookie => cookie.StartsWith("x=", StringComparison.Ordinal)));
        Assert.Equal("attachment", browser.Last.Content.Headers.ContentDisposition!.DispositionType);
        Assert.All(Directory.GetFiles(host.Folder, "*", SearchOption.AllDirectories), path => Assert.DoesNotMatch("passwd|a\\.png", Path.GetFileName(path)));
    }

    [Theory, InlineData("gb18030"), InlineData("utf-16"), InlineData("big5")]
    public async Task A_form_in_another_encoding_is_refused_and_the_answers_stay(string encoding)
    {
        using var browser = new Browser(host.Address);
        await browser.ToCheck(title: "编码对的事");
        var before = await host.Footprint();
        var words = string.Concat(Encoding.GetEncoding(encoding).GetBytes("路灯不亮").Select(one => $"%{one:x2}"));
        await browser.Raw("/lodge/story", $"title={words}&body={words}");
        Assert.Equal(422, (int)browser.Last.StatusCode);
        Assert.Contains("UTF-8", browser.Html, StringComparison.Ordinal);
        Assert.Equal(before, await host.Footprint());
    }

    [Fact]
    public async Task Too_long_words_are_refused_beside_their_field_in_both_languages()
    {
        using var browser = new Browser(host.Address);
        await browser.Open("/lodge");
        await browser.Post("/lodge/kind", ("kind", "claim"));
        await browser.Post("/lodge/story", ("title", new string('长', 201)), ("body", new string('长', 20_001)));
        Assert.Equal(422, (int)browser.Last.StatusCode);
        Assert.Equal(2, Regex.Count(browser.Html, "class=\"field-error\""));
        Assert.Contains(new string('长', 201), browser.Html, StringComparison.Ordinal); // nothing typed is lost
        var chinese = browser.Html;
        await browser.Open("/language/en");
        browser.Back(chinese);
        await browser.Post("/lodge/story", ("title", ""), ("body", ""));
        Assert.Contains("lang=\"en\"", browser.Html, StringComparison.Ordinal);
        Assert.Equal(422, (int)browser.Last.StatusCode);
    }

    [Fact]
    public async Task Control_signs_and_half_characters_are_left_out_and_marks_of_markup_are_only_words()
    {
        using var browser = new Browser(host.Address);
        await browser.ToCheck(title: "<b>路灯</b>\u0007{{7*7}}'\"; DROP TABLE cases --");
        await browser.Upload("/lodge/submit", []);
        await browser.Open("/case");
        Assert.Contains("<b>路灯</b>{{7*7}}'\"; DROP TABLE cases --", browser.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>路灯", await browser.Last.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_is_cut_in_the_middle_of_a_file_leaves_nothing()
    {
        using var browser = new Browser(host.Address);
        await browser.ToCheck(title: "断线的事");
        var before = await host.Footprint();
        var at = new Uri(host.Address);
        var fields = string.Concat(browser.Fields.Select(one => $"--b\r\nContent-Disposition: form-data; name=\"{one.Key}\"\r\n\r\n{one.Value}\r\n"));
        var body = $"{fields}--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\n路灯路灯";
        var answer = await CutConnection.Send(at, $"POST /lodge/submit HTTP/1.1\r\nHost: {at.Authority}\r\nCookie: {browser.Cookies.GetCookieHeader(at)}\r\n"
            + $"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: {Encoding.UTF8.GetByteCount(body) + 100_000}\r\n\r\n{body}");
        Assert.DoesNotContain(" 302 ", answer, StringComparison.Ordinal);
        Assert.Equal(before, await host.Footprint());
        await browser.Upload("/lodge/submit", [("a.txt", "路灯"u8.ToArray())]);
        Assert.Equal("/case/receipt", browser.Path);
    }

    [Theory, InlineData("multipart/form-data"), InlineData("multipart/form-data; boundary="), InlineData("text/plain"), InlineData("application/json")]
    public async Task What_is_no_form_is_refused_and_registers_nothing(string type)
    {
        using var browser = new Browser(host.Address);
        await browser.ToCheck(title: "不是表单");
        var before = await host.Footprint();
        await browser.Raw("/lodge/submit", "draft=x", type);
        Assert.True((int)browser.Last.StatusCode is >= 400 and < 500, browser.Last.StatusCode.ToString());
        Assert.Equal(before, await host.Footprint());
    }

    private static byte[] Bomb()
    {
        using var to = new MemoryStream();
        using (var zip = new ZipArchive(to, ZipArchiveMode.Create, true))
        {
            zip.CreateEntry("[Content_Types].xml").Open().Dispose();
            using var entry = zip.CreateEntry("word/document.xml").Open();
            var zeros = new byte[1024 * 1024];
            for (var n = 0; n < 400; n++) entry.Write(zeros);
        }

        return to.ToArray();
    }
}
