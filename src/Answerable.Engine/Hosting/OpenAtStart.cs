using Answerable.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Answerable.Engine.Hosting;

/// <summary>Before anything is served: takes the folder, brings the database up to date, opens every record. If that fails, nothing is served.</summary>
internal sealed class OpenAtStart(IServiceProvider services, IDbContextFactory<RecordDb> databases, RecordDesk desk, EngineOptions options) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancel)
    {
        services.GetService<FolderLock>();
        await using var db = await databases.CreateDbContextAsync(cancel);
        await Migrations.BringUpToDate(db, cancel);
    }

    public async Task StartedAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var known = await db.Heads.Select(h => h.Jurisdiction).ToListAsync(cancel);
        foreach (var jurisdiction in known.Select(JurisdictionId.Of).Union(options.Jurisdictions))
            await desk.Open(jurisdiction);
    }

    public Task StartAsync(CancellationToken cancel) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;
    public Task StoppingAsync(CancellationToken cancel) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancel) => Task.CompletedTask;
}
