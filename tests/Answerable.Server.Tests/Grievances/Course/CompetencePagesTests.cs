using Answerable.Grievances;
using Answerable.Recording;

namespace Answerable.Server.Tests.Grievances.Course;

/// <summary>Assigning with a report back, objecting, settling whose a matter is: on the desk of both offices, and as the complainant reads it.</summary>
public sealed class CompetencePagesTests(StaffedHost host) : IClassFixture<StaffedHost>
{
    private async Task<(string Number, string Code)> SentUp()
    {
        await host.Open();
        var (stream, number, code) = await host.File(new { title = "路灯坏了", body = "一月初开始不亮。", contact = new { name = "测试丙", phone = "13900000001" } });
        await host.Handle(stream, new Transfer(CourseTown.County, "涉及县级职权"));
        return (number, code);
    }

    [Fact]
    public async Task What_is_assigned_is_objected_to_and_the_answer_brings_it_back()
    {
        using var county = await host.AtCounty();
        var (number, code) = await SentUp();
        await county.Does(number, "entrust", ("office", "town"), ("reason", "属镇级职权"), ("feedback", host.Day(20)));
        Assert.Contains("已交办", county.Html, StringComparison.Ordinal);
        Assert.Contains("本机关可以查看并按要求答复", county.Html, StringComparison.Ordinal);
        Assert.All((string[])["note", "transfer", "accept", "consult"], action => Assert.False(county.Offers(number, action), action));

        using var desk = await host.AtDesk(StaffedHost.Desk);
        await desk.Open($"/desk/grievances/{number}");
        Assert.Contains("前可以提出异议", desk.Html, StringComparison.Ordinal);
        await desk.Does(number, "object");
        Assert.Contains("href=\"#reason\"", desk.Html, StringComparison.Ordinal);
        await desk.Does(number, "object", ("reason", "依权责清单第三条，属县级路灯管理所。"));
        Assert.Contains("异议已提出", desk.Html, StringComparison.Ordinal);
        Assert.False(desk.Offers(number, "transfer"));

        using var resident = await host.AsResident(number, code);
        Assert.Contains("临江县信访局正在核实。在此期间仍由清溪镇信访办负责，时限不变。", resident.Html, StringComparison.Ordinal);
        Assert.Contains("依权责清单第三条", resident.Html, StringComparison.Ordinal);

        await county.Open($"/desk/grievances/{number}/decide-objection");
        Assert.Contains("依权责清单第三条", county.Html, StringComparison.Ordinal);
        await county.Does(number, "decide-objection", ("agreed", "yes"), ("reason", "经核实，属县路灯管理所。"));
        Assert.Equal(CourseTown.County, (await host.State(number)).Office);
        await resident.Open("/case");
        Assert.Contains("核实后同意异议", resident.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("正在确定由谁受理", resident.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_result_is_reported_back_and_asked_for_again()
    {
        using var county = await host.AtCounty();
        var (number, code) = await SentUp();
        await county.Does(number, "entrust", ("office", "town"), ("reason", "属镇级职权"), ("feedback", host.Day(20)));
        using var desk = await host.AtDesk(StaffedHost.Desk);
        await desk.Does(number, "report-back", ("words", "正在办理。"));
        await county.Open($"/desk/grievances/{number}");
        Assert.Contains("正在办理。", county.Html, StringComparison.Ordinal);
        await county.Does(number, "send-back-report", ("untrue", "no"), ("feedback", host.Day(30)), ("reason", "没有写明结果"));
        using var resident = await host.AsResident(number, code);
        Assert.Contains("认为反馈不完整", resident.Html, StringComparison.Ordinal);
        await desk.Does(number, "report-back", ("words", "已修复三盏。"));
        await county.Does(number, "receive-report");
        Assert.All((await host.State(number)).Charges, charge => Assert.True(charge.IsReceived));
    }

    [Fact]
    public async Task Offices_consult_and_whoever_accepts_has_it()
    {
        using var county = await host.AtCounty();
        await host.Open();
        var (_, number, code) = await host.File(new { title = "水管漏水", body = "县道边上。" });
        await county.Open($"/desk/grievances/{number}");
        Assert.Equal(404, (int)county.Last.StatusCode);
        using var desk = await host.AtDesk(StaffedHost.Desk);
        await desk.Does(number, "consult", ("office", "county"), ("reason", "水管在县道之下。"));
        using var resident = await host.AsResident(number, code);
        Assert.Contains("正在与临江县信访局协商。在此期间仍由清溪镇信访办负责", resident.Html, StringComparison.Ordinal);
        await county.Does(number, "state-position", ("office", "county"), ("accepts", "yes"), ("reason", "由我局协调县水务局受理。"));
        Assert.Equal(CourseTown.County, (await host.State(number)).Office);
        await resident.Open("/case");
        Assert.Contains("确定由临江县信访局受理", resident.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_office_that_only_follows_opens_no_identity_and_a_recused_person_of_it_sees_nothing()
    {
        using var county = await host.AtCounty();
        var (number, _) = await SentUp();
        await county.Does(number, "entrust", ("office", "town"), ("reason", "属镇级职权"), ("feedback", host.Day(20)));
        Assert.DoesNotContain($"{number}/opening", county.Html, StringComparison.Ordinal);
        Assert.Equal(404, (int)(await county.Open($"/desk/grievances/{number}/opening")).Last.StatusCode);
        await county.Open("/desk/grievances?state=all");
        Assert.Contains(number, county.Html, StringComparison.Ordinal);
        await host.Do(await host.Find(number), new Recuse(CourseTown.Above, "近亲属"), new Actor.Staff(StaffedHost.Desk));
        Assert.All((string[])["", "/object", "/decide-objection", "/supervise", "/receive-report", "/state-position"], path =>
            Assert.Equal(404, (int)county.Open($"/desk/grievances/{number}{path}").Result.Last.StatusCode));
        await county.Open("/desk/grievances?state=all");
        Assert.DoesNotContain(number, county.Html, StringComparison.Ordinal);
    }
}
