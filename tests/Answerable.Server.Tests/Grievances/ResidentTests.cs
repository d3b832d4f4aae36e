using System.Text;
using System.Text.Json;
using Answerable.Engine.Sealing;
using Answerable.Grievances;
using Answerable.Recording;
using Answerable.Server.Tests.Attachments;
using Answerable.Storage;
using Answerable.Storage.Reading;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SkiaSharp;

namespace Answerable.Server.Tests.Grievances;

public sealed class ResidentTests(TownHost host) : IClassFixture<TownHost>
{
    private static readonly byte[] Picture = Files.Picture(SKEncodedImageFormat.Png);

    [Fact]
    public async Task The_same_form_sent_twice_is_one_matter_and_its_files_are_kept_once()
    {
        using var browser = new Browser(host.Address);
        await browser.ToCheck(title: "送了两次的事");
        var (page, before) = (browser.Html, Folders());
        await browser.Upload("/lodge/submit", [("路灯.png", Picture)]);
        var first = (browser.Number, browser.Code);
        await browser.Open("/case/receipt");
        Assert.Equal((first.Number, ""), (browser.Number, browser.Code));
        browser.Back(page);
        await browser.Upload("/lodge/submit", [("路灯.png", Picture)]);
        Assert.Equal((first.Number, ""), (browser.Number, browser.Code)); // the code was shown: it is not shown again
        Assert.Equal(before + 1, Folders());
    }

    [Fact]
    public async Task Closing_a_case_ends_that_visit_for_copies_of_its_cookie_and_no_other_visit()
    {
        using var browser = new Browser(host.Address);
        using var home = new Browser(host.Address);
        using var copy = new Browser(host.Address);
        await browser.ToCheck(title: "在别人手机上看过的事");
        await browser.Upload("/lodge/submit", []);
        var (number, code) = (browser.Number, browser.Code);
        await home.Open("/track");
        await home.Post("/track", ("number", number), ("code", code));
        await browser.Open("/case"); // a page more, and another half hour of the same visit
        foreach (System.Net.Cookie cookie in browser.Cookies.GetAllCookies())
            copy.Cookies.Add(new System.Net.Cookie(cookie.Name, cookie.Value, cookie.Path, cookie.Domain));
        Assert.Equal("/case", (await copy.Open("/case")).Path);

        await browser.Post("/case/leave");
        Assert.Equal("/track", (await browser.Open("/case")).Path);
        Assert.Equal("/track", (await copy.Open("/case")).Path);
        Assert.Equal("/case", (await home.Open("/case")).Path);
        await copy.Post("/track", ("number", number), ("code", code));
        Assert.Equal("/case", copy.Path);
    }

    [Fact]
    public async Task A_file_lies_encrypted_and_comes_back_to_its_owner_only()
    {
        using var browser = new Browser(host.Address);
        await browser.ToCheck(title: "带照片的事");
        await browser.Upload("/lodge/submit", [("路灯 <b>.png", Picture), ("同一张.png", Picture)]);
        await browser.Open("/case");
        var link = System.Text.RegularExpressions.Regex.Match(browser.Html, "/case/files/[0-9a-f]{64}").Value;
        var stored = Directory.GetFiles(Path.Combine(host.Folder, "attachments"), Path.GetFileName(link), SearchOption.AllDirectories);
        Assert.NotEmpty(stored); // another test's case may hold the same picture, in a folder and under a key of its own
        Assert.All(stored, file => Assert.False(File.ReadAllBytes(file).AsSpan().StartsWith(Picture.AsSpan(0, 8))));

        await browser.Open(link);
        Assert.Equal("attachment", browser.Last.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("image/png", browser.Last.Content.Headers.ContentType!.MediaType);
        Assert.Equal("default-src 'none'; sandbox", Assert.Single(browser.Last.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(browser.Last.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal(Path.GetFileName(link), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await browser.Last.Content.ReadAsByteArrayAsync())));

        using var other = new Browser(host.Address);
        Assert.Equal(404, (int)(await other.Open(link)).Last.StatusCode);
        await other.ToCheck(title: "别人的事");
        await other.Upload("/lodge/submit", []);
        Assert.Equal(404, (int)(await other.Open(link)).Last.StatusCode);
    }

    [Fact]
    public async Task An_accusation_and_its_files_open_with_the_county_key_and_nothing_else()
    {
        using var browser = new Browser(host.Address);
        await browser.ToCheck("accusation", "挪用修路款");
        await browser.Upload("/lodge/submit", [("账本.png", Picture)]);
        Assert.Contains("临江县信访局", browser.Html, StringComparison.Ordinal);
        var (stream, _, events) = await Find(browser.Number);
        var payload = ((AccusationSealed)events[0].Event).Payload!;
        var armored = string.Concat(payload.Split('\n').Where(line => !line.StartsWith('-')));
        var words = JsonDocument.Parse(Age.Decrypt(Convert.FromBase64String(armored), host.County)).RootElement;
        Assert.Equal("挪用修路款", words.GetProperty("title").GetString());
        Assert.Equal("head", words.GetProperty("accused").GetProperty("person").GetString());
        var file = words.GetProperty("files")[0];
        Assert.Equal("账本.png", file.GetProperty("name").GetString());
        Assert.NotEqual(0, await InFolder(Encoding.UTF8.GetBytes(browser.Number))); // what is not sealed would be found
        Assert.Equal(0, await InFolder("挪用修路款"u8.ToArray()) + await InFolder(Encoding.UTF8.GetBytes("账本")));

        await browser.Open("/case");
        Assert.DoesNotContain("挪用修路款", browser.Html, StringComparison.Ordinal);
        await browser.Open("/case/add");
        await browser.Upload("/case/add", [("第二页.png", Picture)], ("words", "还有一笔补充"));
        Assert.StartsWith("-----BEGIN AGE", ((InformationAdded)(await Find(events: stream))[^1].Event).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_is_opened_served_rated_and_taken_to_review()
    {
        using var browser = new Browser(host.Address);
        await browser.ToCheck(title: "等答复的事");
        await browser.Upload("/lodge/submit", []);
        var (stream, _, _) = await Find(browser.Number);
        await host.Handle(stream, new WriteToComplainant("请问是哪几盏灯？"));
        await host.Answer(stream, new(Outcome.Explain, "修好路灯", "已列入本月维修计划。", "《农村公路养护管理办法》"));
        await browser.Open("/case");
        Assert.Contains("请问是哪几盏灯？", browser.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("已列入本月维修计划", browser.Html, StringComparison.Ordinal);
        await browser.Post("/case/answer");
        Assert.Contains("已列入本月维修计划", browser.Html, StringComparison.Ordinal);
        await browser.Open("/case/rate");
        await browser.Post("/case/rate");
        Assert.Equal(422, (int)browser.Last.StatusCode);
        await browser.Post("/case/rate", ("stars", "2"), ("words", "没说哪天修"));
        await browser.Open("/case/review");
        await browser.Post("/case/review", ("words", "没有写明日期"));
        var (_, state, _) = await Find(number: null, stream);
        Assert.True(state is { IsRated: true, Stage: Stage.UnderReview, ServedAt: not null });
        Assert.DoesNotContain("/case/review", browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withdrawal_that_was_pressed_leads_to_the_sealed_door_and_can_be_taken_back()
    {
        using var browser = new Browser(host.Address);
        await browser.ToCheck(title: "被逼撤回的事");
        await browser.Upload("/lodge/submit", []);
        var number = browser.Number;
        var (stream, _, _) = await Find(number);
        await browser.Open("/case/withdraw");
        await browser.Post("/case/withdraw", ("pressed", "yes"), ("sure", "yes"));
        Assert.Equal("/pressed", browser.Path);
        Assert.Contains("撤回已经登记", browser.Html, StringComparison.Ordinal);
        Assert.Contains($"value=\"{number}\"", browser.Html, StringComparison.Ordinal);
        await browser.Post("/pressed", ("ways", "visited"), ("body", "昨晚三个人上门"));
        Assert.Equal("/case/receipt", browser.Path);
        var (_, urgent, events) = await Find(browser.Number);
        Assert.True(urgent is { IsUrgent: true, IsSealed: true, Office.Value: "county" });
        Assert.DoesNotContain("昨晚三个人上门", JsonSerializer.Serialize(events.Select(one => one.Event as object)), StringComparison.Ordinal);
        await host.Do(stream, new TakeUpAgain(), new Actor.Complainant());
    }

    [Fact]
    public async Task What_is_no_file_of_ours_is_refused_by_name_and_nothing_stays()
    {
        using var browser = new Browser(host.Address);
        await browser.ToCheck(title: "带坏文件的事");
        var before = Folders();
        await browser.Upload("/lodge/submit", [("好.png", Picture), ("坏.png", "<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>"u8.ToArray())]);
        Assert.Equal(422, (int)browser.Last.StatusCode);
        Assert.Contains("“坏.png”的文件类型不能接收", browser.Html, StringComparison.Ordinal);
        await browser.Upload("/lodge/submit", Enumerable.Range(1, 11).Select(n => ($"{n}.txt", Encoding.UTF8.GetBytes($"第 {n} 份"))));
        Assert.Contains("“11.txt”没有收下：一次最多 10 个文件", browser.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("前 10 个已经收下", Answerable.Server.Shell.WordBook.Embedded.In("zh")["refusal.attachment-too-many.next"], StringComparison.Ordinal); // none was
        Assert.Equal(before, Folders());
        await browser.Upload("/lodge/submit", [("大.png", new byte[20 * 1024 * 1024 + 1])]);
        Assert.Contains("“大.png”超过 20 MB", browser.Html, StringComparison.Ordinal);
        Assert.Equal(before, Folders());
        await browser.Upload("/lodge/submit", [("好.png", Picture)]);
        Assert.Equal("/case/receipt", browser.Path);
    }

    [Fact]
    public async Task A_form_without_our_token_or_with_a_changed_draft_registers_nothing()
    {
        using var browser = new Browser(host.Address);
        await browser.ToCheck(title: "没有令牌的事");
        browser.Forget("__RequestVerificationToken");
        await browser.Upload("/lodge/submit", [("好.png", Picture)]);
        Assert.Equal(400, (int)browser.Last.StatusCode);
        await browser.ToCheck(title: "改过的草稿");
        browser.Forget("draft");
        await browser.Upload("/lodge/submit", [], ("draft", "AAAA"));
        Assert.Equal(400, (int)browser.Last.StatusCode);
        Assert.Contains("填写的内容已失效", browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_code_tells_nothing_and_soon_has_to_wait()
    {
        using var browser = new Browser(host.Address);
        await browser.Open("/track");
        for (var n = 0; n < 5; n++)
            Assert.Equal(422, (int)(await browser.Post("/track", ("number", "2345-6789-ABC" + "DEFGHJKM"[n]), ("code", "X"))).Last.StatusCode);
    }

    private int Folders() => Directory.Exists(Root) ? Directory.GetDirectories(Root).Sum(one => Directory.GetDirectories(one).Length) : 0;

    private string Root => Path.Combine(host.Folder, "attachments");

    private async Task<int> InFolder(byte[] words)
    {
        var found = 0;
        foreach (var path in Directory.GetFiles(host.Folder, "*", SearchOption.AllDirectories).Where(path => !path.Contains("/keys/", StringComparison.Ordinal) && Path.GetFileName(path) != "lock" && Path.GetExtension(path) != ".tmp")) // what is being written has its name a moment later
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var held = new MemoryStream();
            await file.CopyToAsync(held);
            found += held.ToArray().AsSpan().IndexOf(words) >= 0 ? 1 : 0;
        }

        return found;
    }

    private async Task<IReadOnlyList<Happened>> Find(StreamId events) => (await Find(null, events)).Events;

    private async Task<(StreamId Stream, Grievance State, IReadOnlyList<Happened> Events)> Find(string? number, StreamId? known = null)
    {
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<RecordDb>>().CreateDbContextAsync();
        var stream = known ?? new StreamId((await db.CaseOf(TownHost.Town, number!, default))!.Stream);
        var history = (await host.Services.GetRequiredService<Histories>().Read<Grievance>(TownHost.Town, stream, opened: true, default))!;
        return (stream, history.State, history.Events);
    }
}
