using Answerable.Ledger;
using Answerable.Storage.Appending;
using Answerable.Storage.Rows;

namespace Answerable.Engine.Registrars;

// Flushing: one transaction for all that wait, and what happens when it fails.
public sealed partial class Registrar
{
    private const int TriesToSettle = 5;

    // A write has failed since the committed state was last read: it is read again before anything else is decided.
    private bool isStale;

    // Set while commands are tried alone, after their batch had failed.
    private bool looksUpAll;

    // The one being put together, and the one being written: what the second comes to, the first is decided on.
    private Flush? deciding, writing;

    // Commands of a flush that failed, and of the one on top of it, while they are decided anew.
    private List<Pending> again = [];

    private Flush NewFlush() => new(new Overlay(fence, writing?.Overlay, head, vault, streams, shelf, typesHeld));

    // A flush sets out as soon as no other is on its way.
    private void Depart()
    {
        if (writing is not null || deciding is not { } flush)
            return;
        deciding = null;
        if (flush.Overlay.IsEmpty)
        {
            flush.Tell();
            return;
        }

        writing = flush;
        flush.Written = Write(flush.Overlay);
    }

    private async Task Write(Overlay overlay)
    {
        var batch = overlay.ToBatch(overlay.Book(book), fence.Epoch);
        await Task.Run(() => store.Append(batch, stopping.Token));
    }

    // What was written becomes the state, and its callers are told. If it failed, so has all that was decided on top of it.
    private async Task Land()
    {
        if (writing is not { Written.IsCompleted: true } flush)
            return;
        var failure = await Outcome(flush);
        writing = null;
        if (failure is null)
        {
            await Adopt(flush);
            return;
        }

        var next = deciding?.Commands ?? [];
        deciding = null;
        again = [.. flush.Commands, .. next];
        if (failure is RecordUnavailableException unknown)
            // Trying again could record twice what may already be recorded.
            flush.Refuse(unknown);
        else
            await TryEachAlone(flush.Commands, failure);
        foreach (var pending in next)
            await Take(pending);
        again = [];
    }

    // A poisoned command never takes its neighbours along.
    private async Task TryEachAlone(List<Pending> commands, Exception failure)
    {
        LogFailed(failure, commands.Count, jurisdiction.Value);
        looksUpAll = true;
        foreach (var pending in commands)
        {
            await Take(pending);
            Depart();
            if (writing is not { } alone)
                continue;
            var outcome = await Outcome(alone);
            writing = null;
            if (outcome is null)
                await Adopt(alone);
            else
                pending.Refuse(outcome as RecordUnavailableException ?? new RecordUnavailableException(outcome));
        }

        looksUpAll = false;
    }

    /// <returns>Null when all is committed, a <see cref="RecordUnavailableException"/> where nobody can say, otherwise why nothing is.</returns>
    private async Task<Exception?> Outcome(Flush flush)
    {
        try
        {
            await flush.Written;
            return null;
        }
        catch (FencedException)
        {
            throw;
        }
        catch (Exception failure)
        {
            // The connection may have broken after the commit: only the head can tell.
            isStale = true;
            try
            {
                if ((await Settle(failure)).Size != flush.Overlay.Size)
                    return failure;
            }
            catch (RecordUnavailableException unknown)
            {
                return unknown;
            }

            isStale = false;
            return null;
        }
    }

    // Now, and only now, the overlay is the state, and its callers are told.
    private async Task Adopt(Flush flush)
    {
        var overlay = flush.Overlay;
        head = overlay.Head;
        typesHeld.UnionWith(overlay.Types);
        foreach (var stream in overlay.Streams)
        {
            if (!stream.IsNew)
                streams.Put(stream);
            if (Books.Streams.Contains(stream.Id))
                shelf[stream.Id] = stream;
        }

        book = overlay.Book(book);
        deciding?.Overlay.Landed();
        if (overlay.Erased.Count > 0 && erasures is not null)
            await erasures.Done(overlay.Erased, stopping.Token);
        flush.Tell();
    }

    /// <exception cref="RecordUnavailableException">The database stays away, or another registrar took over meanwhile: nobody here can say.</exception>
    private async Task<HeadRow> Settle(Exception failure)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return fence = await store.Settle(jurisdiction, fence.Epoch, stopping.Token) ?? throw new RecordUnavailableException(failure, isOutcomeUnknown: true);
            }
            catch (Exception still) when (IsOfStorage(still))
            {
                if (attempt == TriesToSettle)
                    throw new RecordUnavailableException(failure, isOutcomeUnknown: true);
                await Task.Delay(TimeSpan.FromMilliseconds(50 << attempt));
            }
        }
    }

    /// <returns>Null when the committed state is at hand.</returns>
    /// <exception cref="FencedException">Another registrar has taken over.</exception>
    private async Task<RecordUnavailableException?> CannotReload()
    {
        if (!isStale)
            return null;
        try
        {
            fence = await store.Settle(jurisdiction, fence.Epoch, stopping.Token) ?? throw new FencedException(jurisdiction);
            head = await LogHead.Load(fence.Size, new StoredTiles(jurisdiction, fence.Log, store), stopping.Token);
            streams.Clear();
            await LoadBook(stopping.Token);
            isStale = false;
            return null;
        }
        catch (Exception down) when (down is not FencedException && IsOfStorage(down))
        {
            return new(down);
        }
    }
}
