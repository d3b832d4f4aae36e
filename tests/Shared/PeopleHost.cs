using Answerable.Server.People;
using Answerable.Server.Shell;
using Answerable.Storage;
using Answerable.Storage.Sqlite;
using Answerable.Storage.Vaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Answerable.Tests.Shared;

/// <summary>Sign-in and the shell on a free port of <c>http://localhost</c>, with a database of its own and a desk of one page.</summary>
public sealed class PeopleHost : IAsyncDisposable
{
    private readonly DirectoryInfo folder;
    private readonly bool isFirst;
    private readonly WebApplication app;

    private PeopleHost(bool requireSecondFactor, PeopleHost? first)
    {
        isFirst = first is null;
        folder = first?.folder ?? Directory.CreateTempSubdirectory("answerable-people-");
        Time = first?.Time ?? new(DateTimeOffset.UtcNow);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development", ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Configuration["Town:NameZh"] = "无名镇";
        builder.Configuration["Town:NameEn"] = "Nowhere Town";
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddSingleton(Vault.InMemory());
        builder.Services.AddDbContextFactory<RecordDb>(db => SqliteRecord.Use(db, folder.FullName));
        builder.Services.AddShell(builder.Configuration);
        builder.Services.AddSingleton(new NavItem("nav.account", "/desk/slow", "key", 1, async user =>
        {
            await Task.Delay(20); // as a database that really is somewhere else
            return user.Actor() is not null;
        }));
        builder.Services.AddPeople(new() { RequireSecondFactor = requireSecondFactor, KeysFolder = Path.Combine(folder.FullName, "keys") });
        app = builder.Build();
        app.UseShell();
        app.UsePeople();
        app.UseFormGuard();
        app.MapShell();
        app.MapPeople();
        app.MapGet("/desk", (HttpContext http) => $"{http.Actor().Id} of {http.User.Jurisdiction()}");
        app.MapGet("/desk/error/{status:int}", (HttpContext http, int status) => ErrorPages.Answer(http, status));
        app.MapGet("/desk/throw", string () => throw new InvalidOperationException("invented"));
        app.MapGet("/desk/forgotten", () => "a page whose author forgot to say who may see it");
    }

    public MovableTime Time { get; }

    /// <summary>A name and not a number: passkeys refuse IP addresses.</summary>
    public string Address => app.Urls.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    public string DatabaseFolder => folder.FullName;

    public static Task<PeopleHost> Start(bool requireSecondFactor = false) => Start(requireSecondFactor, null);

    /// <summary>Another server over the same database and cookie keys: a node beside this one, or this one after a restart.</summary>
    public Task<PeopleHost> Another() => Start(false, this);

    private static async Task<PeopleHost> Start(bool requireSecondFactor, PeopleHost? first)
    {
        var host = new PeopleHost(requireSecondFactor, first);
        await host.With(services => Migrations.BringUpToDate(services.GetRequiredService<RecordDb>(), new SqliteCopy(host.DatabaseFolder), Path.Combine(host.DatabaseFolder, "backups"), default));
        await host.app.StartAsync();
        return host;
    }

    /// <summary>Creates an account for the invented person p-1 of the invented record nowhere.</summary>
    public Task<string> AddAccount(string name, string? password = null) =>
        With(services => services.GetRequiredService<Accounts>().Add(name, "p-1", "nowhere", password));

    public async Task<T> With<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }

    public Task With(Func<IServiceProvider, Task> act) => With(async services =>
    {
        await act(services);
        return true;
    });

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        if (!isFirst)
            return;
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
