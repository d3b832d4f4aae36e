using Answerable.Engine.Reading;
using Answerable.Engine.Registrars;
using Answerable.Storage.Appending;
using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;

namespace Answerable.Engine.Hosting;

/// <summary>Where pages and workers hand in commands; it finds the jurisdiction's registrar in the cluster.</summary>
public sealed class RecordDesk(IGrainFactory grains, OpenRegistrars here, BookShelf books)
{
    private const int Tries = 8;

    /// <summary>Has a command decided and recorded. Returns after the commit.</summary>
    /// <exception cref="RecordUnavailableException">The record cannot be written just now; the exception says whether it may have been.</exception>
    public async Task<Answer> Submit(JurisdictionId jurisdiction, Envelope envelope)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var answer = here.Find(jurisdiction) is { } registrar
                    ? await registrar.Submit(envelope)
                    : (await grains.GetGrain<IRegistrarGrain>(jurisdiction.Value).Submit(envelope.AsImmutable())).Value;
                // Whoever changed the town sees it changed on the next page.
                if (answer is Answer.Recorded && Books.Streams.Contains(envelope.Stream))
                    books.Changed(jurisdiction);
                return answer;
            }
            catch (FencedException) when (attempt < Tries)
            {
                // The registrar has just moved; the next call finds it where it is now. Nothing had been recorded.
            }
            catch (FencedException fenced)
            {
                throw new RecordUnavailableException(fenced);
            }
            catch (Exception gone) when (IsNodeGone(gone))
            {
                // The node may have recorded it before it went. With a key, asking again is harmless; without one, only the caller can look.
                if (envelope.IdempotencyKey is null || attempt == Tries)
                    throw new RecordUnavailableException(gone, isOutcomeUnknown: true);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(50 << attempt, 2000)));
        }
    }

    public Task Open(JurisdictionId jurisdiction) => grains.GetGrain<IRegistrarGrain>(jurisdiction.Value).Open();

    private static bool IsNodeGone(Exception failure) => failure is SiloUnavailableException or OrleansMessageRejectionException or ConnectionFailedException or TimeoutException;
}
