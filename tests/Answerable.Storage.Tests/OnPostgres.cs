using Answerable.Recording;
using Answerable.Storage.Appending;
using Answerable.Storage.Rows;
using Npgsql;

namespace Answerable.Storage.Tests;

public sealed class OnPostgres(PostgresDatabase database) : RecordStoreContract(database), IClassFixture<PostgresDatabase>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_text_that_PostgreSQL_cannot_hold_fails_its_batch_and_leaves_nothing()
    {
        var town = new JurisdictionId("nul");
        var head = await Database.Store.Claim(town, "o", Cancel);
        var batch = new Batch(town, 1, head.Epoch, 0, 1) { DeadlinesSet = [new() { Jurisdiction = "nul", Stream = "town/x", Key = "a\0b", DueAt = default }] };
        await Assert.ThrowsAsync<PostgresException>(() => Database.Store.Append(batch, Cancel));
        Assert.Equal(0, (await Database.Store.Head(town, Cancel))!.Size);
    }

    // What a broken connection leaves behind: a transaction that the server has not ended yet.
    [Fact]
    public async Task Settling_waits_for_a_transaction_of_unknown_outcome_and_counts_it_in()
    {
        var town = new JurisdictionId("unsettled");
        var head = await Database.Store.Claim(town, "o", Cancel);
        await using var connection = await database.Source.OpenConnectionAsync(Cancel);
        await using var lost = await connection.BeginTransactionAsync(Cancel);
        await using (var append = new NpgsqlCommand("UPDATE heads SET size = 5 WHERE jurisdiction = 'unsettled' AND epoch = 1", connection, lost))
            await append.ExecuteNonQueryAsync(Cancel);
        var settling = Database.Store.Settle(town, head.Epoch, Cancel);
        Assert.False(settling.IsCompleted);
        await lost.CommitAsync(Cancel);
        var settled = (await settling)!;
        Assert.Equal((5L, 2L), (settled.Size, settled.Epoch));
        await Assert.ThrowsAsync<FencedException>(() => Database.Store.Append(new(town, 1, head.Epoch, 5, 6), Cancel));
    }
}
