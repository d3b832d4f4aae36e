using Answerable.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Answerable.Storage.Deliveries;

/// <summary>
/// The deliveries table as a queue. Every step is one guarded update: whoever changes the row first has it, in this process or another.
/// pending → claimed → sending → accepted → delivered | failed | unknown.
/// </summary>
public sealed class DeliveryQueue(IDbContextFactory<RecordDb> databases, TownClock clock)
{
    /// <summary>Detail of a delivery that nothing here can carry.</summary>
    public const string NoChannel = "no-channel";

    /// <summary>Takes up to <paramref name="most"/> rows that are due, for <paramref name="engine"/> alone, until <paramref name="until"/>.</summary>
    /// <param name="engine">Unique per process start.</param>
    public async Task<IReadOnlyList<DeliveryRow>> Claim(string engine, bool urgent, int most, Instant until, CancellationToken cancel)
    {
        var now = clock.Now;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var due = await db.Deliveries.AsNoTracking()
            .Where(d => d.Urgent == urgent && d.State == DeliveryState.Pending && d.NextAt <= now)
            .OrderBy(d => d.NextAt).Take(most).ToListAsync(cancel);
        var mine = new List<DeliveryRow>(due.Count);
        foreach (var row in due)
        {
            var taken = await Row(db, row).Where(d => d.State == DeliveryState.Pending).ExecuteUpdateAsync(set => set
                .SetProperty(d => d.State, DeliveryState.Claimed).SetProperty(d => d.ClaimedBy, engine).SetProperty(d => d.ClaimedUntil, until), cancel);
            if (taken == 1)
                mine.Add(row);
        }

        return mine;
    }

    /// <summary>Settles as failed, in one write, everything due on a channel that <paramref name="engine"/> does not have.</summary>
    /// <returns>The rows it settled, for their streams to be told.</returns>
    public async Task<IReadOnlyList<DeliveryRow>> FailWithoutChannel(string engine, bool urgent, IReadOnlyCollection<string> channels, CancellationToken cancel)
    {
        var now = clock.Now;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var hopeless = db.Deliveries.Where(d => d.Urgent == urgent && d.State == DeliveryState.Pending && d.NextAt <= now && !channels.Contains(d.Channel));
        if (!await hopeless.AnyAsync(cancel))
            return [];
        await hopeless.ExecuteUpdateAsync(set => set
            .SetProperty(d => d.State, DeliveryState.Failed).SetProperty(d => d.Detail, NoChannel).SetProperty(d => d.ClaimedBy, engine).SetProperty(d => d.SettledAt, now), cancel);
        return await db.Deliveries.AsNoTracking().Where(d => d.State == DeliveryState.Failed && d.ClaimedBy == engine && d.Detail == NoChannel && d.SettledAt == now).ToListAsync(cancel);
    }

    /// <summary>Notes, before the first byte leaves, that sending begins. False: the claim is no longer ours.</summary>
    public async Task<bool> Begin(DeliveryRow row, string engine, Instant until, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await Row(db, row).Where(d => d.State == DeliveryState.Claimed && d.ClaimedBy == engine).ExecuteUpdateAsync(set => set
            .SetProperty(d => d.State, DeliveryState.Sending).SetProperty(d => d.Attempts, d => d.Attempts + 1).SetProperty(d => d.ClaimedUntil, until), cancel) == 1;
    }

    /// <summary>Settles an attempt of ours. False: a callback or another engine was first.</summary>
    public Task<bool> Settle(DeliveryRow row, string engine, DeliveryState outcome, string? providerRef, string? detail, CancellationToken cancel) =>
        Settle(row, d => d.State == DeliveryState.Sending && d.ClaimedBy == engine, outcome, providerRef, detail, cancel);

    /// <summary>Puts a settled or begun attempt back, to be sent again (marked "repeat") at <paramref name="at"/>.</summary>
    public async Task<bool> Again(DeliveryRow row, Instant at, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await Row(db, row).Where(d => d.State == DeliveryState.Sending || d.State == DeliveryState.Unknown || d.State == DeliveryState.Failed).ExecuteUpdateAsync(set => set
            .SetProperty(d => d.State, DeliveryState.Pending).SetProperty(d => d.NextAt, at)
            .SetProperty(d => d.ClaimedBy, (string?)null).SetProperty(d => d.ClaimedUntil, (Instant?)null), cancel) == 1;
    }

    /// <summary>What a gateway says later, by its own number. A message once delivered stays delivered.</summary>
    /// <returns>The row it concerned, or null when no message of ours has that number.</returns>
    public async Task<DeliveryRow?> Callback(string channel, string providerRef, DeliveryState outcome, string? detail, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        // A gateway that begins its numbers anew means the newest of ours.
        if (await db.Deliveries.AsNoTracking().Where(d => d.Channel == channel && d.ProviderRef == providerRef).OrderByDescending(d => d.CreatedAt).FirstOrDefaultAsync(cancel) is not { } row)
            return null;
        await Settle(row, d => d.State != DeliveryState.Delivered, outcome, providerRef, detail, cancel);
        return row;
    }

    /// <summary>Puts unknown outcomes back, to be sent again marked "repeat", while fewer than <paramref name="most"/> attempts were made.</summary>
    /// <returns>How many.</returns>
    public async Task<int> RepeatUnknown(int most, Instant settledBefore, CancellationToken cancel)
    {
        var now = clock.Now;
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Deliveries.Where(d => d.State == DeliveryState.Unknown && d.Attempts < most && d.SettledAt <= settledBefore).ExecuteUpdateAsync(set => set
            .SetProperty(d => d.State, DeliveryState.Pending).SetProperty(d => d.NextAt, now)
            .SetProperty(d => d.ClaimedBy, (string?)null).SetProperty(d => d.ClaimedUntil, (Instant?)null), cancel);
    }

    /// <summary>Rows whose outcome was settled since <paramref name="since"/>: what a stream must have been told.</summary>
    public async Task<IReadOnlyList<DeliveryRow>> SettledSince(Instant since, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Deliveries.AsNoTracking().Where(d => d.SettledAt >= since
            && (d.State == DeliveryState.Accepted || d.State == DeliveryState.Delivered || d.State == DeliveryState.Failed || d.State == DeliveryState.Unknown)).OrderBy(d => d.SettledAt).ToListAsync(cancel);
    }

    /// <summary>
    /// After a crash: claimed rows whose time is over go back to pending; rows found sending become unknown, since nobody can say
    /// whether the message left.
    /// </summary>
    /// <param name="engine">Whoever asks: its own rows are in hand and left alone.</param>
    /// <param name="now">Claims that run out before this are over; an engine alone on its database may say "all".</param>
    /// <returns>The rows that became unknown.</returns>
    public async Task<IReadOnlyList<DeliveryRow>> TakeBack(string engine, Instant now, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.Deliveries.Where(d => d.State == DeliveryState.Claimed && d.ClaimedBy != engine && d.ClaimedUntil < now).ExecuteUpdateAsync(set => set
            .SetProperty(d => d.State, DeliveryState.Pending).SetProperty(d => d.ClaimedBy, (string?)null).SetProperty(d => d.ClaimedUntil, (Instant?)null), cancel);
        var lost = await db.Deliveries.AsNoTracking().Where(d => d.State == DeliveryState.Sending && d.ClaimedBy != engine && d.ClaimedUntil < now).ToListAsync(cancel);
        var unknown = new List<DeliveryRow>(lost.Count);
        foreach (var row in lost)
            if (await Settle(row, d => d.State == DeliveryState.Sending && d.ClaimedBy != engine && d.ClaimedUntil < now, DeliveryState.Unknown, null, "engine stopped while sending", cancel))
                unknown.Add(row);
        return unknown;
    }

    /// <summary>Rows that should have left by <paramref name="before"/> and have not: the auditor's question.</summary>
    public async Task<int> Overdue(Instant before, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Deliveries.CountAsync(d => (d.State == DeliveryState.Pending || d.State == DeliveryState.Claimed) && d.NextAt < before, cancel);
    }

    private async Task<bool> Settle(
        DeliveryRow row, System.Linq.Expressions.Expression<Func<DeliveryRow, bool>> guard, DeliveryState outcome, string? providerRef, string? detail, CancellationToken cancel)
    {
        var now = clock.Now;
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await Row(db, row).Where(guard).ExecuteUpdateAsync(set => set
            .SetProperty(d => d.State, outcome).SetProperty(d => d.ProviderRef, d => providerRef ?? d.ProviderRef)
            .SetProperty(d => d.Detail, detail).SetProperty(d => d.SettledAt, now), cancel) == 1;
    }

    private static IQueryable<DeliveryRow> Row(RecordDb db, DeliveryRow row) =>
        db.Deliveries.Where(d => d.Jurisdiction == row.Jurisdiction && d.Stream == row.Stream && d.Key == row.Key);
}
