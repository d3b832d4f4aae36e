using System.Security.Cryptography;
using System.Text;
using Answerable.Storage.Rows;
using Answerable.Storage.Vaults;
using Microsoft.EntityFrameworkCore;

namespace Answerable.Storage.Attachments;

/// <summary>A file of one stream, as its reader may see it.</summary>
/// <param name="Hash">SHA-256 of the content, hexadecimal; its name in the store.</param>
public sealed record StoredFile(string Hash, string Name, string Type, long Length, Instant StoredAt);

/// <summary>
/// The files of a jurisdiction's streams, each encrypted under its stream's own key at
/// <c>attachments/JURISDICTION/PSEUDONYM/SHA256</c>: erasing the key erases them wherever a copy may lie.
/// </summary>
/// <param name="folder">The folder <c>attachments</c> of the data folder.</param>
public sealed class AttachmentStore(string folder, IDbContextFactory<RecordDb> databases)
{
    /// <summary>Keeps a file. Asked again for the same content it does nothing.</summary>
    /// <param name="key">The stream's key, unwrapped.</param>
    /// <param name="name">As its owner called it; sealed.</param>
    public async Task<StoredFile> Keep(JurisdictionId jurisdiction, StreamId stream, byte[] key, string name, string type, byte[] content, Instant now, CancellationToken cancel)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        var file = new StoredFile(hash, name, type, content.LongLength, now);
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await db.Attachments.AnyAsync(a => a.Jurisdiction == jurisdiction.Value && a.Stream == stream.Value && a.Hash == hash, cancel))
            return file;
        SealedFile.Write(PathOf(jurisdiction, stream, hash), Vault.Seal(key, content, Bound(stream, hash, "content")));
        db.Attachments.Add(new()
        {
            Jurisdiction = jurisdiction.Value, Stream = stream.Value, Hash = hash, Type = type, Length = content.LongLength,
            Name = Vault.Seal(key, Encoding.UTF8.GetBytes(name), Bound(stream, hash, "name")), StoredAt = now,
        });
        await db.SaveChangesAsync(cancel);
        return file;
    }

    /// <summary>The files of a stream, in the order they came.</summary>
    public async Task<IReadOnlyList<StoredFile>> List(JurisdictionId jurisdiction, StreamId stream, byte[] key, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rows = await db.Attachments.AsNoTracking().Where(a => a.Jurisdiction == jurisdiction.Value && a.Stream == stream.Value).ToListAsync(cancel);
        return [.. rows.OrderBy(row => row.StoredAt).ThenBy(row => row.Hash, StringComparer.Ordinal).Select(row => new StoredFile(
            row.Hash, Encoding.UTF8.GetString(Vault.Unseal(key, row.Name, Bound(stream, row.Hash, "name"))), row.Type, row.Length, row.StoredAt))];
    }

    /// <summary>The content; null where the stream has no such file.</summary>
    /// <exception cref="CryptographicException">The stored bytes were changed or exchanged.</exception>
    public async Task<byte[]?> Read(JurisdictionId jurisdiction, StreamId stream, byte[] key, string hash, CancellationToken cancel)
    {
        if (hash.Length != 64 || !hash.All(char.IsAsciiHexDigitLower))
            return null;
        var path = PathOf(jurisdiction, stream, hash);
        return File.Exists(path) ? Vault.Unseal(key, await File.ReadAllBytesAsync(path, cancel), Bound(stream, hash, "content")) : null;
    }

    /// <summary>Takes files away again: those of a filing that was refused.</summary>
    public async Task Drop(JurisdictionId jurisdiction, StreamId stream, IReadOnlyCollection<string> hashes, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.Attachments.Where(a => a.Jurisdiction == jurisdiction.Value && a.Stream == stream.Value && hashes.Contains(a.Hash)).ExecuteDeleteAsync(cancel);
        foreach (var hash in hashes)
            File.Delete(PathOf(jurisdiction, stream, hash));
        if (Path.GetDirectoryName(PathOf(jurisdiction, stream, "x")) is { } own && Directory.Exists(own) && !Directory.EnumerateFileSystemEntries(own).Any())
            Directory.Delete(own);
    }

    /// <summary>
    /// Removes what no event of the record speaks for: files of filings that were cut off half way, last touched before <paramref name="before"/>.
    /// </summary>
    /// <returns>How many folders went.</returns>
    public async Task<int> Sweep(DateTime before, CancellationToken cancel)
    {
        var gone = 0;
        foreach (var place in Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).SelectMany(Directory.EnumerateDirectories).ToList() : [])
        {
            var (jurisdiction, pseudonym) = (Path.GetFileName(Path.GetDirectoryName(place)!), Path.GetFileName(place));
            await using var db = await databases.CreateDbContextAsync(cancel);
            if (Directory.GetLastWriteTimeUtc(place) >= before || await db.Events.AnyAsync(e => e.Jurisdiction == jurisdiction && e.Stream.EndsWith("/" + pseudonym), cancel))
                continue;
            await db.Attachments.Where(a => a.Jurisdiction == jurisdiction && a.Stream.EndsWith("/" + pseudonym)).ExecuteDeleteAsync(cancel);
            Directory.Delete(place, recursive: true);
            gone++;
        }

        return gone;
    }

    private string PathOf(JurisdictionId jurisdiction, StreamId stream, string hash) => Path.Combine(folder, jurisdiction.Value, stream.Pseudonym, hash);

    // A sealed file moved to another stream, or under another name, does not open.
    private static byte[] Bound(StreamId stream, string hash, string what) => Encoding.UTF8.GetBytes($"answerable/attachment/{what}\n{stream}\n{hash}");
}
