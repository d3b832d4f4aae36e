using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Answerable.Storage.Sqlite;

/// <summary>Lets <c>dotnet ef migrations add</c> make this database's migrations; no connection is opened.</summary>
public sealed class DesignTime : IDesignTimeDbContextFactory<RecordDb>
{
    public RecordDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<RecordDb>();
        SqliteRecord.Use(options, "Host=nowhere");
        return new(options.Options);
    }
}
