using Answerable.Engine.Clocks;
using Answerable.Engine.Hosting;
using Answerable.Engine.Tests;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.Hosting;
using Answerable.Storage;
using Answerable.Storage.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

using StreamId = Answerable.Recording.StreamId;

namespace Answerable.Tests.Shared;

/// <summary>
/// The whole server of an invented town on a free loopback port, with a clock that the test moves. It can be stopped and started
/// again over the same folder.
/// </summary>
/// <param name="folder">Null: a temporary one, which goes with the server.</param>
public abstract class RealServer(JurisdictionId jurisdiction, Instant start, string? folder = null) : IAsyncDisposable
{
    private WebApplication? app;

    public string Folder { get; } = folder ?? Directory.CreateTempSubdirectory($"answerable-{jurisdiction}-").FullName;
    public TestClock Clock { get; } = new(start);
    public IServiceProvider Services => app!.Services;

    /// <summary>For example <c>http://127.0.0.1:40123</c>.</summary>
    public virtual string Address => app!.Urls.First();

    /// <summary>What this town's server is like, beyond its folder, its address and its name.</summary>
    protected abstract ServerOptions Options(ServerOptions basis);

    protected virtual void Configure(WebApplicationBuilder builder) { }

    public virtual async Task StartServer()
    {
        app = ServerHost.Build(Options(new(Folder) { Urls = "http://127.0.0.1:0", Jurisdiction = jurisdiction.Value, IsQuiet = true }), builder =>
        {
            builder.Services.AddSingleton<TownClock>(Clock);
            Configure(builder);
        });
        await app.StartAsync();
    }

    public virtual async Task StopServer()
    {
        if (app is null)
            return;
        await app.StopAsync();
        await app.DisposeAsync();
        app = null;
    }

    public async Task<Answer> Try(StreamId stream, ICommand command, Actor by) =>
        await Services.GetRequiredService<RecordDesk>().Submit(jurisdiction, new(stream, command, by));

    /// <exception cref="InvalidOperationException">The rules refuse it.</exception>
    public async Task<Answer.Recorded> Do(StreamId stream, ICommand command, Actor by) => await Try(stream, command, by) switch
    {
        Answer.Recorded recorded => recorded,
        Answer.Refused refused => throw new InvalidOperationException($"{command} was refused: {refused.Code}."),
        _ => throw new InvalidOperationException($"{command} had no answer."),
    };

    public async Task<StreamId> StreamOf(string number)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<RecordDb>>().CreateDbContextAsync();
        return new((await db.CaseOf(jurisdiction, number, CancellationToken.None))!.Stream);
    }

    /// <summary>All that happened to a matter, as the record has it.</summary>
    public async Task<History<Grievance>> Read(StreamId stream) =>
        (await Services.GetRequiredService<Histories>().Read<Grievance>(jurisdiction, stream, opened: false, CancellationToken.None))!;

    /// <summary>Lets every deadline that came due be reported.</summary>
    public Task CatchUp() => Services.GetRequiredService<DeadlineWatch>().CatchUp(CancellationToken.None);

    public virtual async ValueTask DisposeAsync()
    {
        await StopServer();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (folder is null)
            Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Arranges the town as its operator.</summary>
    protected Task Set(ICommand command) => Do(Offices.Town.Stream, command, new Actor.Operator());
}
