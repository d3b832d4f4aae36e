using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using NodaTime;
using NodaTime.Text;

namespace Answerable.Server.Tests.Grievances;

/// <summary>What the desk shows before, during and after a step: whose deed it was, what it rests on, and where the reader goes from there.</summary>
public sealed class DeskStepsTests(StaffedHost host) : IClassFixture<StaffedHost>
{
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    [Fact]
    public async Task Whoever_passes_a_case_on_is_back_at_the_queue_and_the_deeds_stay_with_the_office_that_did_them()
    {
        var (number, code) = await Handled();
        await host.Do(Answerable.Offices.Town.Stream, new SetOffice(new(new("water"), Text.Of("清溪镇水利站", "Qingxi water station"), OfficeRole.HandlingOrgan, 1, new("county"))), new Actor.Operator());
        using var desk = await host.AtDesk(StaffedHost.Desk);
        await desk.Open($"/desk/grievances/{number}/transfer");
        await desk.Post($"/desk/grievances/{number}/transfer", ("office", "water"), ("reason", "属水利站职权"));
        Assert.Equal("/desk/grievances", desk.Path);
        Assert.Contains("已转送", desk.Html, StringComparison.Ordinal);

        using var resident = await Track(number, code);
        Assert.Contains("清溪镇信访办", Between(resident.Html, "已按期完成", "这个日期"), StringComparison.Ordinal);
        Assert.Contains("清溪镇水利站", Between(resident.Html, "办结并出具", "这个日期"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_was_taken_already_says_so_and_leads_to_the_case()
    {
        var (number, _) = await Handled();
        using var desk = await host.AtDesk(StaffedHost.Desk);
        await desk.Open($"/desk/grievances/{number}/accept");
        Assert.Equal($"/desk/grievances/{number}", desk.Path);
        Assert.Contains("这一步现在不能办理", desk.Html, StringComparison.Ordinal);
        Assert.DoesNotContain($"{number}/close\"", desk.Html, StringComparison.Ordinal); // not answered, let alone served
    }

    [Fact]
    public async Task What_a_leader_approved_by_telephone_stands_in_the_history_with_who_how_and_when()
    {
        var (number, _) = await Handled();
        using var handler = await host.AtDesk(StaffedHost.Handler);
        await handler.Open($"/desk/grievances/{number}/extend");
        await handler.Post($"/desk/grievances/{number}/extend", ("days", "10"), ("reason", "等检测结果"));
        using var desk = await host.AtDesk(StaffedHost.Desk);
        await desk.Open($"/desk/grievances/{number}/record-approval");
        Assert.Contains("等检测结果", desk.Html, StringComparison.Ordinal);
        await desk.Post($"/desk/grievances/{number}/record-approval", ("leader", "head"), ("means", "phone-read-back"));
        Assert.Contains("href=\"#reference\"", desk.Html, StringComparison.Ordinal);
        await desk.Post($"/desk/grievances/{number}/record-approval", ("leader", "head"), ("means", "phone-read-back"), ("reference", "昨日16:20"));
        Assert.Matches("(?s)批准延期.*?测试丁.*?批准人.*?测试甲.*?批准方式.*?电话批准并复述核对.*?通话时间.*?昨日16:20.*?新的办理期限", desk.Html);
        Assert.Equal(10, (await host.State(number)).Find("close")!.Clock.Extension!.Length);
    }

    [Fact]
    public async Task A_day_of_receipt_that_is_long_past_is_confirmed_and_an_impossible_one_refused()
    {
        using var desk = await host.AtDesk(StaffedHost.Desk);
        (string, string)[] letter = [("channel", "letter"), ("kind", "claim"), ("title", "来信"), ("body", "来信的内容")];
        await desk.Open("/desk/grievances/register");
        await desk.Post("/desk/grievances/register", [.. letter, ("received", "1900-01-01T08:00")]);
        Assert.Contains("请核对年份", desk.Html, StringComparison.Ordinal);
        var old = LocalDatePattern.Iso.Format(host.Clock.Now.InZone(Zone).Date.PlusDays(-40)) + "T08:00";
        await desk.Post("/desk/grievances/register", [.. letter, ("received", old)]);
        Assert.Contains("href=\"#old\"", desk.Html, StringComparison.Ordinal);
        await desk.Post("/desk/grievances/register", [.. letter, ("received", old), ("old", "1")]);
        Assert.Contains("信访事项登记回执", desk.Html, StringComparison.Ordinal);
        Assert.Contains("请把回执寄给信访人", desk.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_identity_page_that_is_loaded_again_opens_nothing_a_second_time()
    {
        var (number, _) = await Handled();
        using var desk = await host.AtDesk(StaffedHost.Desk);
        await desk.Open($"/desk/grievances/{number}/opening");
        var form = desk.Html;
        Assert.Contains("测试丙", (await desk.Post($"/desk/grievances/{number}/opening", ("purpose", "verify-claim"))).Html, StringComparison.Ordinal);
        desk.Back(form);
        Assert.DoesNotContain("测试丙", (await desk.Post($"/desk/grievances/{number}/opening", ("purpose", "verify-claim"))).Html, StringComparison.Ordinal);
        Assert.Contains("身份信息只显示一次", desk.Html, StringComparison.Ordinal);
        Assert.Single((await host.State(number)).Openings);
    }

    [Fact]
    public async Task The_answer_names_office_day_and_remedy_and_its_service_the_day_and_number_of_the_proof()
    {
        var (number, code) = await Handled();
        using var handler = await host.AtDesk(StaffedHost.Handler);
        await handler.Open($"/desk/grievances/{number}/draft");
        await handler.Post($"/desk/grievances/{number}/draft", ("outcome", "support"), ("asked", "修路灯"), ("facts", "经查属实。"), ("basis", "《农村公路养护管理办法》"));
        using var leader = await host.AtDesk(StaffedHost.Mayor);
        Assert.Contains("待签发、待审批", (await leader.Open("/desk/grievances")).Html, StringComparison.Ordinal);
        await leader.Open($"/desk/grievances/{number}/sign");
        await leader.Post($"/desk/grievances/{number}/sign");
        using var desk = await host.AtDesk(StaffedHost.Desk);
        await desk.Open($"/desk/grievances/{number}/serve");
        var today = host.Clock.Now.InZone(Zone).Date;
        await desk.Post($"/desk/grievances/{number}/serve", ("proof", "signed-receipt"), ("reference", "送-17"), ("served", LocalDatePattern.Iso.Format(today.PlusDays(2))));
        Assert.Equal(422, (int)desk.Last.StatusCode);
        await desk.Post($"/desk/grievances/{number}/serve", ("proof", "signed-receipt"), ("reference", "送-17"), ("served", LocalDatePattern.Iso.Format(today)));
        Assert.Matches("(?s)送达方式.*?送达回证.*?送-17.*?送达日期", desk.Html);
        using var resident = await Track(number, code);
        Assert.Matches("(?s)答复机关.*?清溪镇信访办.*?答复日期.*?不服怎么办.*?复查", resident.Html);
        Assert.Contains("您的权利：", (await resident.Open("/case/receipt")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suggestion_is_told_of_its_receipt_and_answered_in_the_words_of_a_suggestion()
    {
        await host.Open();
        var (_, number, code) = await host.File(new { kind = "suggestion", title = "增设长椅", body = "广场没有坐的地方。" });
        using var desk = await host.AtDesk(StaffedHost.Desk);
        await desk.Open($"/desk/grievances/{number}/receipt");
        await desk.Post($"/desk/grievances/{number}/receipt", ("notice", "已收到，交城建办研究。"));
        Assert.Equal(ClockStatus.Kept, (await host.State(number)).Find("notice")!.Status);
        await desk.Open($"/desk/grievances/{number}/reply");
        Assert.Contains("建议内容", desk.Html, StringComparison.Ordinal);
        Assert.Contains("予以采纳", desk.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("投诉请求", desk.Html, StringComparison.Ordinal);
        using var resident = await Track(number, code);
        Assert.Matches("(?s)书面告知接收情况.*?已收到，交城建办研究。", resident.Html);
    }

    private async Task<(string Number, string Code)> Handled()
    {
        await host.Open();
        var (stream, number, code) = await host.File(new { title = "路灯坏了", body = "一月初开始不亮。", contact = new { name = "测试丙", phone = "13900000001" } });
        await host.Handle(stream, new Accept("已受理"));
        await host.Handle(stream, new Assign(new("roads"), StaffedHost.Handler, StaffedHost.Mayor));
        return (number, code);
    }

    private async Task<Browser> Track(string number, string code)
    {
        var resident = new Browser(host.Address);
        await resident.Open("/track");
        await resident.Post("/track", ("number", number), ("code", code));
        await resident.Post("/case/answer");
        await resident.Open("/case");
        return resident;
    }

    private static string Between(string html, string from, string to)
    {
        var start = html.IndexOf(from, StringComparison.Ordinal);
        return html[start..html.IndexOf(to, start, StringComparison.Ordinal)];
    }
}
