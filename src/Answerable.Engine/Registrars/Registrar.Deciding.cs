using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Answerable.Storage;
using Answerable.Storage.Appending;
using Answerable.Storage.Rows;

namespace Answerable.Engine.Registrars;

// Deciding: pure rules on the overlay, with what they need looked up.
public sealed partial class Registrar
{
    // Onto the flush that is being put together.
    private async Task Take(Pending pending)
    {
        if (deciding is null)
        {
            if (await CannotReload() is { } down)
            {
                pending.Refuse(down);
                return;
            }

            deciding = NewFlush();
        }

        await Decide(pending, deciding);
    }

    private async Task Decide(Pending pending, Flush flush)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                pending.Poison = null;
                pending.Outcome = pending.PadTo is { } size ? Pad(flush.Overlay, size) : await Decide(pending.Envelope, flush.Overlay);
                break;
            }
            catch (Exception poison) when (!IsOfStorage(poison))
            {
                LogPoisoned(poison, pending.Envelope.Command?.GetType().Name ?? "pad");
                pending.Poison = poison;
                break;
            }
            catch (Exception away) when (away is not FencedException)
            {
                // Nothing of it is on the overlay. The connection may have broken just then: once more, on a new one.
                if (attempt == 1)
                    continue;
                pending.Refuse(new RecordUnavailableException(away));
                return;
            }
        }

        flush.Commands.Add(pending);
    }

    private static Answer.Recorded Pad(Overlay overlay, long size)
    {
        overlay.PadTo(size);
        return new(Offices.Town.Stream, 0, -1, []);
    }

    private async Task<Answer> Decide(Envelope envelope, Overlay overlay)
    {
        var key = KeyOf(envelope);
        if (key is not null && (overlay.Answered(key) ?? await AnsweredBefore(key)) is { } before)
            return before with { Again = true };
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
            Decision.Recorded recorded => overlay.Add(stream with { OfferedKey = envelope.WrappedKey }, recorded.Events, envelope.Actor.Id, occurred, now, key),
            Decision.Refused refused => Refuse(refused, envelope, stream, overlay, now),
            var other => throw new UnreachableException($"Unknown decision {other}."),
        };
    }

    // A caller's own words are not stored. The stream's pseudonym is in the record already, and lies beside it in the index.
    private static string? KeyOf(Envelope envelope) =>
        envelope.IdempotencyKey is not { } given ? null
        : given == envelope.Stream.Pseudonym ? given
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{envelope.Stream.Kind}\n{given}")));

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
        // The caller drew a fresh id: nothing to look up. Should it not be fresh, the unique index refuses, and the second try looks.
        if (envelope.ExpectedVersion == 0 && !looksUpAll)
            return LoadedStream.New(envelope.Stream);
        var loaded = await loader.Load(envelope.Stream, stopping.Token);
        if (!loaded.IsNew)
            streams.Put(loaded);
        return loaded;
    }

    // Recorded times never run backwards, whatever the machine's clock does.
    private Instant Now() => lastRecorded = Instant.Max(lastRecorded, InstantConverter.Round(clock.Now));

    // What the database could not answer is no fault of the command.
    private static bool IsOfStorage(Exception failure) => failure is FencedException or System.Data.Common.DbException or IOException or TimeoutException or OperationCanceledException;
}
