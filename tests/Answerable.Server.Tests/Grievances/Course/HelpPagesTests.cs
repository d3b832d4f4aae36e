using Answerable.Grievances;

namespace Answerable.Server.Tests.Grievances.Course;

/// <summary>Mediation, help, what is major, and litigation: on the desk, and in the complainant's hand.</summary>
public sealed class HelpPagesTests(StaffedHost host) : IClassFixture<StaffedHost>
{
    private async Task<(string Number, string Code)> Handled()
    {
        await host.Open();
        var (stream, number, code) = await host.File(new { title = "围墙占道", body = "邻居砌墙占了公共通道。" });
        await host.Handle(stream, new Accept("已受理"));
        await host.Handle(stream, new Assign(new("roads"), StaffedHost.Handler, StaffedHost.Mayor));
        return (number, code);
    }

    [Fact]
    public async Task Mediation_waits_for_both_sides_and_the_complainant_leaves_when_they_like()
    {
        var (number, code) = await Handled();
        using var handler = await host.AtDesk(StaffedHost.Handler);
        await handler.Does(number, "mediate", ("with", "围墙的建造人"), ("words", "签订息诉罢访协议后给予补偿。"));
        Assert.Contains("href=\"#words\"", handler.Html, StringComparison.Ordinal);
        await handler.Does(number, "mediate", ("with", "围墙的建造人"), ("words", "就拆除时间调解，自愿参加。"));
        using var resident = await host.AsResident(number, code);
        Assert.Contains("是否调解，由您决定", resident.Html, StringComparison.Ordinal);
        var page = resident.Html;
        await resident.Post("/case/mediation/yes");
        Assert.Contains("已记录您同意调解", resident.Html, StringComparison.Ordinal);
        resident.Back(page); // the page as it was: no is still meant
        await resident.Post("/case/mediation/no");
        Assert.Null((await host.State(number)).Mediation);
        await handler.Does(number, "mediate", ("with", "围墙的建造人"), ("words", "再次提议，自愿参加。"));
        await resident.Open("/case");
        await resident.Post("/case/mediation/yes");
        await handler.Does(number, "other-side", ("consents", "yes"), ("reference", "同意书1号"));
        Assert.True((await host.State(number)).Mediation!.IsUnderWay);
        await resident.Open("/case");
        Assert.Contains("退出调解", resident.Html, StringComparison.Ordinal);
        await resident.Post("/case/mediation/no");
        Assert.Null((await host.State(number)).Mediation);
        Assert.Equal((Stage.InHandling, ClockStatus.Running), ((await host.State(number)).Stage, (await host.State(number)).Find("close")!.Status));
    }

    [Fact]
    public async Task Help_is_offered_wanted_and_its_result_told()
    {
        var (number, code) = await Handled();
        using var handler = await host.AtDesk(StaffedHost.Handler);
        await handler.Does(number, "relief", ("relief", "social-assistance"), ("words", "家庭困难的可以申请临时救助。"), ("reach", "镇民政办，010-5550-0101"));
        Assert.False(handler.Offers(number, "relief-result"));
        using var resident = await host.AsResident(number, code);
        Assert.Contains("需要不需要都由您决定", resident.Html, StringComparison.Ordinal);
        await resident.Post("/case/relief/1/yes");
        Assert.True((await host.State(number)).Reliefs[0].Accepted);
        await handler.Does(number, "relief-result", ("relief", "1"), ("result", "granted"), ("words", "批准临时救助。"));
        await resident.Open("/case");
        Assert.Contains("救助结果：已批准", resident.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_major_matter_says_who_is_still_to_be_told()
    {
        var (number, code) = await Handled();
        using var desk = await host.AtDesk(StaffedHost.Desk);
        await desk.Does(number, "major", ("facts", "墙体倾斜，可能倒塌伤人。"));
        Assert.Contains("还应当报告、通报：本级党委和政府、相关主管部门、本级信访工作联席会议办公室。", desk.Html, StringComparison.Ordinal);
        foreach (var one in (string[])["committee-and-government", "competent-department", "joint-conference-office"])
            await desk.Does(number, "major-told", ("told", one), ("reference", "清政报〔2026〕2号"));
        Assert.Contains("应当报告、通报的均已登记", desk.Html, StringComparison.Ordinal);
        Assert.False(desk.Offers(number, "major-told"));
        await desk.Does(number, "measures", ("measures", "已设围挡并加固。"));
        using var resident = await host.AsResident(number, code);
        Assert.Contains("与您个人无关", resident.Html, StringComparison.Ordinal);
        Assert.Contains("已设围挡并加固。", resident.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Litigation_goes_to_the_body_that_is_named_and_may_be_reviewed()
    {
        await host.Open();
        var (_, number, code) = await host.File(new { title = "合同纠纷", body = "已经起诉。" });
        using var desk = await host.AtDesk(StaffedHost.Desk);
        await desk.Open($"/desk/grievances/{number}/notice");
        Assert.DoesNotContain("value=\"litigation\"", desk.Html, StringComparison.Ordinal);
        await desk.Does(number, "litigation", ("body", "临江县人民法院"), ("reach", "临江县法院路 2 号"), ("notice", "属于已经起诉的合同纠纷。"));
        Assert.Contains("href=\"#reference\"", desk.Html, StringComparison.Ordinal);
        await desk.Does(number, "litigation", ("body", "临江县人民法院"), ("reach", "临江县法院路 2 号"), ("notice", "属于已经起诉的合同纠纷。"), ("reference", "清信转〔2026〕1号"));
        using var resident = await host.AsResident(number, code);
        Assert.Contains("已告知由临江县人民法院依法处理", resident.Html, StringComparison.Ordinal);
        Assert.Contains("清信转〔2026〕1号", resident.Html, StringComparison.Ordinal);
        Assert.Contains("/case/review", resident.Html, StringComparison.Ordinal);
    }
}
