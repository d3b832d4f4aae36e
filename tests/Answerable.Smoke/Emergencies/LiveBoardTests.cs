using Answerable.Emergencies;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.Emergencies;
using Answerable.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

using StreamId = Answerable.Recording.StreamId;

namespace Answerable.Smoke.Emergencies;

/// <summary>An open board is told when something it shows has changed, and left in peace otherwise.</summary>
public sealed class LiveBoardTests
{
    private static readonly StreamId Flood = new("emergency/000000000000000000000000000000f2");

    [Fact]
    public async Task Padding_and_filings_wake_no_board_and_what_it_shows_does()
    {
        await using var host = await GrievanceHost.Start();
        var board = new LiveBoard(host.Services.GetRequiredService<IDbContextFactory<RecordDb>>());
        Task<(int, long)> Look() => board.Look(GrievanceHost.Town, CancellationToken.None);
        var quiet = await Look();

        await Grown(host, by: 12); // three beats
        Assert.Equal(quiet, await Look());
        await host.File(new { kind = "claim", title = "路灯不亮", body = "村口路灯坏了三个月。" });
        await Grown(host, by: 4);
        Assert.Equal(quiet, await Look());

        await host.Try(Town.Stream, new SetPerson(new("new"), "测试新人"), new Actor.Operator());
        var changed = await Look();
        Assert.NotEqual(quiet, changed);
        await host.Employ(new("officer"), Power.Duty);
        await Look();
        changed = await Look();
        await host.Do(Flood, new OpenEmergency(EventKind.NaturalDisaster, "石桥溪漫堤", "石桥村二组", EventGrade.Ordinary, "37"), new("officer"));
        Assert.NotEqual(changed, await Look());
    }

    private static async Task Grown(GrievanceHost host, long by)
    {
        var from = await Size(host);
        while (await Size(host) < from + by)
            await Task.Delay(50); // until the next beat
    }

    private static async Task<long> Size(GrievanceHost host)
    {
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<RecordDb>>().CreateDbContextAsync();
        return await db.Heads.Select(head => head.Size).SingleAsync();
    }
}
