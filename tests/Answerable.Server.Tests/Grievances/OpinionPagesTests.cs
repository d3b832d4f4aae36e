using System.Net;
using Answerable.Grievances;
using Answerable.Recording;
using NodaTime;

namespace Answerable.Server.Tests.Grievances;

/// <summary>The written opinion on the desk: drafted by whoever handles the claim, signed by the leader in charge, and by nobody else.</summary>
public sealed class OpinionPagesTests(StaffedHost host) : IClassFixture<StaffedHost>
{
    private static readonly (string, string)[] Words = [("outcome", "explain"), ("asked", "要求修好路灯"), ("facts", "经查，线路老化。"), ("basis", "《农村公路养护管理办法》"), ("document", "清政信〔2026〕7号")];

    [Fact]
    public async Task A_clerk_issues_nothing_and_the_leader_in_charge_signs_what_the_handler_drafted()
    {
        var number = await Accepted();
        using var clerk = await host.AtDesk(StaffedHost.Desk);
        await clerk.Open($"/desk/grievances/{number}");
        Assert.All((string[])["draft", "sign", "reply"], action => Assert.DoesNotContain($"{number}/{action}\"", clerk.Html, StringComparison.Ordinal));
        await clerk.Open($"/desk/grievances/{number}/note");
        Assert.Contains("您的岗位没有这项权限", (await clerk.Post($"/desk/grievances/{number}/draft", [.. Words])).Html, StringComparison.Ordinal);
        Assert.Equal(422, (int)(await clerk.Post($"/desk/grievances/{number}/sign")).Last.StatusCode);

        using var handler = await host.AtDesk(StaffedHost.Handler);
        await handler.Open($"/desk/grievances/{number}/draft");
        await handler.Post($"/desk/grievances/{number}/draft", [.. Words]);
        Assert.Equal((Stage.AwaitingSignature, (Outcome?)null), ((await host.State(number)).Stage, (await host.State(number)).Outcome));
        Assert.DoesNotContain($"{number}/sign\"", handler.Html, StringComparison.Ordinal);

        using var leader = await host.AtDesk(StaffedHost.Mayor);
        await leader.Open("/desk/grievances?state=approval&mine=1");
        Assert.Contains(number, leader.Html, StringComparison.Ordinal);
        Assert.Contains("待签发", leader.Html, StringComparison.Ordinal);
        await leader.Open($"/desk/grievances/{number}/sign");
        Assert.Contains("经查，线路老化。", leader.Html, StringComparison.Ordinal);
        await leader.Post($"/desk/grievances/{number}/sign");
        Assert.Equal((Stage.Answered, Outcome.Explain), ((await host.State(number)).Stage, (await host.State(number)).Outcome));
        var story = leader.Html[leader.Html.IndexOf("签发处理意见书", StringComparison.Ordinal)..];
        Assert.Matches("(?s)处理意见</span>.*?解释说明.*?签发人</span>.*?测试甲.*?发文字号</span>.*?清政信〔2026〕7号", story);
    }

    [Fact]
    public async Task A_draft_that_is_returned_goes_back_to_its_drafter_with_the_words_in_place()
    {
        var number = await Accepted();
        using var handler = await host.AtDesk(StaffedHost.Handler);
        await handler.Open($"/desk/grievances/{number}/draft");
        await handler.Post($"/desk/grievances/{number}/draft", [.. Words]);
        using var leader = await host.AtDesk(StaffedHost.Mayor);
        await leader.Open($"/desk/grievances/{number}/return");
        await leader.Post($"/desk/grievances/{number}/return", ("reason", "请写明修复日期"));
        Assert.Equal(Stage.InHandling, (await host.State(number)).Stage);
        await handler.Open($"/desk/grievances/{number}");
        Assert.Contains("请写明修复日期", handler.Html, StringComparison.Ordinal);
        await handler.Open($"/desk/grievances/{number}/draft");
        Assert.Contains("经查，线路老化。", handler.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_decides_on_more_time_reads_how_much_and_why_on_the_same_page()
    {
        var number = await Accepted();
        using var handler = await host.AtDesk(StaffedHost.Handler);
        await handler.Open($"/desk/grievances/{number}/extend");
        await handler.Post($"/desk/grievances/{number}/extend", ("days", "20"), ("reason", "须等专业检测结果"));
        using var leader = await host.AtDesk(StaffedHost.Mayor);
        foreach (var action in new[] { "approve", "decline" })
        {
            await leader.Open($"/desk/grievances/{number}/{action}");
            Assert.Matches("(?s)申请人.*?申请延长.*?20 天.*?申请理由.*?须等专业检测结果", leader.Html);
        }
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_is_done_once_and_says_so()
    {
        var number = await Accepted();
        using var desk = await host.AtDesk(StaffedHost.Desk);
        await desk.Open($"/desk/grievances/{number}/note");
        var form = desk.Html;
        Assert.Contains("已记录。", (await desk.Post($"/desk/grievances/{number}/note", ("words", "看过"))).Html, StringComparison.Ordinal);
        desk.Back(form);
        Assert.Contains("此前已经办理", (await desk.Post($"/desk/grievances/{number}/note", ("words", "看过"))).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("已记录。", desk.Html, StringComparison.Ordinal);

        await desk.Open("/desk/grievances/register");
        form = desk.Html;
        (string, string)[] visit = [("channel", "visit"), ("kind", "claim"), ("title", "来访的事"), ("body", "当面说的")];
        Assert.DoesNotContain("此前已经办理", (await desk.Post("/desk/grievances/register", visit)).Html, StringComparison.Ordinal);
        desk.Back(form);
        Assert.Contains("此前已经办理", (await desk.Post("/desk/grievances/register", visit)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_register_names_everything_that_is_missing_in_one_round_and_a_day_to_come_at_its_own_field()
    {
        using var desk = await host.AtDesk(StaffedHost.Desk);
        await desk.Open("/desk/grievances/register");
        await desk.Post("/desk/grievances/register");
        Assert.Equal(422, (int)desk.Last.StatusCode);
        Assert.All((string[])["channel", "kind", "title", "body"], field => Assert.Contains($"href=\"#{field}\"", desk.Html, StringComparison.Ordinal));
        await desk.Post("/desk/grievances/register", ("channel", "letter"), ("kind", "claim"), ("title", "来信"), ("body", "来信的内容"), ("received", "2099-01-01T08:00"));
        Assert.Equal(422, (int)desk.Last.StatusCode);
        Assert.Contains("href=\"#received\"", desk.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"#title\"", desk.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tracking_and_an_ordered_disclosure_name_what_is_missing_in_one_round()
    {
        var number = await Accepted();
        using var desk = await host.AtDesk(StaffedHost.Desk);
        await desk.Open($"/desk/grievances/{number}/opening");
        await desk.Post($"/desk/grievances/{number}/opening", ("purpose", "ordered-disclosure"));
        Assert.All((string[])["law", "document"], field => Assert.Contains($"href=\"#{field}\"", desk.Html, StringComparison.Ordinal));
        using var resident = new Browser(host.Address);
        await resident.Open("/track");
        await resident.Post("/track");
        Assert.All((string[])["number", "code"], field => Assert.Contains($"href=\"#{field}\"", resident.Html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_entry_in_the_log_that_is_sent_twice_stands_there_once()
    {
        using var desk = await host.AtDesk(StaffedHost.Desk);
        await desk.Open("/desk/duty");
        await desk.Post("/desk/duty", ("what", "石桥溪漫堤"), ("place", "石桥村二组"), ("kind", "natural-disaster"));
        var (board, form) = (desk.Path, desk.Html);
        Assert.DoesNotContain("此前已经办理", (await desk.Post($"{board}/log", ("entry", "水位两米一"))).Html, StringComparison.Ordinal);
        desk.Back(form);
        Assert.Contains("此前已经办理", (await desk.Post($"{board}/log", ("entry", "水位两米一"))).Html, StringComparison.Ordinal);
        Assert.Equal(2, desk.Html.Split("水位两米一").Length);
    }

    [Fact]
    public async Task Whoever_may_not_is_told_so_and_not_shown_a_page_without_a_reason()
    {
        using var handler = await host.AtDesk(StaffedHost.Handler);
        await handler.Open("/desk/account");
        Assert.Equal(HttpStatusCode.Forbidden, (await handler.Open("/desk/grievances/register")).Last.StatusCode);
        await handler.Open("/desk/account");
        Assert.Equal(HttpStatusCode.Forbidden, (await handler.Post("/desk/calendar", ("year", "2027"), ("days", "2027-01-01 休 元旦"), ("sure", "yes"))).Last.StatusCode);
        await handler.Open("/desk/account");
        Assert.Equal(HttpStatusCode.Forbidden, (await handler.Post("/desk/duty", ("what", "漫堤"), ("place", "石桥村"), ("kind", "natural-disaster"))).Last.StatusCode);
        await handler.Open("/desk/grievances");
        Assert.DoesNotContain("/desk/duty", handler.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("/desk/grievances/register", handler.Html, StringComparison.Ordinal);
    }

    private async Task<string> Accepted()
    {
        await host.Open();
        var (stream, number, _) = await host.File(new { title = "路灯坏了", body = "一月初开始不亮。", contact = new { name = "测试丙", phone = "13900000001" } });
        await host.Handle(stream, new Accept("已受理"));
        await host.Handle(stream, new Assign(new("roads"), StaffedHost.Handler, StaffedHost.Mayor));
        return number;
    }
}

/// <summary>A claim that nobody gave notice of, and what its complainant is told of it and of the offices above.</summary>
public sealed class DeemedPagesTests(StaffedHost host) : IClassFixture<StaffedHost>
{
    [Fact]
    public async Task A_claim_without_notice_shows_that_it_counts_as_accepted_and_its_sixty_days_and_offers_the_late_notice()
    {
        await host.Open();
        using var resident = new Browser(host.Address);
        await resident.ToCheck(title: "没有人管的事");
        await resident.Upload("/lodge/submit", []);
        var (number, code) = (resident.Number, resident.Code);
        Assert.Contains("临江县信访局", resident.Html, StringComparison.Ordinal); // the receipt says who will be told
        await host.MoveTo(host.Clock.Now + Duration.FromDays(16));

        using var desk = await host.AtDesk(StaffedHost.Desk);
        await desk.Open("/desk/grievances");
        Assert.Matches($"(?s){number}.*?视为受理", desk.Html);
        await desk.Open($"/desk/grievances/{number}");
        Assert.Contains("视为受理", desk.Html, StringComparison.Ordinal);
        var head = desk.Html[desk.Html.IndexOf("page-head", StringComparison.Ordinal)..desk.Html.IndexOf("反映事项", StringComparison.Ordinal)];
        Assert.Contains("书面告知期限", head, StringComparison.Ordinal);
        Assert.Contains("办理期限", head, StringComparison.Ordinal);
        Assert.Contains($"{number}/late-notice\"", desk.Html, StringComparison.Ordinal);
        Assert.All((string[])["accept", "notice", "not-ours"], action => Assert.DoesNotContain($"{number}/{action}\"", desk.Html, StringComparison.Ordinal));

        await resident.Open("/case");
        if (resident.Path == "/track") // the half hour is over
            await resident.Post("/track", ("number", number), ("code", code));
        Assert.Contains("视为受理", resident.Html, StringComparison.Ordinal);
        Assert.Matches("因逾期已报上级机关督促.*?已报临江县信访局", resident.Html.ReplaceLineEndings(""));

        var close = (await host.State(number)).Find("close")!.Clock.DueAt;
        await desk.Open($"/desk/grievances/{number}/late-notice");
        await desk.Post($"/desk/grievances/{number}/late-notice", ("notice", "现补作告知"));
        var state = await host.State(number);
        Assert.Equal((Stage.Accepted, close), (state.Stage, state.Find("close")!.Clock.DueAt));
    }

    [Fact]
    public async Task The_request_for_a_review_says_who_answers_it_and_by_when()
    {
        await host.Open();
        using var resident = new Browser(host.Address);
        await resident.ToCheck(title: "要复查的事");
        await resident.Upload("/lodge/submit", []);
        var number = resident.Number;
        await host.Answer(await host.Find(number), new(Outcome.NotSupport, "修好路灯", "不在计划内。", "《农村公路养护管理办法》"));
        await resident.Open("/case");
        await resident.Post("/case/answer");
        Assert.Contains("临江县信访局", resident.Html, StringComparison.Ordinal);
        await resident.Open("/case/review");
        Assert.Contains("由临江县信访局复查", resident.Html, StringComparison.Ordinal);
        Assert.Contains("清溪镇信访办的上一级机关", resident.Html, StringComparison.Ordinal);
        Assert.Contains("第三十五条", resident.Html, StringComparison.Ordinal);
        var by = RequestReview.AnswerDay(await host.State(number), await host.Book(), host.Clock.Now)!.Value;
        Assert.Contains($"最迟于{by.Year}年{by.Month}月{by.Day}日答复", resident.Html, StringComparison.Ordinal);
        var form = resident.Html;
        await resident.Post("/case/review", ("words", "没有说理由"));
        Assert.Contains("复查请求已登记", resident.Html, StringComparison.Ordinal);
        resident.Back(form);
        await resident.Post("/case/review", ("words", "没有说理由"));
        Assert.Contains("此前已经办理", resident.Html, StringComparison.Ordinal);
    }
}
