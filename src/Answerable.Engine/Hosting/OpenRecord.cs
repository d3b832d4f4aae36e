using Answerable.Engine.Channels;
using Answerable.Engine.Publishing;
using Answerable.Engine.Registrars;
using Answerable.Ledger;
using Answerable.Storage.Appending;
using Answerable.Storage.Vaults;
using Microsoft.Extensions.Logging;

namespace Answerable.Engine.Hosting;

/// <summary>A registrar with the publisher of its log.</summary>
public sealed class OpenRecord(Registrar registrar, Publisher publisher, SigningKey key) : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private Task publishing = Task.CompletedTask;

    public Registrar Registrar { get; } = registrar;
    public Publisher Publisher { get; } = publisher;

    public void StartPublishing() => publishing = Task.Run(() => Publisher.Run(stopping.Token));

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await publishing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Registrar.DisposeAsync();
        key.Dispose();
        stopping.Dispose();
    }
}

/// <summary>Opens records: claims the fence, checks what was published, starts the beat.</summary>
public sealed class RecordOpener(EngineOptions options, IRecordStore store, Vault vault, TownClock clock, IdSource ids, Witnessing witnesses, Erasures erasures, ILoggerFactory logs)
{
    public async Task<OpenRecord> Open(JurisdictionId jurisdiction, CancellationToken cancel)
    {
        var registrar = await Registrar.Open(jurisdiction, options.OriginOf(jurisdiction), store, vault, clock, ids, logs.CreateLogger<Registrar>(), cancel, erasures);
        SigningKey? key = null;
        try
        {
            key = LogKey.Open(options.KeysFolder, jurisdiction, registrar.Fence.Origin);
            var directory = new LogDirectory(options.LogFolder(jurisdiction));
            var publisher = new Publisher(registrar, store, directory, key, clock, options.Publishing, witnesses, logs.CreateLogger<Publisher>());
            await publisher.Start(cancel);
            var record = new OpenRecord(registrar, publisher, key);
            record.StartPublishing();
            return record;
        }
        catch
        {
            await registrar.DisposeAsync();
            key?.Dispose();
            throw;
        }
    }
}
