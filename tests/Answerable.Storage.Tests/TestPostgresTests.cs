using Npgsql;

namespace Answerable.Storage.Tests;

/// <summary>What the other classes of this suite rely on: a real server, and nobody else's tables.</summary>
public sealed class TestPostgresTests(TestPostgres postgres) : IClassFixture<TestPostgres>
{
    [Fact]
    public async Task A_test_class_gets_an_empty_database_of_its_own_on_a_supported_server()
    {
        await using var connection = new NpgsqlConnection(postgres.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'", connection);
        Assert.Equal(0L, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
        Assert.True(connection.PostgreSqlVersion.Major >= 15);
    }
}
