using System.Text;
using Answerable.Grievances;
using Answerable.Recording;
using Answerable.Storage;
using Answerable.Storage.Reading;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Answerable.Server.Tests.Grievances.Sheets;

/// <summary>A table from another system on the real server, without a script: compared, confirmed, confirmed again; and the numbers of one case.</summary>
public sealed class SheetPagesTests(StaffedHost host) : IClassFixture<StaffedHost>, IAsyncLifetime
{
    private static int last;
    private readonly string first = $"GD-{Interlocked.Increment(ref last):D4}", second = $"GD-{Interlocked.Increment(ref last):D4}";

    public async ValueTask InitializeAsync() => await host.Open();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_dry_run_writes_nothing_and_confirming_twice_registers_once()
    {
        using var desk = await host.AtDesk(StaffedHost.Desk);
        var before = await host.Footprint();
        await Look(desk, Table());
        Assert.Equal(before, await host.Footprint());
        Assert.Contains("待登记", desk.Html, StringComparison.Ordinal);
        Assert.Contains("“稳控责任人”", desk.Html, StringComparison.Ordinal);
        var page = desk.Html;
        await desk.Upload("/desk/sheets/confirm", [], ("days", "0"));
        Assert.Contains("已登记", desk.Html, StringComparison.Ordinal);
        var (found, _) = await Carrying(first);
        var lodged = (Lodged)found.Events[0].Event;
        Assert.Equal(("路灯坏了", Channel.Call, "测试甲", new NodaTime.LocalDate(2026, 3, 6)), (lodged.Title, lodged.Channel, lodged.Contact?.Name, lodged.Outer?.Due));
        Assert.Equal(new NodaTime.LocalDate(2026, 2, 27), found.State.ReceivedAt.InZone((await host.Book()).Zone).Date); // its clocks count from there
        var after = await host.Footprint();
        desk.Back(page);
        await desk.Upload("/desk/sheets/confirm", [], ("days", "0"));
        Assert.Contains("两边都有", desk.Html, StringComparison.Ordinal);
        Assert.Equal(after, await host.Footprint());
    }

    [Fact]
    public async Task Nothing_of_a_dropped_column_is_anywhere_in_the_database()
    {
        using var desk = await host.AtDesk(StaffedHost.Desk);
        await Look(desk, Table());
        await desk.Upload("/desk/sheets/confirm", [], ("days", "0"));
        foreach (var file in Directory.GetFiles(host.Folder, "*.db*"))
        {
            using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await open.CopyToAsync(bytes);
            Assert.DoesNotContain("测试稳控员", Encoding.UTF8.GetString(bytes.ToArray()), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Here_and_there_only_here_only_there_and_days_that_differ()
    {
        var (stream, number, _) = await host.File(new { title = "手工登记的路灯", body = "不亮" });
        var (_, other, _) = await host.File(new { title = "只在这里", body = "不亮" });
        await host.Do(stream, new NumberOutside(new(OuterSystem.Hotline, first, new(2026, 3, 20))), new Actor.Staff(StaffedHost.Desk));
        await host.Do(await host.Find(other), new NumberOutside(new(OuterSystem.Hotline, $"ONLY-{first}")), new Actor.Staff(StaffedHost.Desk));
        using var desk = await host.AtDesk(StaffedHost.Desk);
        await Look(desk, Table());
        foreach (var said in new[] { "期限不一致", "待登记", "只在本系统", $"ONLY-{first}", number })
            Assert.Contains(said, desk.Html, StringComparison.Ordinal);
        var clocks = await Due(number);
        await desk.Upload("/desk/sheets/confirm", [], ("days", "1"));
        Assert.Contains("已采用对方期限", desk.Html, StringComparison.Ordinal);
        Assert.Equal(new NodaTime.LocalDate(2026, 3, 6), (await host.State(number)).Outer.Single().Due);
        Assert.Equal(clocks, await Due(number)); // a day of theirs moves no clock
        await desk.Upload("/desk/sheets/report.csv", []);
        Assert.Equal("text/csv", desk.Last.Content.Headers.ContentType?.MediaType);
        Assert.Contains(number, desk.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_that_the_reader_may_not_see_is_not_in_their_table()
    {
        var (stream, number, _) = await host.File(new { title = "回避的事", body = "不亮" });
        await host.Do(stream, new NumberOutside(new(OuterSystem.Hotline, first, new(2026, 3, 6))), new Actor.Staff(StaffedHost.Desk));
        await host.Do(stream, new Recuse(StaffedHost.Desk, "近亲属"), new Actor.Staff(StaffedHost.Mayor));
        using var desk = await host.AtDesk(StaffedHost.Desk);
        await Look(desk, Table());
        Assert.DoesNotContain(number, desk.Html, StringComparison.Ordinal);
        Assert.Equal(404, (int)(await desk.Open($"/desk/grievances/{number}/numbers")).Last.StatusCode);
    }

    [Fact]
    public async Task The_page_of_numbers_writes_down_leads_and_transcribes_without_an_identity()
    {
        var (_, number, _) = await host.File(new { title = "转录的路灯", body = "请打13900000077", contact = new { name = "测试丙", phone = "13900000077" } });
        using var desk = await host.AtDesk(StaffedHost.Desk);
        await desk.Open($"/desk/grievances/{number}/numbers");
        await desk.Post($"/desk/grievances/{number}/numbers", ("system", "hotline"), ("outer", "a|b"), ("due", "x"));
        Assert.Equal(422, (int)desk.Last.StatusCode);
        await desk.Open($"/desk/grievances/{number}/numbers");
        await desk.Post($"/desk/grievances/{number}/numbers", ("system", "hotline"), ("outer", first.ToLowerInvariant()), ("due", "2026-03-05"));
        Assert.Contains($"id=\"hotline-0\">{first}<", desk.Html, StringComparison.Ordinal);
        Assert.Contains("转录的路灯", desk.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("13900000077", desk.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("测试丙", desk.Html, StringComparison.Ordinal);
        Assert.Contains("12345热线工单要求2026年3月5日前回复", (await desk.Open($"/desk/grievances/{number}")).Html, StringComparison.Ordinal);
        Assert.Contains("12345工单要求回复", (await desk.Open($"/desk/grievances?q={number}")).Html, StringComparison.Ordinal);
        await desk.Open($"/desk/grievances/{number}/numbers");
        await desk.Post($"/desk/grievances/{number}/numbers", ("do", "answered"));
        Assert.DoesNotContain("12345工单要求回复", (await desk.Open($"/desk/grievances?q={number}")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_reception_brings_tables_and_a_form_of_somebody_else_is_worth_nothing()
    {
        using var handler = await host.AtDesk(StaffedHost.Handler);
        Assert.Equal(403, (int)(await handler.Open("/desk/sheets")).Last.StatusCode);
        using var desk = await host.AtDesk(StaffedHost.Desk);
        await desk.Open("/desk/sheets");
        await desk.Upload("/desk/sheets/confirm", [], ("held", "AAAA"), ("days", "0"));
        Assert.Equal(400, (int)desk.Last.StatusCode);
        await desk.Open("/desk/sheets");
        await desk.Upload("/desk/sheets", [], ("system", "hotline"));
        Assert.Equal(422, (int)desk.Last.StatusCode);
    }

    private async Task<List<(string, NodaTime.Instant)>> Due(string number) => [.. (await host.State(number)).Clocks.Select(clock => (clock.Key, clock.Clock.DueAt))];

    private byte[] Table() => Books.Xlsx(
        ["工单编号", "诉求标题", "诉求内容", "处理时限", "派单时间", "诉求人", "稳控责任人"],
        [first, "路灯坏了", "东口不亮", new DateOnly(2026, 3, 6), new DateOnly(2026, 2, 27), "测试甲", "测试稳控员"],
        [second, "漏水", "水管漏了", "", "", "", "测试稳控员"],
        [second, "漏水", "又写一遍", "", "", "", ""]);

    private static async Task Look(Browser desk, byte[] table)
    {
        await desk.Open("/desk/sheets");
        await desk.UploadTo("/desk/sheets", [("file", "导出.xlsx", table)], ("system", "hotline"));
        Assert.Equal(200, (int)desk.Last.StatusCode);
    }

    private async Task<(History<Grievance> Case, string Number)> Carrying(string outer)
    {
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<RecordDb>>().CreateDbContextAsync();
        foreach (var stream in await db.Events.AsNoTracking().Select(one => one.Stream).Distinct().ToListAsync())
            if (stream.StartsWith(Grievance.Kind, StringComparison.Ordinal) && await host.Services.GetRequiredService<Histories>().Read<Grievance>(StaffedHost.Town, new(stream), opened: true, default) is { } found && found.State.Outer.Any(one => one.Number == outer))
                return (found, found.State.Number);
        throw new InvalidOperationException(outer);
    }
}
