using Answerable.Engine.Hosting;
using Answerable.Storage;
using Answerable.Storage.Vaults;
using Microsoft.EntityFrameworkCore;

namespace Answerable.Engine.Keeping;

/// <param name="Wrapped">Keys of streams that are now wrapped under the new key.</param>
/// <param name="Kept">File that the key before it became; it opens older backups.</param>
public sealed record KekRotated(int Wrapped, string Kept);

/// <summary>Exchanges the key-encryption key, with the server stopped: no stored text is touched, only the keys of streams are wrapped anew.</summary>
public sealed class KekRotation(EngineOptions options, IDbContextFactory<RecordDb> databases)
{
    private const int AtOnce = 500;

    public async Task<KekRotated> Run(CancellationToken cancel)
    {
        var files = new KekFiles(options.KeysFolder);
        using var vault = files.Prepare();
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var wrapped = 0;
        foreach (var page in (await db.Keys.Select(k => new { k.Jurisdiction, k.Stream }).ToListAsync(cancel)).Chunk(AtOnce))
        {
            foreach (var one in page)
            {
                var row = await db.Keys.SingleAsync(k => k.Jurisdiction == one.Jurisdiction && k.Stream == one.Stream, cancel);
                var stream = new StreamId(row.Stream);
                row.Wrapped = vault.Wrap(stream, vault.Unwrap(stream, row.Wrapped));
            }

            wrapped += await db.SaveChangesAsync(cancel);
            db.ChangeTracker.Clear();
        }

        await transaction.CommitAsync(cancel);
        return new(wrapped, files.Take());
    }
}
