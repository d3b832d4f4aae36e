using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Answerable.Ledger;
using Answerable.Storage;
using Answerable.Storage.Appending;
using Answerable.Storage.Rows;
using Answerable.Storage.Vaults;
using Microsoft.Extensions.Logging;

namespace Answerable.Engine.Registrars;

/// <summary>
/// The only writer of one jurisdiction's record. Commands queue; a flush decides all that wait, in order, on an overlay of the
/// committed state, and writes what they came to in one transaction. Nobody is answered before the commit.
/// </summary>
public sealed partial class Registrar : IAsyncDisposable
{
    private const int MostPerFlush = 512;
    private readonly Channel<Pending> queue = Channel.CreateBounded<Pending>(new BoundedChannelOptions(20_000) { SingleReader = true });
    private readonly CancellationTokenSource stopping = new();
    private readonly JurisdictionId jurisdiction;
    private readonly IRecordStore store;
    private readonly Vault vault;
    private readonly TownClock clock;
    private readonly IdSource ids;
    private readonly ILogger log;
    private readonly StreamLoader loader;
    private readonly StreamCache streams = new(50_000);
    private readonly HashSet<EventType> typesHeld = [];
    private readonly Dictionary<StreamId, LoadedStream> shelf = [];
    private Task flushing = Task.CompletedTask;
    private HeadRow fence;
    private LogHead head;
    private Book book = null!;
    private Instant lastRecorded = Instant.MinValue;

    private Registrar(JurisdictionId jurisdiction, IRecordStore store, Vault vault, TownClock clock, IdSource ids, ILogger log, HeadRow fence, LogHead head)
    {
        (this.jurisdiction, this.store, this.vault, this.clock, this.ids, this.log) = (jurisdiction, store, vault, clock, ids, log);
        (this.fence, this.head) = (fence, head);
        loader = new(jurisdiction, store, vault);
    }

    public JurisdictionId Jurisdiction => jurisdiction;

    /// <summary>Ends when this registrar will answer nobody any more: stopped, or fenced off by another.</summary>
    public Task Finished => flushing;

    /// <summary>Leaves committed, and the root over them.</summary>
    public LogHead Head => head;

    /// <summary>The fence as last read: origin, log and what is published.</summary>
    public HeadRow Fence => fence;

    /// <summary>Takes over the record of <paramref name="jurisdiction"/>; whoever wrote it before is fenced off from now on.</summary>
    /// <param name="originIfNew">Name of the public log, if the record is only now begun.</param>
    public static async Task<Registrar> Open(
        JurisdictionId jurisdiction, string originIfNew, IRecordStore store, Vault vault, TownClock clock, IdSource ids, ILogger log, CancellationToken cancel)
    {
        var fence = await store.Claim(jurisdiction, originIfNew, cancel);
        var head = await LogHead.Load(fence.Size, new StoredTiles(jurisdiction, fence.Log, store), cancel);
        var registrar = new Registrar(jurisdiction, store, vault, clock, ids, log, fence, head);
        await registrar.LoadBook(cancel);
        registrar.flushing = Task.Run(registrar.FlushUntilStopped, CancellationToken.None);
        return registrar;
    }

    /// <summary>Decides and records one command.</summary>
    /// <exception cref="FencedException">Another registrar has taken over; ask again and be sent there.</exception>
    /// <exception cref="RecordUnavailableException">The database could not be written; nothing was recorded.</exception>
    public Task<Answer> Submit(Envelope envelope) => Queue(new(envelope));

    /// <summary>Adds blank leaves until the log has at least <paramref name="size"/>.</summary>
    public Task PadTo(long size) => Queue(new(new(Offices.Town.Stream, null!, new Actor.Engine())) { PadTo = size });

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await flushing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await stopping.CancelAsync();
        stopping.Dispose();
    }

    private async Task<Answer> Queue(Pending pending)
    {
        try
        {
            await queue.Writer.WriteAsync(pending);
        }
        catch (ChannelClosedException)
        {
            throw new FencedException(jurisdiction);
        }

        return await pending.Answer;
    }

    private async Task FlushUntilStopped()
    {
        var waiting = new List<Pending>(MostPerFlush);
        try
        {
            while (await queue.Reader.WaitToReadAsync())
            {
                while (waiting.Count < MostPerFlush && queue.Reader.TryRead(out var next))
                    waiting.Add(next);
                await Flush(waiting);
                waiting.Clear();
            }
        }
        catch (FencedException fenced)
        {
            LogFenced(jurisdiction.Value);
            queue.Writer.TryComplete();
            foreach (var pending in waiting)
                pending.Refuse(fenced);
            while (queue.Reader.TryRead(out var pending))
                pending.Refuse(fenced);
        }
    }

    // If a batch fails, each command is tried alone, once: a poisoned one never takes its neighbours along.
    private async Task Flush(List<Pending> waiting)
    {
        if (await TryFlush(waiting) is not { } failure)
            return;
        LogFailed(failure, waiting.Count, jurisdiction.Value);
        await Reload();
        if (waiting.Count == 1)
        {
            waiting[0].Refuse(new RecordUnavailableException(failure));
            return;
        }

        foreach (var pending in waiting)
            await Flush([pending]);
    }

    /// <returns>Null when all is committed and answered; otherwise why nothing was.</returns>
    private async Task<Exception?> TryFlush(List<Pending> waiting)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var overlay = new Overlay(fence, head, vault, streams, shelf, typesHeld);
            var decided = new List<Pending>(waiting.Count);
            foreach (var pending in waiting)
                if (await Decide(pending, overlay))
                    decided.Add(pending);
            if (!overlay.IsEmpty)
                await Commit(overlay);
            foreach (var pending in decided)
                pending.Tell();
            Metrics.Flushed(decided.Count, Stopwatch.GetElapsedTime(started));
            return null;
        }
        catch (FencedException)
        {
            throw;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    private async Task Commit(Overlay overlay)
    {
        var batch = overlay.ToBatch(overlay.Book(book));
        try
        {
            await store.Append(batch, stopping.Token);
        }
        catch (Exception failure) when (failure is not FencedException)
        {
            // The connection may have broken after the commit: only the head can tell.
            if (await store.Head(jurisdiction, stopping.Token) is not { } stored || stored.Epoch != fence.Epoch || stored.Size != batch.NewSize)
                throw;
        }

        head = overlay.Head;
        typesHeld.UnionWith(overlay.Types);
        foreach (var stream in overlay.Streams)
        {
            streams.Put(stream);
            if (Books.Streams.Contains(stream.Id))
                shelf[stream.Id] = stream;
        }

        book = overlay.Book(book);
    }

    private async Task<bool> Decide(Pending pending, Overlay overlay)
    {
        try
        {
            pending.Outcome = pending.PadTo is { } size ? Pad(overlay, size) : await Decide(pending.Envelope, overlay);
            return true;
        }
        catch (Exception poison) when (poison is not FencedException)
        {
            LogPoisoned(poison, pending.Envelope.Command?.GetType().Name ?? "pad");
            pending.Refuse(poison);
            return false;
        }
    }

    private static Answer.Recorded Pad(Overlay overlay, long size)
    {
        overlay.PadTo(size);
        return new(Offices.Town.Stream, 0, -1, []);
    }

    private async Task<Answer> Decide(Envelope envelope, Overlay overlay)
    {
        var key = envelope.IdempotencyKey is { } given ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{envelope.Stream.Kind}\n{given}"))) : null;
        if (key is not null && (overlay.Answered(key) ?? await AnsweredBefore(key)) is { } before)
            return before;
        var stream = await Stream(envelope, overlay);
        if (envelope.ExpectedVersion is { } expected && expected != stream.Version)
            return new Answer.Refused("changed-meanwhile");
        var now = Now();
        var occurred = envelope.OccurredAt is { } earlier ? InstantConverter.Round(earlier) : now;
        if (occurred > now)
            return new Answer.Refused("occurred-in-future");
        var context = new Context(envelope.Actor, envelope.Stream, now, occurred, ids, overlay.Book(book));
        return stream.Kind.Decide(stream.State, envelope.Command, context) switch
        {
            Decision.Recorded { Events.IsEmpty: true } => new Answer.Recorded(stream.Id, stream.Version, -1, []),
            Decision.Recorded recorded => overlay.Add(stream, recorded.Events, envelope.Actor.Id, occurred, now, key),
            Decision.Refused refused => Refuse(refused, envelope, stream, overlay, now),
            var other => throw new UnreachableException($"Unknown decision {other}."),
        };
    }

    private static Answer.Refused Refuse(Decision.Refused refused, Envelope envelope, LoadedStream stream, Overlay overlay, Instant now)
    {
        if (refused.OnRecord && stream.Version > 0)
            overlay.Add(stream, [new RefusalGiven(refused.Code, envelope.Command.GetType().Name)], envelope.Actor.Id, now, now, null);
        return new(refused.Code) { Details = refused.Details };
    }

    private async Task<Answer.Recorded?> AnsweredBefore(string key)
    {
        if (await store.Answered(jurisdiction, key, stopping.Token) is not { } before)
            return null;
        var rows = await store.Stream(jurisdiction, new(before.Stream), stopping.Token);
        var events = rows.Where(r => r.Version >= before.FirstVersion && r.Version <= before.LastVersion).ToList();
        return new(new(before.Stream), before.LastVersion, events[0].Seq, [.. events.Select(r => EventReader.Closed(r).Event)]);
    }

    private async Task<LoadedStream> Stream(Envelope envelope, Overlay overlay)
    {
        if (overlay.Find(envelope.Stream) is { } known)
            return known;
        // The caller drew a fresh id: nothing to look up, and the unique index would refuse a collision.
        if (envelope.ExpectedVersion == 0)
            return LoadedStream.New(envelope.Stream);
        var loaded = await loader.Load(envelope.Stream, stopping.Token);
        streams.Put(loaded);
        return loaded;
    }

    private async Task LoadBook(CancellationToken cancel)
    {
        foreach (var id in Books.Streams)
            shelf[id] = await loader.Load(id, cancel);
        book = Books.Bind(id => shelf[id].State);
    }

    // Recorded times never run backwards, whatever the machine's clock does.
    private Instant Now() => lastRecorded = Instant.Max(lastRecorded, InstantConverter.Round(clock.Now));

    private async Task Reload()
    {
        streams.Clear();
        var stored = await store.Head(jurisdiction, stopping.Token);
        if (stored is null || stored.Epoch != fence.Epoch)
            throw new FencedException(jurisdiction);
        fence = stored;
        head = await LogHead.Load(stored.Size, new StoredTiles(jurisdiction, stored.Log, store), stopping.Token);
        await LoadBook(stopping.Token);
    }

    [LoggerMessage(LogLevel.Warning, "Another registrar writes the record of {Jurisdiction}; this one steps aside.")]
    private partial void LogFenced(string jurisdiction);

    [LoggerMessage(LogLevel.Error, "A flush of {Count} commands for {Jurisdiction} failed and was undone.")]
    private partial void LogFailed(Exception failure, int count, string jurisdiction);

    [LoggerMessage(LogLevel.Error, "{Command} could not be decided; it alone failed.")]
    private partial void LogPoisoned(Exception failure, string command);
}

/// <summary>The database could not be written. Nothing of the command was recorded; it may be sent again.</summary>
public sealed class RecordUnavailableException(Exception inner) : Exception("The record cannot be written just now.", inner);
