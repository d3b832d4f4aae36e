using System.Net;
using System.Net.Sockets;
using Answerable.Engine.Clocks;
using Answerable.Storage;
using Answerable.Storage.Appending;
using Answerable.Storage.Postgres;
using Answerable.Storage.Sqlite;
using Answerable.Storage.Vaults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Orleans.Configuration;
using Orleans.Serialization;

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
        services.AddSingleton<RecordOpener>();
        services.AddSingleton<RecordDesk>();
        services.AddHostedService<OpenAtStart>();
        services.AddSingleton<DeadlineWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<DeadlineWatch>());
        builder.UseSilo(options);
        return builder;
    }

    /// <summary>Only the database and the vault: what the command-line verbs need.</summary>
    public static IServiceCollection AddDatabase(this IServiceCollection services, EngineOptions options)
    {
        if (options.Postgres is { } connection)
        {
            services.AddSingleton(_ => NpgsqlDataSource.Create(connection));
            services.AddPooledDbContextFactory<RecordDb>(db => PostgresRecord.Use(db, connection));
            services.AddSingleton<IRecordStore>(provider => new PostgresRecordStore(provider.GetRequiredService<NpgsqlDataSource>(), ModelOf(provider)));
        }
        else
        {
            services.AddSingleton(_ => FolderLock.Take(options.DataFolder));
            services.AddPooledDbContextFactory<RecordDb>(db => SqliteRecord.Use(db, options.DataFolder));
            services.AddSingleton<IRecordStore>(provider => new SqliteRecordStore(options.DataFolder, ModelOf(provider)));
        }

        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<RecordDb>>().CreateDbContext());
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
            silo.ConfigureEndpoints(cluster.SiloPort, cluster.GatewayPort);
            silo.UseAdoNetClustering(ado => (ado.Invariant, ado.ConnectionString) = ("Npgsql", options.Postgres));
            silo.Configure<ClusterMembershipOptions>(m => (m.ProbeTimeout, m.NumMissedProbesLimit, m.NumVotesForDeathDeclaration) = (TimeSpan.FromSeconds(1), 2, 1));
        }
        else
        {
            silo.UseLocalhostClustering(FreePort(), FreePort(), clusterId: $"alone-{Environment.ProcessId}");
        }

        silo.Services.AddSerializer(serializer => serializer.AddJsonSerializer(Wire.Carries, Wire.Options));
        silo.Configure<GrainCollectionOptions>(collection => collection.CollectionAge = TimeSpan.FromDays(36_500));
    });

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
