using System.Net;
using System.Net.Sockets;
using Answerable.Engine.Clocks;
using Answerable.Engine.Keeping;
using Answerable.Engine.Reading;
using Answerable.Engine.Publishing;
using Answerable.Engine.Registrars;
using Answerable.Engine.Search;
using Answerable.Storage;
using Answerable.Storage.Appending;
using Answerable.Storage.Keeping;
using Answerable.Storage.Postgres;
using Answerable.Storage.Postgres.Search;
using Answerable.Storage.Search;
using Answerable.Storage.Sqlite;
using Answerable.Storage.Sqlite.Search;
using Answerable.Storage.Vaults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Serialization.Configuration;

namespace Answerable.Engine.Hosting;

/// <summary>Puts the engine into a host.</summary>
public static class EngineHosting
{
    /// <summary>Adds storage, registrars, the clock and the silo. A <see cref="TownClock"/> or <see cref="IdSource"/> added before is kept.</summary>
    public static TBuilder AddEngine<TBuilder>(this TBuilder builder, EngineOptions options) where TBuilder : IHostApplicationBuilder
    {
        var services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton(new DeadlineWatchOptions(TimeSpan.FromSeconds(1)));
        services.AddSingleton(_ => Vault.Open(options.KeysFolder));
        services.TryAddSingleton<TownClock, SystemTownClock>();
        services.TryAddSingleton<IdSource, SecureIds>();
        services.AddDatabase(options);
        services.AddSingleton(_ => new Tombstones(options.KeysFolder));
        services.AddSingleton<Erasures>();
        services.AddSingleton(provider => new Witnessing(options.Publishing, new HttpClient(), provider.GetRequiredService<ILogger<Witnessing>>()));
        services.AddSingleton<RecordOpener>();
        services.AddSingleton<OpenRegistrars>();
        services.AddSingleton<RecordDesk>();
        services.AddSingleton<ReceiptDesk>();
        services.AddSingleton<PublishedLog>();
        services.AddHostedService<MigrateAtStart>();
        builder.UseSilo(options);
        // After the silo, before whatever listens: nothing is served while a record cannot be opened.
        services.AddHostedService<OpenAtStart>();
        services.AddSingleton<DeadlineWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<DeadlineWatch>());
        services.TryAddSingleton<BookShelf>();
        services.AddSingleton(new CalendarWatchOptions(TimeSpan.FromSeconds(2)));
        services.AddSingleton<CalendarWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<CalendarWatch>());
        services.AddSingleton(new SearchOptions(SearchOptions.Usual));
        services.AddSingleton<SearchService>();
        services.AddHostedService(provider => provider.GetRequiredService<SearchService>());
        return builder;
    }

    /// <summary>Only the database and the vault: what the command-line verbs need.</summary>
    public static IServiceCollection AddDatabase(this IServiceCollection services, EngineOptions options)
    {
        if (options.Postgres is { } connection)
        {
            services.AddSingleton(_ => NpgsqlDataSource.Create(connection));
            services.AddPooledDbContextFactory<RecordDb>(db => PostgresRecord.Use(db, connection));
            services.AddSingleton<IDatabaseCopy>(new PostgresCopy(connection));
            services.AddSingleton<IRecordStore>(provider => new PostgresRecordStore(provider.GetRequiredService<NpgsqlDataSource>(), ModelOf(provider)));
            services.AddSingleton<ISearchIndex, PostgresSearchIndex>();
        }
        else
        {
            services.AddSingleton(_ => FolderLock.Take(options.DataFolder));
            services.AddPooledDbContextFactory<RecordDb>(db => SqliteRecord.Use(db, options.DataFolder));
            services.AddSingleton<IDatabaseCopy>(new SqliteCopy(options.DataFolder));
            services.AddSingleton<IRecordStore>(provider => new SqliteRecordStore(options.DataFolder, ModelOf(provider)));
            services.AddSingleton<ISearchIndex>(_ => new SqliteSearchIndex(options.DataFolder));
        }

        services.AddSingleton<IForget>(provider => provider.GetRequiredService<ISearchIndex>());
        services.AddSingleton<CaseTexts>();
        services.AddSingleton<SearchIndexer>();
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<RecordDb>>().CreateDbContext());
        return services;
    }

    /// <summary>What backup, restore and rebuild need; no registrar, so nothing is written to the record itself.</summary>
    public static IServiceCollection AddKeeping(this IServiceCollection services, EngineOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(_ => Vault.Open(options.KeysFolder));
        services.TryAddSingleton<TownClock, SystemTownClock>();
        services.AddDatabase(options);
        services.AddSingleton(_ => new Tombstones(options.KeysFolder));
        services.AddSingleton<Erasures>();
        services.AddSingleton(provider => new Witnessing(options.Publishing, new HttpClient(), provider.GetRequiredService<ILogger<Witnessing>>()));
        services.AddSingleton<BookShelf>();
        services.AddSingleton<Backup>();
        services.AddSingleton<Rebuild>();
        services.AddSingleton<KekRotation>();
        services.AddSingleton<LogRotation>();
        services.AddSingleton<Func<IRecordStore>>(provider => provider.GetRequiredService<IRecordStore>);
        services.AddSingleton<Restore>();
        return services;
    }

    private static Microsoft.EntityFrameworkCore.Metadata.IModel ModelOf(IServiceProvider provider)
    {
        using var db = provider.GetRequiredService<IDbContextFactory<RecordDb>>().CreateDbContext();
        return db.Model;
    }

    private static void UseSilo(this IHostApplicationBuilder builder, EngineOptions options) => builder.UseOrleans(silo =>
    {
        if (options.Cluster is { } cluster)
        {
            silo.Configure<Orleans.Configuration.ClusterOptions>(c => (c.ClusterId, c.ServiceId) = (cluster.Name, "answerable"));
            if (cluster.Address is { } address)
                silo.ConfigureEndpoints(IPAddress.Parse(address), cluster.SiloPort == 0 ? FreePort() : cluster.SiloPort, cluster.GatewayPort == 0 ? FreePort() : cluster.GatewayPort);
            else
                silo.ConfigureEndpoints(cluster.SiloPort == 0 ? FreePort() : cluster.SiloPort, cluster.GatewayPort == 0 ? FreePort() : cluster.GatewayPort);
            silo.UseAdoNetClustering(ado => (ado.Invariant, ado.ConnectionString) = ("Npgsql", options.Postgres));
            silo.Configure<ClusterMembershipOptions>(m => (m.ProbeTimeout, m.NumMissedProbesLimit, m.NumVotesForDeathDeclaration) = (TimeSpan.FromSeconds(1), 2, 1));
        }
        else
        {
            silo.UseLocalhostClustering(FreePort(), FreePort(), clusterId: $"alone-{Environment.ProcessId}");
        }

        silo.Services.AddSerializer(serializer => serializer.AddJsonSerializer(Wire.Carries, Wire.Options));
        // Orleans takes no type from another node that it was not told of: commands, answers, and the exceptions that tell a caller why.
        silo.Configure<TypeManifestOptions>(types =>
        {
            foreach (var assembly in (System.Reflection.Assembly[])[typeof(Envelope).Assembly, typeof(FencedException).Assembly, typeof(RecordDesk).Assembly])
                types.AddAllowedAssembly(assembly);
        });
        silo.Configure<GrainCollectionOptions>(collection => collection.CollectionAge = TimeSpan.FromDays(36_500));
    });

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
