using Answerable.Engine.Channels;

namespace Answerable.Server.Hosting;

/// <summary>What the command line says about a server.</summary>
/// <param name="Data">Data folder: database on SQLite, logs, attachments, keys.</param>
/// <param name="Postgres">Connection string; null means SQLite.</param>
public sealed record ServerOptions(string Data, string? Postgres = null)
{
    /// <summary>Addresses to listen on. A port of 0 chooses a free one.</summary>
    public string Urls { get; init; } = "http://localhost:8080";

    /// <summary>The jurisdiction to begin when the record is empty.</summary>
    public string Jurisdiction { get; init; } = "main";

    /// <summary>Seconds between checkpoints, and leaves each adds.</summary>
    public double Beat { get; init; } = 60;
    public int Quantum { get; init; } = 16;

    /// <summary>Witnesses of the log, each as <c>PREFIX VKEY [MONITORING]</c>.</summary>
    public IReadOnlyList<string> Witnesses { get; init; } = [];

    /// <summary>Host in the origins of logs begun here; a log keeps the origin it was begun with.</summary>
    public string LogHost { get; init; } = "answerable.localhost";

    /// <summary>Nodes with the same cluster name and PostgreSQL work as one; null: this process alone.</summary>
    public Engine.Hosting.ClusterOptions? Cluster { get; init; }

    /// <summary>Addresses of proxies whose word on who asks, and whether over HTTPS, is taken; from anybody else it is ignored.</summary>
    public IReadOnlyList<System.Net.IPAddress> Proxies { get; init; } = [];

    /// <summary>Filings an hour from one address before further ones are slowed (never refused); 0: never slowed.</summary>
    public int UnhurriedFilings { get; init; } = 60;

    /// <summary>A demonstration town: its sign-ins are printed, and its pages say that it is one.</summary>
    public bool IsDemo { get; init; }

    public bool IsQuiet { get; init; }

    /// <summary>How messages leave; null here or in the settings: that channel is off, and its deliveries fail at once and say so.</summary>
    public MailOptions? Mail { get; init; }
    public SmsOptions? Sms { get; init; }
    public SmsReceiptOptions? SmsReceipts { get; init; }

    /// <summary>The mailbox that people write to; null here and in the settings: none is read.</summary>
    public Grievances.Mailbox.MailboxOptions? Mailbox { get; init; }

    /// <summary>Where links point that leave this server; null: messages carry none, and what programs and receipts are told follows from the address asked for (<see cref="Site"/>).</summary>
    public Uri? PublicUrl { get; init; }
}
