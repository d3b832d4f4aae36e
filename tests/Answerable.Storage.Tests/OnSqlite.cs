namespace Answerable.Storage.Tests;

public sealed class OnSqlite(SqliteDatabase database) : RecordStoreContract(database), IClassFixture<SqliteDatabase>;
