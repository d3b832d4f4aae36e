using Answerable.Engine.Registrars;
using Answerable.Storage.Appending;
using Orleans.Concurrency;

namespace Answerable.Engine.Hosting;

/// <summary>Where pages and workers hand in commands; it finds the jurisdiction's registrar in the cluster.</summary>
public sealed class RecordDesk(IGrainFactory grains)
{
    private const int Tries = 3;

    /// <summary>Has a command decided and recorded. Returns after the commit.</summary>
    /// <exception cref="RecordUnavailableException">The record cannot be written just now; nothing was recorded.</exception>
    public async Task<Answer> Submit(JurisdictionId jurisdiction, Envelope envelope)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return (await grains.GetGrain<IRegistrarGrain>(jurisdiction.Value).Submit(envelope.AsImmutable())).Value;
            }
            catch (FencedException fenced) when (attempt == Tries)
            {
                throw new RecordUnavailableException(fenced);
            }
            catch (FencedException)
            {
                // The registrar has just moved; the next call finds it where it is now. Nothing had been recorded.
                await Task.Delay(TimeSpan.FromMilliseconds(50 * attempt));
            }
        }
    }

    public Task Open(JurisdictionId jurisdiction) => grains.GetGrain<IRegistrarGrain>(jurisdiction.Value).Open();
}
