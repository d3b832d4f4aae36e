using Answerable.Grievances;
using Answerable.Recording;
using Answerable.Storage.Deliveries;
using Answerable.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Answerable.Engine.Tests.Registrars;

/// <summary>Which rows a commit leaves for the workers.</summary>
public sealed class OutboxTests
{
    [Fact]
    public async Task What_no_channel_here_can_carry_has_failed_with_its_own_commit()
    {
        var row = await Lodged(new HashSet<string> { "desk", "email" });
        Assert.Equal((DeliveryState.Failed, DeliveryQueue.NoChannel), (row.State, row.Detail));
        Assert.Equal(row.CreatedAt, row.SettledAt);
    }

    [Fact]
    public async Task What_a_channel_can_carry_waits_for_it() => Assert.Equal(DeliveryState.Pending, (await Lodged(new HashSet<string> { "desk", "sms" })).State);

    [Fact]
    public async Task Where_the_channels_are_not_known_the_worker_decides() => Assert.Equal(DeliveryState.Pending, (await Lodged(null)).State);

    [Fact]
    public async Task A_line_on_a_desk_is_there_with_its_own_commit()
    {
        await using var record = new TempRecord();
        await using var registrar = await record.Open();
        var filed = await Cases.Lodge(registrar);
        await registrar.Submit(new(filed.Stream, new AddInformation("测试：路灯还没有修。"), new Actor.Complainant()));
        await using var db = record.Db();
        Assert.Equal((DeliveryState.Delivered, (string?)null), await db.Deliveries.Where(row => row.Channel == "desk").Select(row => ValueTuple.Create(row.State, row.Detail)).SingleAsync());
    }

    // One row alone: the office that receives it has it in its queue.
    private static async Task<DeliveryRow> Lodged(IReadOnlySet<string>? channels)
    {
        await using var record = new TempRecord();
        await using (var registrar = await record.Open(channels: channels))
            await Cases.Lodge(registrar);
        await using var db = record.Db();
        return Assert.Single(await db.Deliveries.AsNoTracking().ToListAsync());
    }
}
