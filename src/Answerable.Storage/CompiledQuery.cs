using System.Collections.Concurrent;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Answerable.Storage;

/// <summary>A question asked with nearly every page, translated once for each database and not each time.</summary>
public sealed class CompiledQuery<TArgument, TResult>(Expression<Func<RecordDb, TArgument, CancellationToken, TResult>> query)
{
    // EF Core ties a compiled query to the model it first meets; SQLite and PostgreSQL have one each.
    private readonly ConcurrentDictionary<IModel, Func<RecordDb, TArgument, CancellationToken, Task<TResult>>> byModel = new();

    public Task<TResult> Ask(RecordDb db, TArgument argument, CancellationToken cancel) =>
        byModel.GetOrAdd(db.Model, static (_, query) => EF.CompileAsyncQuery(query), query)(db, argument, cancel);
}
