using System.Net;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.Grievances.Letters;
using DocumentFormat.OpenXml.Packaging;

namespace Answerable.Server.Tests.Grievances.Letters;

/// <summary>Who may fetch a letter, and whose name stands in it.</summary>
public sealed class LetterPagesTests(StaffedHost host) : IClassFixture<StaffedHost>
{
    private static readonly Opinion Answer = new(Outcome.Explain, "要求修好路灯", "经查，线路老化。", "《农村公路养护管理办法》");

    [Fact]
    public async Task Each_step_offers_its_letter_and_the_file_says_what_the_record_says()
    {
        var (_, number, _) = await Accepted();
        using var desk = await host.AtDesk(StaffedHost.Desk);
        await desk.Open($"/desk/grievances/{number}");
        var letter = await Letter(number, LetterKind.Acceptance);
        foreach (var link in new[] { $"letters/{letter}\"", $"letters/{letter}/docx\"", $"letters/{letter}-return\"" })
            Assert.Contains(link, desk.Html, StringComparison.Ordinal);
        var said = Words(await File(desk, $"/desk/grievances/{number}/letters/{letter}/docx"));
        foreach (var words in new[] { "清溪镇信访办", "信访事项受理告知书", "路灯坏了", number, "由村镇建设办公室办理。", "60日", "临江县信访局", "＿＿＿＿＿＿：" })
            Assert.Contains(words, said, StringComparison.Ordinal);
        Assert.Equal("attachment", desk.Last.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal($"受理告知书-{number}.docx", desk.Last.Content.Headers.ContentDisposition.FileNameStar);
        var page = (await desk.Open($"/desk/grievances/{number}/letters/{letter}")).Html;
        Assert.All(new[] { "信访事项受理告知书", "由村镇建设办公室办理。", "lang=\"zh-Hans\"" }, words => Assert.Contains(words, page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_stands_in_a_letter_only_once_the_identity_was_opened_for_serving_it_and_the_complainant_sees_that()
    {
        var (_, number, code) = await Accepted();
        var letter = await Letter(number, LetterKind.Acceptance);
        using var desk = await host.AtDesk(StaffedHost.Desk);
        await desk.Open($"/desk/grievances/{number}/letters/{letter}");
        Assert.DoesNotContain("测试丙", desk.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("测试丙", Words(await File(desk, $"/desk/grievances/{number}/letters/{letter}/docx")), StringComparison.Ordinal);
        Assert.Empty((await host.State(number)).Openings);

        await desk.Open($"/desk/grievances/{number}/letters/{letter}");
        await desk.Post($"/desk/grievances/{number}/letters/{letter}");
        Assert.Contains("测试丙：", desk.Html, StringComparison.Ordinal);
        var opening = Assert.Single((await host.State(number)).Openings);
        Assert.Equal((Purpose.ServeNotice, new ActorId("staff.desk")), (opening.Purpose, opening.By));
        Assert.Equal("serve-notice", (await host.Track(number, code)).GetProperty("openings")[0].GetProperty("purpose").GetString());

        // The same opening fills the file and the proof of service, and is no second one.
        var page = desk.Html;
        Assert.Contains("测试丙：", Words(await Posted(desk, $"/desk/grievances/{number}/letters/{letter}/docx")), StringComparison.Ordinal);
        desk.Back(page);
        await desk.Post($"/desk/grievances/{number}/letters/{letter}-return");
        Assert.Contains("青石村1号", desk.Html, StringComparison.Ordinal);
        Assert.Single((await host.State(number)).Openings);
        Assert.DoesNotContain("测试丙", (await desk.Open($"/desk/grievances/{number}/letters/{letter}")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_of_the_record_that_repeat_a_contact_value_are_hidden_until_then()
    {
        var (_, number, _) = await Accepted("受理人已致电 13900000001，由村镇建设办公室办理。");
        var letter = await Letter(number, LetterKind.Acceptance);
        using var desk = await host.AtDesk(StaffedHost.Desk);
        Assert.DoesNotContain("13900000001", Words(await File(desk, $"/desk/grievances/{number}/letters/{letter}/docx")), StringComparison.Ordinal);
        await desk.Open($"/desk/grievances/{number}/letters/{letter}");
        Assert.DoesNotContain("13900000001", desk.Html, StringComparison.Ordinal);
        Assert.Contains("13900000001", (await desk.Post($"/desk/grievances/{number}/letters/{letter}")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recused_person_has_no_letter_and_whoever_is_not_signed_in_neither()
    {
        var (_, number, _) = await Accepted();
        var letter = await Letter(number, LetterKind.Acceptance);
        using var handler = await host.AtDesk(StaffedHost.Handler);
        Assert.Equal(HttpStatusCode.OK, (await handler.Open($"/desk/grievances/{number}/letters/{letter}")).Last.StatusCode);
        await host.Handle(await host.Find(number), new Recuse(StaffedHost.Handler, "近亲属"));
        var form = handler.Html;
        foreach (var path in new[] { "", "/docx", "-return", "-return/docx" })
            Assert.Equal(HttpStatusCode.NotFound, (await handler.Open($"/desk/grievances/{number}/letters/{letter}{path}")).Last.StatusCode);
        handler.Back(form);
        foreach (var path in new[] { "", "/docx", "/number" })
            Assert.Equal(HttpStatusCode.NotFound, (await handler.Post($"/desk/grievances/{number}/letters/{letter}{path}", ("document", "清政信〔2026〕1号"))).Last.StatusCode);
        Assert.Empty((await host.State(number)).Openings);
        using var nobody = new Browser(host.Address);
        Assert.DoesNotContain("受理告知书", (await nobody.Open($"/desk/grievances/{number}/letters/{letter}")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_kept_from_the_handling_unit_stands_in_no_letter_of_theirs()
    {
        var browser = new Browser(host.Address);
        await host.Open();
        await browser.Open("/lodge");
        await browser.Post("/lodge/kind", ("kind", "claim"));
        await browser.Post("/lodge/story", ("title", "路灯坏了"), ("body", "一月初开始不亮。"));
        await browser.Post("/lodge/subject", ("category", "roads"), ("place", "青石村东口"));
        await browser.Post("/lodge/identity", ("openness", "confidential"));
        await browser.Post("/lodge/reach", ("name", "测试丙"), ("phone", "13900000001"));
        await browser.Upload("/lodge/submit", []);
        var number = browser.Number;
        await Assign(await host.Find(number));
        var letter = await Letter(number, LetterKind.Acceptance);
        using var handler = await host.AtDesk(StaffedHost.Handler);
        await handler.Open($"/desk/grievances/{number}/letters/{letter}");
        Assert.DoesNotContain("查看身份并填入", handler.Html, StringComparison.Ordinal);
        await handler.Open($"/desk/grievances/{number}/note"); // a token to post with
        Assert.Equal(422, (int)(await handler.Post($"/desk/grievances/{number}/letters/{letter}")).Last.StatusCode);
        Assert.DoesNotContain("测试丙", handler.Html, StringComparison.Ordinal);
        Assert.Empty((await host.State(number)).Openings);
    }

    [Fact]
    public async Task A_complainant_has_the_letters_in_their_own_name_and_the_opinion_from_when_they_opened_it()
    {
        var (stream, number, code) = await Accepted();
        await host.Do(stream, new DraftOpinion(Answer, "清政信[2026]7号"), new Actor.Staff(StaffedHost.Handler));
        await host.Handle(stream, new SignOpinion());
        var (acceptance, opinion) = (await Letter(number, LetterKind.Acceptance), await Letter(number, LetterKind.Opinion));
        using var resident = await Tracking(number, code);
        Assert.Contains($"/case/letters/{acceptance}", resident.Html, StringComparison.Ordinal);
        Assert.DoesNotContain($"/case/letters/{opinion}", resident.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await resident.Open($"/case/letters/{opinion}")).Last.StatusCode);
        Assert.Contains("测试丙：", (await resident.Open($"/case/letters/{acceptance}")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await resident.Open($"/case/letters/{acceptance}-return")).Last.StatusCode);

        await resident.Open("/case");
        await resident.Post("/case/answer");
        var said = Words(await File(resident, $"/case/letters/{opinion}/docx"));
        foreach (var words in new[] { "清政信〔2026〕7号", "测试丙：", "要求修好路灯", "经查，线路老化。", "《农村公路养护管理办法》", "作出解释说明", "30日内", "临江县信访局复查", "临江县人民路 1 号" })
            Assert.Contains(words, said, StringComparison.Ordinal);
        Assert.Empty((await host.State(number)).Openings);
        await resident.Open("/case");
        await resident.Post("/case/leave");
        await resident.Open($"/case/letters/{opinion}");
        Assert.StartsWith("/track", resident.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_is_given_at_the_desk_once_and_stands_on_the_letter()
    {
        var (_, number, _) = await Accepted();
        var letter = await Letter(number, LetterKind.Acceptance);
        using var desk = await host.AtDesk(StaffedHost.Desk);
        await desk.Open($"/desk/grievances/{number}/letters/{letter}");
        var form = desk.Html;
        await desk.Post($"/desk/grievances/{number}/letters/{letter}/number");
        Assert.Equal(422, (int)desk.Last.StatusCode);
        await desk.Post($"/desk/grievances/{number}/letters/{letter}/number", ("document", "清政信告(2026)3号"));
        Assert.Contains("清政信告〔2026〕3号", desk.Html, StringComparison.Ordinal);
        Assert.DoesNotContain($"letters/{letter}/number", desk.Html, StringComparison.Ordinal);
        desk.Back(form.Replace("name=\"key\"", "name=\"spent\"", StringComparison.Ordinal));
        Assert.Contains("已经编有发文字号", (await desk.Post($"/desk/grievances/{number}/letters/{letter}/number", ("document", "清政信告(2026)4号"))).Html, StringComparison.Ordinal);
        Assert.Contains("清政信告〔2026〕3号", Words(await File(desk, $"/desk/grievances/{number}/letters/{letter}-return/docx")), StringComparison.Ordinal);
        Assert.Contains("编发文字号", (await desk.Open($"/desk/grievances/{number}")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_is_the_same_bytes_after_the_case_went_on()
    {
        var (stream, number, _) = await Accepted();
        var letter = await Letter(number, LetterKind.Acceptance);
        using var desk = await host.AtDesk(StaffedHost.Desk);
        var before = await File(desk, $"/desk/grievances/{number}/letters/{letter}/docx");
        host.Clock.Advance(NodaTime.Duration.FromDays(3));
        await host.Do(stream, new RequestExtension(30, "须向上级核对"), new Actor.Staff(StaffedHost.Handler));
        await host.Handle(stream, new ApproveExtension(StaffedHost.Mayor));
        Assert.Equal(before, await File(desk, $"/desk/grievances/{number}/letters/{letter}/docx"));
        Assert.Contains("须向上级核对", Words(await File(desk, $"/desk/grievances/{number}/letters/{await Letter(number, LetterKind.Extension)}/docx")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_letter_is_not_found()
    {
        var (_, number, _) = await Accepted();
        using var desk = await host.AtDesk(StaffedHost.Desk);
        foreach (var name in new[] { "1", "0", "99", "x", "-return", "2-returns", "999999999999999999999" })
            Assert.Equal(HttpStatusCode.NotFound, (await desk.Open($"/desk/grievances/{number}/letters/{name}")).Last.StatusCode);
    }

    private async Task<(StreamId Stream, string Number, string Code)> Accepted(string notice = "由村镇建设办公室办理。")
    {
        await host.Open();
        var (stream, number, code) = await host.File(new { title = "路灯坏了", body = "一月初开始不亮。", contact = new { name = "测试丙", phone = "13900000001", address = "青石村1号" } });
        await Assign(stream, notice);
        return (stream, number, code);
    }

    private async Task Assign(StreamId stream, string notice = "由村镇建设办公室办理。")
    {
        await host.Handle(stream, new Accept(notice));
        await host.Handle(stream, new Assign(new("roads"), StaffedHost.Handler, StaffedHost.Mayor));
    }

    private async Task<Browser> Tracking(string number, string code)
    {
        var resident = new Browser(host.Address);
        await resident.Open("/track");
        await resident.Post("/track", ("number", number), ("code", code));
        return resident;
    }

    private async Task<long> Letter(string number, LetterKind kind) => (await host.State(number)).Letters.Single(letter => letter.Kind == kind).Version;

    private static async Task<byte[]> File(Browser browser, string path)
    {
        await browser.Open(path);
        return await Document(browser);
    }

    private static async Task<byte[]> Posted(Browser browser, string path)
    {
        await browser.Post(path);
        return await Document(browser);
    }

    private static async Task<byte[]> Document(Browser browser)
    {
        Assert.Equal((HttpStatusCode.OK, LetterDocx.Type), (browser.Last.StatusCode, browser.Last.Content.Headers.ContentType?.MediaType));
        return await browser.Last.Content.ReadAsByteArrayAsync();
    }

    private static string Words(byte[] docx)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(docx), false);
        return document.MainDocumentPart!.HeaderParts.Aggregate("", (words, part) => words + part.Header!.InnerText) + document.MainDocumentPart.Document!.Body!.InnerText;
    }
}

/// <summary>Looking over a town's own wording before anybody is written to.</summary>
public sealed class LettersVerbTests
{
    [Theory, InlineData("zh"), InlineData("en")]
    public void It_names_every_fault_and_every_file_that_is_no_letters(string language)
    {
        var folder = Directory.CreateTempSubdirectory("answerable-letters-");
        Assert.Equal((0, true), Check(folder.FullName, language) is var (code, said) ? (code, said.Length > 10) : default);
        var own = folder.CreateSubdirectory("letters").CreateSubdirectory("zh").FullName;
        File.WriteAllText(Path.Combine(own, "transfer.txt"), "title: 转送告知书\n\n{{to}}\n{{reason}}\n");
        Assert.Equal(0, Check(folder.FullName, language).Code);
        File.WriteAllText(Path.Combine(own, "opinion.txt"), "title: 处理意见书\n\n{{asked}} {{facts}} {{basis}}\n");
        File.WriteAllText(Path.Combine(own, "promise.txt"), "title: 承诺书\n");
        (code, said) = Check(folder.FullName, language);
        Assert.Equal(1, code);
        Assert.All(new[] { "letters/zh/transfer.txt", "above", "appeal-days", "letters/zh/promise.txt" }, words => Assert.Contains(words, said, StringComparison.Ordinal));
        folder.Delete(recursive: true);
    }

    private static (int Code, string Said) Check(string folder, string language)
    {
        using var said = new StringWriter();
        var code = LettersVerb.Create(said).Parse(["check", "--data", folder, "--lang", language]).Invoke();
        return (code, said.ToString());
    }
}

/// <summary>A town's own wording, in its data folder.</summary>
public sealed class TownTemplateTests(StaffedHost host) : IClassFixture<StaffedHost>
{
    [Fact]
    public async Task Its_own_wording_is_used_at_once_on_page_and_paper_and_one_with_a_fault_is_told_and_not_used()
    {
        await host.Open();
        var (stream, number, _) = await host.File(new { title = "路灯坏了", body = "一月初开始不亮。", contact = new { name = "测试丙" } });
        await host.Handle(stream, new Accept("由村镇建设办公室办理。"));
        var letter = (await host.State(number)).Letters.Single().Version;
        using var desk = await host.AtDesk(StaffedHost.Desk);
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(host.Folder, "letters", "zh")).FullName, "acceptance.txt");

        await File.WriteAllTextAsync(file, "title: 清溪镇受理通知\nto: {{recipient}}\n\n本镇的话：{{notice}}\n");
        Assert.Contains("本镇的话：由村镇建设办公室办理。", (await desk.Open($"/desk/grievances/{number}/letters/{letter}")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("没有采用", desk.Html, StringComparison.Ordinal);

        await File.WriteAllTextAsync(file, "title: 清溪镇受理通知\nto: {{recipient}}\n\n本镇的话：{{notice}} {{weather}}\n请签署息诉罢访承诺书。\n");
        await desk.Open($"/desk/grievances/{number}/letters/{letter}");
        Assert.DoesNotContain("本镇的话", desk.Html, StringComparison.Ordinal);
        foreach (var told in new[] { "没有采用", "letters/zh/acceptance.txt 第4行：没有名为“weather”的占位符", "第5行", "息诉罢访", "信访事项受理告知书" })
            Assert.Contains(told, desk.Html, StringComparison.Ordinal);
        File.Delete(file);
    }
}
