using System.Collections.Immutable;
using System.Threading.Channels;
using Answerable.Ledger;
using Answerable.Storage.Appending;
using Answerable.Storage.Rows;
using Answerable.Storage.Vaults;
using Microsoft.Extensions.Logging;

namespace Answerable.Engine.Registrars;

/// <summary>
/// The only writer of one jurisdiction's record. Commands queue; a flush decides all that wait, in order, on an overlay of the
/// committed state, and writes what they came to in one transaction. While one flush is written the next is decided on top of it.
/// Nobody is answered before their own commit.
/// </summary>
public sealed partial class Registrar : IAsyncDisposable
{
    private readonly Channel<Pending> queue = Channel.CreateBounded<Pending>(new BoundedChannelOptions(20_000) { SingleReader = true });
    private readonly CancellationTokenSource stopping = new();
    private readonly JurisdictionId jurisdiction;
    private readonly IRecordStore store;
    private readonly Vault vault;
    private readonly TownClock clock;
    private readonly IdSource ids;
    private readonly Erasures? erasures;
    private readonly ILogger log;
    private readonly StreamLoader loader;
    private readonly StreamCache streams = new(5_000);
    private readonly HashSet<EventType> typesHeld = [];
    private readonly Dictionary<StreamId, LoadedStream> shelf = [];
    private Task flushing = Task.CompletedTask;
    private Task<bool>? arrival;
    private HeadRow fence;
    private LogHead head;
    private Book book = null!;
    private Instant lastRecorded = Instant.MinValue;

    private Registrar(JurisdictionId jurisdiction, IRecordStore store, Vault vault, TownClock clock, IdSource ids, Erasures? erasures, ILogger log, HeadRow fence, LogHead head)
    {
        this.erasures = erasures;
        (this.jurisdiction, this.store, this.vault, this.clock, this.ids, this.log) = (jurisdiction, store, vault, clock, ids, log);
        (this.fence, this.head) = (fence, head);
        loader = new(jurisdiction, store, vault);
    }

    public JurisdictionId Jurisdiction => jurisdiction;

    /// <summary>Ends when this registrar will answer nobody any more: stopped, or fenced off by another.</summary>
    public Task Finished => flushing;

    /// <summary>Leaves committed, and the root over them.</summary>
    public LogHead Head => head;

    /// <summary>What decisions rely on just now.</summary>
    public Book Book => book;

    /// <summary>The fence as last read: origin, log and what is published.</summary>
    public HeadRow Fence => fence;

    /// <summary>Takes over the record of <paramref name="jurisdiction"/>; whoever wrote it before is fenced off from now on.</summary>
    /// <param name="originIfNew">Name of the public log, if the record is only now begun.</param>
    public static async Task<Registrar> Open(
        JurisdictionId jurisdiction, string originIfNew, IRecordStore store, Vault vault, TownClock clock, IdSource ids, ILogger log, CancellationToken cancel,
        Erasures? erasures = null)
    {
        var fence = await store.Claim(jurisdiction, originIfNew, cancel);
        var head = await LogHead.Load(fence.Size, new StoredTiles(jurisdiction, fence.Log, store), cancel);
        var registrar = new Registrar(jurisdiction, store, vault, clock, ids, erasures, log, fence, head) { lastRecorded = await store.LastRecorded(jurisdiction, cancel) ?? Instant.MinValue };
        await registrar.LoadBook(cancel);
        registrar.flushing = Task.Run(registrar.FlushUntilStopped, CancellationToken.None);
        return registrar;
    }

    /// <summary>Decides and records one command.</summary>
    /// <exception cref="FencedException">Another registrar has taken over; ask again and be sent there.</exception>
    /// <exception cref="RecordUnavailableException">The database could not be written.</exception>
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
        try
        {
            while (await SomethingToDo())
            {
                await Land();
                while (deciding is not { IsFull: true } && !(writing is null && deciding is { IsWorthwhile: true }) && queue.Reader.TryRead(out var next))
                {
                    await Take(next);
                    await Land();
                }

                Depart();
            }
        }
        catch (FencedException fenced)
        {
            LogFenced(jurisdiction.Value);
            Close(fenced);
        }
        catch (Exception unforeseen)
        {
            // Better a fresh start from what is committed than a registrar nobody can vouch for.
            LogStopped(unforeseen, jurisdiction.Value);
            Close(new RecordUnavailableException(unforeseen, isOutcomeUnknown: true));
        }
    }

    /// <returns>Once a command waits or what was being written is written; false when nothing is left to do, for good.</returns>
    private async Task<bool> SomethingToDo()
    {
        if (writing is null)
            return await queue.Reader.WaitToReadAsync();
        if (deciding is { IsFull: true } || queue.Reader.Completion.IsCompleted)
            await Task.WhenAny(writing.Written);
        else if (!queue.Reader.TryPeek(out _))
            await Task.WhenAny(writing.Written, arrival = arrival is { IsCompleted: false } ? arrival : queue.Reader.WaitToReadAsync().AsTask());
        return true;
    }

    private void Close(Exception why)
    {
        queue.Writer.TryComplete();
        foreach (var pending in (IEnumerable<Pending>)[.. again, .. writing?.Commands ?? [], .. deciding?.Commands ?? []])
            pending.Refuse(why);
        while (queue.Reader.TryRead(out var pending))
            pending.Refuse(new FencedException(jurisdiction));
    }

    private async Task LoadBook(CancellationToken cancel)
    {
        foreach (var id in Books.Streams)
            shelf[id] = await loader.Load(id, cancel);
        book = Books.Bind(id => shelf[id].State);
    }

    [LoggerMessage(LogLevel.Warning, "Another registrar writes the record of {Jurisdiction}; this one steps aside.")]
    private partial void LogFenced(string jurisdiction);

    [LoggerMessage(LogLevel.Error, "A flush of {Count} commands for {Jurisdiction} failed and was undone.")]
    private partial void LogFailed(Exception failure, int count, string jurisdiction);

    [LoggerMessage(LogLevel.Error, "{Command} could not be decided; it alone failed.")]
    private partial void LogPoisoned(Exception failure, string command);

    [LoggerMessage(LogLevel.Critical, "The registrar of {Jurisdiction} stops; the next command opens it anew.")]
    private partial void LogStopped(Exception failure, string jurisdiction);
}

/// <summary>The database could not be written just now.</summary>
/// <param name="isOutcomeUnknown">
/// False: nothing of the command was recorded. True: nobody can say; sending it again with the same idempotency key tells.
/// </param>
public sealed class RecordUnavailableException(Exception inner, bool isOutcomeUnknown = false)
    : Exception(isOutcomeUnknown ? "The record may or may not have been written; ask again with the same idempotency key." : "The record cannot be written just now.", inner)
{
    public bool IsOutcomeUnknown { get; } = isOutcomeUnknown;
}
