using Answerable.Offices;
using Answerable.Grievances;
using Answerable.Recording;

namespace Answerable.Server.Tests.Grievances.Today;

/// <summary>My day: what is the reader's to do, what others wait for from them, and what was decided in their name.</summary>
public sealed class TodayTests(StaffedHost host) : IClassFixture<StaffedHost>
{
    [Fact]
    public async Task A_draft_is_on_its_signers_desk_and_on_nobody_elses()
    {
        var number = await Handled();
        await Draft(number);
        Assert.Contains(number, await Part(StaffedHost.Mayor, "等您决定", "今天到期和已经逾期"), StringComparison.Ordinal);
        Assert.Contains("处理意见书待签发", await Part(StaffedHost.Mayor, "等您决定", "今天到期和已经逾期"), StringComparison.Ordinal);
        Assert.DoesNotContain(number, await Part(StaffedHost.Handler, "等您决定", "今天到期和已经逾期"), StringComparison.Ordinal);
        Assert.DoesNotContain(number, await Part(StaffedHost.Desk, "等您决定", "今天到期和已经逾期"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_wrote_down_as_the_leaders_approval_is_told_to_the_leader()
    {
        var number = await Handled();
        using var handler = await host.AtDesk(StaffedHost.Handler);
        await handler.Open($"/desk/grievances/{number}/extend");
        await handler.Post($"/desk/grievances/{number}/extend", ("days", "10"), ("reason", "等检测结果"));
        Assert.Contains("延期审批", await Part(StaffedHost.Mayor, "等您决定", "今天到期和已经逾期"), StringComparison.Ordinal);
        using var desk = await host.AtDesk(StaffedHost.Desk);
        await desk.Open($"/desk/grievances/{number}/record-approval");
        await desk.Post($"/desk/grievances/{number}/record-approval", ("leader", "head"), ("means", "signed-sheet"), ("reference", "呈批件17号"));
        using var leader = await host.AtDesk(StaffedHost.Mayor);
        await leader.Open("/desk/today");
        Assert.Matches($"(?s)他人以您的名义登记的审批.*?{number}.*?测试丁.*?呈批件17号", leader.Html);
        Assert.DoesNotContain("他人以您的名义登记的审批", (await desk.Open("/desk/today")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_is_on_its_officers_day_once_its_deadline_has_come_and_the_head_sees_what_lies_with_whom()
    {
        var number = await Handled();
        Assert.DoesNotContain(number, await Part(StaffedHost.Handler, "今天到期和已经逾期", "</main>"), StringComparison.Ordinal);
        using var leader = await host.AtDesk(StaffedHost.Mayor);
        await leader.Open("/desk/today");
        Assert.Matches("(?s)本机关各承办人在办事项.*?承办人.*?在办.*?已逾期", leader.Html);
        using var handler = await host.AtDesk(StaffedHost.Handler);
        Assert.DoesNotContain("本机关各承办人在办事项", (await handler.Open("/desk/today")).Html, StringComparison.Ordinal);
        await host.MoveTo((await host.State(number)).Next!.Clock.DueAt - NodaTime.Duration.FromHours(1));
        Assert.Contains(number, await Part(StaffedHost.Handler, "今天到期和已经逾期", "</main>"), StringComparison.Ordinal);
    }

    private async Task Draft(string number)
    {
        using var handler = await host.AtDesk(StaffedHost.Handler);
        await handler.Open($"/desk/grievances/{number}/draft");
        await handler.Post($"/desk/grievances/{number}/draft", ("outcome", "support"), ("asked", "修路灯"), ("facts", "经查属实。"), ("basis", "《农村公路养护管理办法》"));
    }

    private async Task<string> Part(PersonId person, string from, string to)
    {
        using var reader = await host.AtDesk(person);
        var html = (await reader.Open("/desk/today")).Html;
        var start = html.IndexOf($"<h2>{from}", StringComparison.Ordinal);
        return html[start..html.IndexOf(to, start + from.Length + 4, StringComparison.Ordinal)];
    }

    private async Task<string> Handled()
    {
        await host.Open();
        var (stream, number, _) = await host.File(new { title = "路灯坏了", body = "一月初开始不亮。" });
        await host.Handle(stream, new Accept("已受理"));
        await host.Handle(stream, new Assign(new("roads"), StaffedHost.Handler, StaffedHost.Mayor));
        return number;
    }
}
