using Answerable.Grievances;
using Answerable.Receptions;
using Answerable.Recording;
using NodaTime;

namespace Answerable.Server.Tests.Grievances.Course;

/// <summary>Art. 18: the published list, the booking with a matter, who is expected, and what the leader undertook.</summary>
public sealed class ReceptionPagesTests(StaffedHost host) : IClassFixture<StaffedHost>
{
    private async Task<(Browser Desk, ReceptionDay Day)> Published(string matters = "住房和道路")
    {
        var desk = await host.AtDesk(StaffedHost.Desk);
        await desk.Open("/desk/receptions");
        await desk.Post("/desk/receptions", ("kind", "leader"), ("date", host.Day(3)), ("from", "09:00"), ("to", "11:30"), ("place", "清溪镇府前街 1 号接访室"), ("matters", matters), ("receivers", "head"));
        Assert.Contains("已公布", desk.Html, StringComparison.Ordinal);
        return (desk, (await host.Book()).Receptions.Days.Values.Last(day => day.Matters.In("zh") == matters));
    }

    [Fact]
    public async Task A_day_is_published_with_everything_the_law_asks_and_its_faults_are_said_in_one_round()
    {
        using var desk = await host.AtDesk(StaffedHost.Desk);
        await desk.Open("/desk/receptions");
        await desk.Post("/desk/receptions");
        Assert.All((string[])["kind", "date", "from", "to", "place", "matters", "receivers"], field => Assert.Contains($"href=\"#{field}\"", desk.Html, StringComparison.Ordinal));
        var (other, day) = await Published("土地事项");
        using var everybody = new Browser(host.Address);
        await everybody.Open("/reception");
        Assert.All((string[])["测试甲（镇长）", "09:00—11:30", "清溪镇府前街 1 号接访室", "土地事项", "临江县人民路 1 号"], words => Assert.Contains(words, everybody.Html, StringComparison.Ordinal));
        await other.Open($"/desk/receptions/{day.Id}");
        await other.Post($"/desk/receptions/{day.Id}", ("reason", "因防汛改期"));
        await everybody.Open("/reception");
        Assert.Contains("取消原因：因防汛改期", everybody.Html, StringComparison.Ordinal);
        using var handler = await host.AtDesk(StaffedHost.Handler);
        Assert.Equal(403, (int)(await handler.Open("/desk/receptions")).Last.StatusCode);
        Assert.DoesNotContain("/desk/receptions", (await handler.Open("/desk/grievances")).Html, StringComparison.Ordinal);
        other.Dispose();
    }

    [Fact]
    public async Task The_complainant_books_is_received_and_reads_what_was_undertaken()
    {
        var (desk, day) = await Published();
        var (_, number, code) = await host.File(new { title = "路灯坏了", body = "一月初开始不亮。" });
        using var resident = await host.AsResident(number, code);
        await resident.Open("/case/reception");
        await resident.Post("/case/reception");
        Assert.Contains("href=\"#day\"", resident.Html, StringComparison.Ordinal);
        await resident.Post("/case/reception", ("day", day.Id));
        Assert.Contains("取消预约", resident.Html, StringComparison.Ordinal);
        await desk.Open($"/desk/receptions/{day.Id}");
        Assert.Contains(number, desk.Html, StringComparison.Ordinal);
        await resident.Open("/case");
        await resident.Post($"/case/reception/{day.Id}/give-up");
        Assert.DoesNotContain(number, (await desk.Open($"/desk/receptions/{day.Id}")).Html, StringComparison.Ordinal);
        await desk.Does(number, "book-reception", ("day", day.Id)); // at the counter

        await host.MoveTo(day.EndsAt(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]) - Duration.FromHours(13));
        using var leader = await host.AtDesk(StaffedHost.Mayor);
        await leader.Does(number, "record-reception", ("day", day.Id), ("words", "当面说明了情况。"), ("undertaking", "月底前修好三盏路灯"), ("feedback", host.Day(20)));
        Assert.Contains("接待情况已登记", leader.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(number, (await desk.Open($"/desk/receptions/{day.Id}")).Html, StringComparison.Ordinal);
        using var again = await host.AsResident(number, code);
        Assert.Contains("承诺：月底前修好三盏路灯", again.Html, StringComparison.Ordinal);
        desk.Dispose();
    }

    [Fact]
    public async Task Whoever_stands_aside_does_not_see_that_anybody_is_expected()
    {
        var (desk, day) = await Published("其他事项");
        var (stream, number, _) = await host.File(new { title = "低保申请", body = "没有批下来。" });
        await host.Do(stream, new BookReception(day.Id), new Actor.Complainant());
        Assert.Contains(number, (await desk.Open($"/desk/receptions/{day.Id}")).Html, StringComparison.Ordinal);
        await host.Do(stream, new Recuse(StaffedHost.Desk, "近亲属"), new Actor.Staff(StaffedHost.Desk));
        await desk.Open($"/desk/receptions/{day.Id}");
        Assert.DoesNotContain(number, desk.Html, StringComparison.Ordinal);
        Assert.Contains("目前没有。", desk.Html, StringComparison.Ordinal);
        desk.Dispose();
    }

    [Fact]
    public async Task A_day_that_passed_without_a_word_is_told()
    {
        var (desk, day) = await Published("环境事项");
        var (stream, number, code) = await host.File(new { title = "河道垃圾", body = "没人清理。" });
        await host.Do(stream, new BookReception(day.Id), new Actor.Complainant());
        await host.MoveTo(day.EndsAt(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]) + Duration.FromMinutes(1));
        using var resident = await host.AsResident(number, code);
        Assert.Contains("接待日已过，没有接待记录", resident.Html, StringComparison.Ordinal);
        desk.Dispose();
    }
}
