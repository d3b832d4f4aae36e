using System.Diagnostics;
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

    // If a batch fails, each command is tried alone, once: a poisoned one never takes its neighbours along.
    private async Task Flush(List<Pending> waiting)
    {
        if (await CannotReload() is { } down)
        {
            RefuseAll(waiting, down);
            return;
        }

        if (await TryFlush(waiting) is not { } failure)
            return;
        LogFailed(failure, waiting.Count, jurisdiction.Value);
        looksUpAll = true;
        foreach (var pending in waiting.Where(p => !p.Answer.IsCompleted))
        {
            if (await CannotReload() is { } gone)
            {
                RefuseAll(waiting, gone);
                break;
            }

            if (await TryFlush([pending]) is { } alone)
                pending.Refuse(new RecordUnavailableException(alone));
        }

        looksUpAll = false;
    }

    /// <returns>Null when all is committed and answered, or nobody can say; otherwise why nothing was.</returns>
    private async Task<Exception?> TryFlush(List<Pending> waiting)
    {
        var started = Stopwatch.GetTimestamp();
        var decided = new List<Pending>(waiting.Count);
        try
        {
            var overlay = new Overlay(fence, head, vault, streams, shelf, typesHeld);
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
        catch (RecordUnavailableException unknown)
        {
            // Trying again could record twice what may already be recorded.
            RefuseAll(decided, unknown);
            return null;
        }
        catch (Exception failure)
        {
            isStale = true;
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
            isStale = true;
            if ((await Settle(failure)).Size != batch.NewSize)
                throw;
            isStale = false;
        }

        Take(overlay);
        if (batch.Erased.Count > 0 && erasures is not null)
            await erasures.Done(batch.Erased, stopping.Token);
    }

    // Now, and only now, the overlay is the state.
    private void Take(Overlay overlay)
    {
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
    private async Task<Exception?> CannotReload()
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
            return down;
        }
    }

    private static void RefuseAll(List<Pending> waiting, Exception why)
    {
        foreach (var pending in waiting)
            pending.Refuse(why as RecordUnavailableException ?? new RecordUnavailableException(why));
    }
}
