using Answerable.Engine.Tests.Registrars;

namespace Answerable.Engine.Tests.Deliveries;

public sealed class WorkerOnSqliteTests : WorkerContract
{
    protected override Task<ITestRecord> Fresh() => Task.FromResult<ITestRecord>(new TempRecord());
}

public sealed class WorkerOnPostgresTests(TestPostgres postgres) : WorkerContract, IClassFixture<TestPostgres>
{
    protected override async Task<ITestRecord> Fresh() => await PostgresRecordOf.Fresh(postgres.ConnectionString);
}
