using System.Diagnostics;
using Npgsql;

namespace Answerable.Tests.Shared;

/// <summary>
/// A fresh PostgreSQL database for one test class (<c>IClassFixture&lt;TestPostgres&gt;</c>), dropped at its end.
/// The server is the one that <c>./test</c> started (<c>ANSWERABLE_TEST_POSTGRES</c>) or, without it, one of our own
/// that stops when this process does.
/// </summary>
public sealed class TestPostgres : IAsyncLifetime
{
    private static readonly Lazy<string> Server = new(FindOrStart);
    private static int made;
    private readonly string name = $"t{Environment.ProcessId}_{Interlocked.Increment(ref made)}";

    /// <summary>An Npgsql connection string to an empty database whose owner we are.</summary>
    public string ConnectionString { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var server = await Task.Run(() => Server.Value);
        await Execute(server, $"""CREATE DATABASE "{name}" """);
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    public async ValueTask DisposeAsync()
    {
        await Execute(Server.Value, $"""DROP DATABASE IF EXISTS "{name}" WITH (FORCE)""");
        NpgsqlConnection.ClearPool(new NpgsqlConnection(ConnectionString));
    }

    private static async Task Execute(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string FindOrStart() => Environment.GetEnvironmentVariable("ANSWERABLE_TEST_POSTGRES") is { Length: > 0 } given ? given : Start();

    private static string Start()
    {
        var script = Path.Combine(Repository.Root, "tests/Shared/postgres");
        var start = new ProcessStartInfo(script, ["start", $"{Environment.ProcessId}"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var complaints = process.StandardError.ReadToEndAsync();
        var lines = process.StandardOutput.ReadToEnd().Split('\n');
        process.WaitForExit();
        return process.ExitCode == 0 ? lines[1] : throw new InvalidOperationException($"No PostgreSQL for the tests: {complaints.Result}");
    }
}
