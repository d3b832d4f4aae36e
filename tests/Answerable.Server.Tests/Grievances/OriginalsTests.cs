using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Answerable.Engine.Sealing;
using Answerable.Grievances;
using Answerable.Server.Tests.Attachments;
using Answerable.Storage.Reading;
using Microsoft.Extensions.DependencyInjection;
using SkiaSharp;

namespace Answerable.Server.Tests.Grievances;

/// <summary>Safeguards A13 over HTTP: told, asked for, kept beside the copy, opened on the record.</summary>
public sealed class OriginalsTests(StaffedHost host) : IClassFixture<StaffedHost>
{
    private static readonly byte[] Photo = Files.PhoneJpeg();
    private static readonly string Untouched = Convert.ToHexStringLower(SHA256.HashData(Photo));

    [Fact]
    public async Task An_original_is_kept_only_because_its_filer_was_told_and_asked()
    {
        using var browser = await Filed("带位置的照片");
        Assert.Contains("文件中的个人信息痕迹已经清除", browser.Html, StringComparison.Ordinal);
        Assert.Empty(Stored());
        await browser.Open("/case/originals");
        Assert.Contains("位置、设备或软件信息、姓名或其他备注、日期时间", browser.Html, StringComparison.Ordinal);
        var copy = Copy(browser);
        await browser.Upload("/case/originals", [("塌方.jpg", Photo)]);
        Assert.Contains("请勾选要保留原件的文件", browser.Html, StringComparison.Ordinal);
        await browser.Upload("/case/originals", [("别的.png", Files.Picture(SKEncodedImageFormat.Png))], ("keep", copy));
        Assert.Contains("“别的.png”不是所勾选文件的原件", browser.Html, StringComparison.Ordinal);
        await browser.Upload("/case/originals", [], ("keep", copy));
        Assert.Equal(422, (int)browser.Last.StatusCode);
        await browser.Upload("/case/originals", [("塌方.jpg", Photo)], ("keep", new string('0', 64)));
        Assert.Equal(422, (int)browser.Last.StatusCode);
        Assert.Empty(Stored());

        await browser.Upload("/case/originals", [("塌方.jpg", Photo)], ("keep", copy));
        Assert.Equal("/case", browser.Path);
        Assert.Contains("原件已保留", browser.Html, StringComparison.Ordinal);
        Assert.Equal(-1, File.ReadAllBytes(Assert.Single(Stored())).AsSpan().IndexOf("Invented-Maker"u8));
        await browser.Open("/case/originals");
        Assert.DoesNotContain("type=\"file\"", browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staff_read_the_copy_and_open_the_original_with_a_purpose_that_the_complainant_sees()
    {
        using var browser = await Filed("要当证据的照片 测试丙");
        var number = browser.Number;
        await browser.Open("/case/originals");
        await browser.Upload("/case/originals", [("测试丙拍的.jpg", Photo)], ("keep", Copy(browser)));
        using var desk = await host.AtDesk(StaffedHost.Desk);
        await desk.Open($"/desk/grievances/{number}");
        Assert.Contains("原件已保留", desk.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("测试丙", desk.Html, StringComparison.Ordinal);
        await desk.Open(Regex.Match(desk.Html, "/desk/grievances/[^\"]+/files/[0-9a-f]{64}").Value);
        Assert.Equal("image/jpeg", desk.Last.Content.Headers.ContentType!.MediaType);
        Assert.Equal(-1, (await desk.Last.Content.ReadAsByteArrayAsync()).AsSpan().IndexOf("Invented-Maker"u8));
        Assert.Equal(404, (int)(await desk.Open($"/desk/grievances/{number}/files/{Untouched}")).Last.StatusCode);

        var door = $"/desk/grievances/{number}/originals/{Untouched}";
        await desk.Open(door);
        Assert.Equal(422, (int)(await desk.Post(door)).Last.StatusCode);
        Assert.Equal(422, (int)(await desk.Post(door, ("purpose", "ordered-disclosure"))).Last.StatusCode);
        await browser.Open("/case");
        Assert.Contains("至今没有人查看过", browser.Html, StringComparison.Ordinal);
        await desk.Post(door, ("purpose", "verify-claim"));
        Assert.Equal(Photo, await desk.Last.Content.ReadAsByteArrayAsync());
        await browser.Open("/case");
        Assert.Contains("测试丁", browser.Html, StringComparison.Ordinal);
        Assert.Contains("文件原件", browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_file_that_told_nothing_no_original_is_offered()
    {
        using var browser = await Filed("没有痕迹的图", Files.Picture(SKEncodedImageFormat.Png), "图.png");
        Assert.DoesNotContain("/case/originals", browser.Html, StringComparison.Ordinal);
        await browser.Open("/case/originals");
        Assert.DoesNotContain("type=\"file\"", browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_original_of_an_accusation_opens_with_the_county_key_and_nothing_else()
    {
        using var browser = await Filed("举报挪用", kind: "accusation");
        await browser.Open("/case/originals");
        var before = Directory.GetFiles(Root, "*", SearchOption.AllDirectories);
        await browser.Upload("/case/originals", [("账本.jpg", Photo)], ("keep", Copy(browser)));
        Assert.Equal("/case", browser.Path);
        var fresh = Assert.Single(Directory.GetFiles(Root, "*", SearchOption.AllDirectories).Except(before));
        Assert.Empty(Stored(Path.GetDirectoryName(fresh)!));
        var link = await host.Services.GetRequiredService<Histories>().Read<Grievance>(TownHost.Town, new($"grievance/{Path.GetFileName(Path.GetDirectoryName(fresh))}"), opened: true, default);
        var armored = string.Concat(((InformationAdded)link!.Events[^1].Event).Words!.Split('\n').Where(line => !line.StartsWith('-')));
        var words = System.Text.Encoding.UTF8.GetString(Age.Decrypt(Convert.FromBase64String(armored), host.County));
        Assert.Contains(Path.GetFileName(fresh), words, StringComparison.Ordinal);
        Assert.Contains("账本.jpg", words, StringComparison.Ordinal);
    }

    private string Root => Path.Combine(host.Folder, "attachments");

    private string[] Stored(string? folder = null) => Directory.Exists(Root) ? Directory.GetFiles(folder ?? Path.Combine(Root), Untouched, SearchOption.AllDirectories).Where(path => folder is not null || Path.GetDirectoryName(path) == mine).ToArray() : [];

    private string? mine;

    private static string Copy(Browser browser) => Regex.Match(browser.Html, "name=\"keep\" value=\"([0-9a-f]{64})\"").Groups[1].Value;

    private async Task<Browser> Filed(string title, byte[]? content = null, string name = "塌方.jpg", string kind = "claim")
    {
        await host.Open();
        var browser = new Browser(host.Address);
        await browser.ToCheck(kind, title);
        await browser.Upload("/lodge/submit", [(name, content ?? Photo)]);
        Assert.Equal("/case/receipt", browser.Path);
        mine = Path.Combine(Root, TownHost.Town.Value, (await host.Find(browser.Number)).Pseudonym);
        return browser;
    }
}
