using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Answerable.Tests.Shared;

/// <summary>The program itself, started as <c>demo</c>: what a newcomer has after the first command.</summary>
internal sealed class DemoServer : IAsyncDisposable
{
    public const string Password = "qinghe-demo-2026";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private readonly Child child;

    private DemoServer(Child child, string address) => (this.child, Address) = (child, address);

    public string Address { get; }

    /// <summary>What it printed, down to how to stop it.</summary>
    public string Greeting { get; private set; } = "";

    /// <summary>The case to look at as its resident.</summary>
    public (string Number, string AccessCode) Case =>
        (Regex.Match(Greeting, "number +(\\S+)").Groups[1].Value, Regex.Match(Greeting, "access code +(\\S+)").Groups[1].Value);

    public string Complaints => child.Complaints;

    /// <returns>Once it has printed its last line.</returns>
    public static async Task<DemoServer> Start(string folder)
    {
        var port = FreePort();
        var demo = new DemoServer(Run("demo", "--port", port.ToString(CultureInfo.InvariantCulture), "--data", folder), $"http://localhost:{port}");
        using var patience = new CancellationTokenSource(Patience);
        while (!demo.Greeting.Contains("Ctrl-C", StringComparison.Ordinal))
            demo.Greeting += await demo.child.Line(patience.Token) is { } line ? line + "\n" : throw new InvalidOperationException($"The demonstration has ended: {demo.Complaints}");
        return demo;
    }

    /// <summary>The program with any arguments.</summary>
    public static Child Run(params string[] arguments) => Child.Start(Path.Combine(AppContext.BaseDirectory, "Answerable.Server.dll"), null, arguments);

    /// <summary>Ctrl-C.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Interrupt()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await child.Interrupt(patience.Token);
    }

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public ValueTask DisposeAsync()
    {
        child.Dispose();
        return ValueTask.CompletedTask;
    }
}
