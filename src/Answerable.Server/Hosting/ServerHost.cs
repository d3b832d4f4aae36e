using Answerable.Engine.Hosting;
using Answerable.Engine.Publishing;
using Answerable.Engine.Reading;
using Answerable.Recording;
using Answerable.Server.Calendars;
using Answerable.Server.Emergencies;
using Answerable.Server.Grievances;
using Answerable.Server.Grievances.Directing;
using Answerable.Server.Grievances.Mailbox;
using Answerable.Server.Laws;
using Answerable.Server.People;
using Answerable.Server.Plans;
using Answerable.Server.Record;
using Answerable.Server.Receptions;
using Answerable.Server.Shell;
using Answerable.Storage.Reading;

namespace Answerable.Server.Hosting;

/// <summary>Puts the whole server together. The smoke tests build the same one, with a clock they can move.</summary>
public static class ServerHost
{
    public static WebApplication Build(ServerOptions options, Action<WebApplicationBuilder>? first = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(options.Urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1_000_000; // pages that take files say so themselves
        });
        builder.Logging.SetMinimumLevel(options.IsQuiet ? LogLevel.Error : LogLevel.Warning);
        builder.Logging.AddFilter("Orleans", LogLevel.Error); // its advice about the collector is for dedicated machines
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error); // the keys of cookies lie in keys/, which is its keeper's to guard
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical); // a start that fails is told by whoever started it
        builder.Services.AddSingleton(options);
        first?.Invoke(builder);
        builder.AddEngine(new EngineOptions(options.Data, options.Postgres)
        {
            Publishing = new PublishOptions(TimeSpan.FromSeconds(options.Beat), options.Quantum) { Witnesses = [.. options.Witnesses.Select(WitnessOptions.Parse)] },
            HostName = options.LogHost,
            Cluster = options.Cluster,
            Jurisdictions = [new JurisdictionId(options.Jurisdiction)],
        });
        builder.Services.AddSingleton<Jurisdictions>();
        builder.Services.AddSingleton<Histories>();
        builder.Services.AddSingleton<PageLaw>();
        builder.Services.AddShell(builder.Configuration);
        builder.Services.AddPeople(new PeopleOptions { RequireSecondFactor = !options.IsDemo, KeysFolder = Path.Combine(options.Data, "keys", "cookies") });
        builder.AddMessages(options);
        builder.Services.AddGrievances();
        builder.AddMailbox(options);
        builder.Services.AddEmergencies();
        builder.Services.AddCalendars();
        builder.Services.AddReceptions();
        builder.Services.AddDirecting();
        builder.Services.AddPlans();
        builder.Services.AddHealth(options);

        var app = builder.Build();
        app.UseTrustedProxies(options);
        app.UseShell();
        app.UsePeople();
        app.UseWhen(http => !IsFile(http.Request.Path), pages => pages.Use(next => http => app.Services.GetRequiredService<PageLaw>().Find(http, next)));
        app.UseFormGuard();
        app.MapHealth();
        app.MapPeople();
        app.MapGrievances();
        app.MapLog();
        app.MapEmergencies();
        app.MapCalendars();
        app.MapReceptions();
        app.MapDirecting();
        app.MapPlans();
        app.MapRules();
        app.MapShell();
        return app;
    }

    // What is the same under every law.
    private static bool IsFile(PathString path) => path.StartsWithSegments("/dist") || path.StartsWithSegments("/log") || path.StartsWithSegments("/metrics") || path.StartsWithSegments("/healthz") || path.StartsWithSegments("/readyz");
}
