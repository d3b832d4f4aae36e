using Answerable.Engine.Channels;
using Answerable.Engine.Residents;
using Answerable.Storage.Deliveries;
using Answerable.Storage.Rows;
using Microsoft.Extensions.Logging;

namespace Answerable.Engine.Deliveries;

/// <summary>
/// Sends what waits. Each step is a guarded row update before the next begins, so that a process that stops anywhere leaves a row
/// that says how far it came: never sent, or nobody can say. The latter is sent again, marked "repeat", under the same key.
/// </summary>
public sealed partial class DeliveryWorker(
    DeliveryQueue queue, IEnumerable<IChannel> channels, IEnumerable<IAddressBook> addresses, IEnumerable<IMessageTexts> texts,
    DeliveryReports reports, NoticeCourtesy courtesy, TownClock clock, IdSource ids, DeliveryOptions options, ILogger<DeliveryWorker> log)
{
    private readonly Dictionary<string, IChannel> byName = channels.ToDictionary(channel => channel.Name);
    private readonly string engine = ids.Hex(8);
    private readonly SemaphoreSlim sweeping = new(1, 1);
    private bool started;

    /// <summary>Claims up to <paramref name="most"/> rows of one lane and starts sending them. Each task ends when its row is settled or put back; none throws.</summary>
    public async Task<IReadOnlyList<Task>> Start(bool urgent, int most, CancellationToken cancel)
    {
        foreach (var hopeless in await queue.FailWithoutChannel(engine, urgent, byName.Keys, cancel))
        {
            Count(hopeless, DeliveryOutcome.Failed);
            await reports.Tell(hopeless, DeliveryOutcome.Failed, hopeless.Detail);
        }

        return [.. (await queue.Claim(engine, urgent, most, clock.Now + options.Lease, cancel)).Select(Deliver)];
    }

    /// <summary>Sends what is due in one lane until nothing is.</summary>
    public async Task<int> Drain(bool urgent, CancellationToken cancel)
    {
        var sent = 0;
        while (await Start(urgent, urgent ? options.Urgent : options.Routine, cancel) is { Count: > 0 } begun)
        {
            await Task.WhenAll(begun);
            sent += begun.Count;
        }

        return sent;
    }

    /// <summary>
    /// Takes back what a stopped engine held, puts unknown outcomes up for repetition, and tells streams what they may have missed.
    /// One at a time: when it returns, whatever was left behind before it was asked for has been taken up.
    /// </summary>
    public async Task Sweep(CancellationToken cancel)
    {
        await sweeping.WaitAsync(cancel);
        try
        {
            await TakeUp(cancel);
        }
        finally
        {
            sweeping.Release();
        }
    }

    private async Task TakeUp(CancellationToken cancel)
    {
        var now = clock.Now;
        var over = options.Alone && !started ? Instant.MaxValue : now;
        started = true;
        foreach (var row in await queue.TakeBack(engine, over, cancel))
            await reports.Tell(row, DeliveryOutcome.Unknown, "engine stopped while sending");
        await queue.RepeatUnknown(options.Attempts, now - options.Pause, cancel);
        if (reports.Owes)
            await reports.TellAll(now - Duration.FromDays(1), cancel);
    }

    private async Task Deliver(DeliveryRow row)
    {
        try
        {
            if (await queue.Begin(row, engine, clock.Now + options.Lease, CancellationToken.None))
                await Settle(row, row.Attempts + 1, await Send(row, repeat: row.Attempts > 0));
        }
        catch (Exception failure)
        {
            // The row says how far it came; the next sweep goes on from there.
            LogUnsettled(failure, row.Key);
        }
    }

    private async Task Settle(DeliveryRow row, int attempts, Sent sent)
    {
        if (sent.NotBefore is { } later)
        {
            await queue.Again(row, later, CancellationToken.None);
            return;
        }

        if (sent.MayRetry && attempts < (row.Urgent ? options.Attempts : options.RoutineAttempts))
        {
            await queue.Again(row, clock.Now + options.PauseAfter(attempts), CancellationToken.None);
            return;
        }

        var detail = Discretion.DetailOf(row, sent.Detail);
        var settled = await queue.Settle(row, engine, DeliveryReports.StateOf(sent.Outcome), sent.ProviderRef, detail, CancellationToken.None);
        Count(row, sent.Outcome);
        if (settled)
            await reports.Tell(row, sent.Outcome, detail);
    }

    private async Task<Sent> Send(DeliveryRow row, bool repeat)
    {
        OutgoingMessage? message;
        try
        {
            message = await Write(row, repeat);
        }
        catch (Exception failure)
        {
            LogUnwritten(failure, row.Message, row.Channel);
            return Sent.NotSent("not-written");
        }

        if (message is null || !byName.TryGetValue(row.Channel, out var channel))
            return Sent.Failed(message is null ? "no-address" : DeliveryQueue.NoChannel);
        using var patience = new CancellationTokenSource(options.Patience);
        try
        {
            if (await courtesy.Before(row, message.Address, patience.Token) is { } instead)
                return instead;
            var sent = await channel.Send(message, patience.Token);
            if (sent.Outcome is DeliveryOutcome.Accepted or DeliveryOutcome.Delivered)
                courtesy.Left(row, message.Address);
            return sent;
        }
        catch (Exception failure)
        {
            LogChannel(failure, row.Channel);
            return Sent.Unknown(failure.GetType().Name);
        }
    }

    private async Task<OutgoingMessage?> Write(DeliveryRow row, bool repeat)
    {
        if (addresses.FirstOrDefault(book => book.Knows(row.Recipient)) is not { } book || await book.Find(row, CancellationToken.None) is not { } address)
            return null;
        foreach (var writer in texts)
            if (await writer.Write(row, repeat, CancellationToken.None) is { } text)
                return new(Discretion.KeyOf(row), address, text, repeat) { Urgent = row.Urgent };
        return null;
    }

    private static void Count(DeliveryRow row, DeliveryOutcome outcome) => DeliveryMetrics.Settled(row.Channel, row.Urgent, outcome);

    [LoggerMessage(LogLevel.Error, "The delivery {Key} could not be settled; the next sweep takes it up.")]
    private partial void LogUnsettled(Exception failure, string key);

    [LoggerMessage(LogLevel.Error, "A message {Message} for {Channel} could not be written.")]
    private partial void LogUnwritten(Exception failure, string message, string channel);

    [LoggerMessage(LogLevel.Error, "The channel {Channel} broke; the outcome is unknown.")]
    private partial void LogChannel(Exception failure, string channel);
}
