using Answerable.Engine.Registrars;
using Answerable.Storage;
using Answerable.Storage.Appending;
using Answerable.Storage.Vaults;

namespace Answerable.Engine.Tests.Registrars;

/// <summary>A record on one of the databases, with a clock that the test moves.</summary>
public interface ITestRecord : IAsyncDisposable
{
    TestClock Clock { get; }
    Vault Vault { get; }
    IRecordStore Store { get; }
    RecordDb Db();
    Task<Registrar> Open();
}
