using Answerable.Engine.Publishing;

namespace Answerable.Engine.Hosting;

/// <summary>Where an engine keeps its things, and how it beats.</summary>
/// <param name="DataFolder">Database (on SQLite), published logs, attachments and keys.</param>
/// <param name="Postgres">Connection string; null means SQLite in the data folder.</param>
public sealed record EngineOptions(string DataFolder, string? Postgres = null)
{
    public PublishOptions Publishing { get; init; } = new(TimeSpan.FromSeconds(60), 16);

    /// <summary>Name of this server in the origins of its logs, e.g. <c>answerable.example.gov</c>.</summary>
    public string HostName { get; init; } = "answerable.localhost";

    /// <summary>Orleans' ports; 0 chooses free ones. Null: this process is its own cluster of one.</summary>
    public ClusterOptions? Cluster { get; init; }

    /// <summary>Where a copy is put before the database is migrated.</summary>
    public string Backups => Path.Combine(DataFolder, "backups");

    public string KeysFolder => Path.Combine(DataFolder, "keys");

    /// <summary>The jurisdictions this server serves when its record is empty.</summary>
    public IReadOnlyList<JurisdictionId> Jurisdictions { get; init; } = [];

    public string OriginOf(JurisdictionId jurisdiction) => $"{HostName}/log/{jurisdiction}";

    public string LogFolder(JurisdictionId jurisdiction) => Path.Combine(DataFolder, "log", jurisdiction.Value);
}

/// <param name="Name">Nodes with the same name and database form one cluster.</param>
public sealed record ClusterOptions(string Name, int SiloPort, int GatewayPort)
{
    /// <summary>IP address under which the other nodes reach this one; null: the machine's first that is not loopback.</summary>
    public string? Address { get; init; }
}
