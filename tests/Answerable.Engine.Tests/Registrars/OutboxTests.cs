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

    // One row alone: a colleague's desk shows the record itself and needs none.
    private static async Task<DeliveryRow> Lodged(IReadOnlySet<string>? channels)
    {
        await using var record = new TempRecord();
        await using (var registrar = await record.Open(channels: channels))
            await Cases.Lodge(registrar);
        await using var db = record.Db();
        return Assert.Single(await db.Deliveries.AsNoTracking().ToListAsync());
    }
}
