using Answerable.Engine.Registrars;
using Answerable.Storage;
using Answerable.Storage.Appending;
using Answerable.Storage.Keeping;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Answerable.Engine.Hosting;

/// <summary>Before anything else runs: takes the folder, brings the database up to date, and erases again what an older backup brought back.</summary>
internal sealed class MigrateAtStart(IServiceProvider services, IDbContextFactory<RecordDb> databases, EngineOptions options) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancel)
    {
        services.GetService<FolderLock>();
        await using var db = await databases.CreateDbContextAsync(cancel);
        await Migrations.BringUpToDate(db, services.GetRequiredService<IDatabaseCopy>(), options.Backups, cancel);
        await services.GetRequiredService<Erasures>().Replay(db, services.GetRequiredService<IRecordStore>(), cancel);
    }

    public Task StartAsync(CancellationToken cancel) => Task.CompletedTask;
    public Task StartedAsync(CancellationToken cancel) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;
    public Task StoppingAsync(CancellationToken cancel) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancel) => Task.CompletedTask;
}

/// <summary>Opens every record. If one cannot be opened, the host does not start, and says why.</summary>
internal sealed class OpenAtStart(IDbContextFactory<RecordDb> databases, RecordDesk desk, EngineOptions options) : IHostedService
{
    public async Task StartAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var known = await db.Heads.Select(h => h.Jurisdiction).ToListAsync(cancel);
        foreach (var jurisdiction in known.Select(JurisdictionId.Of).Union(options.Jurisdictions))
            await desk.Open(jurisdiction);
    }

    public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;
}
