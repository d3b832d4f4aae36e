using Microsoft.EntityFrameworkCore;

namespace Answerable.Storage.Postgres;

/// <summary>How the record is reached on PostgreSQL 15 or later.</summary>
public static class PostgresRecord
{
    public static void Use(DbContextOptionsBuilder options, string connectionString) => options
        .UseNpgsql(connectionString, postgres => postgres.MigrationsAssembly(typeof(PostgresRecord).Assembly));
}
