using System.Globalization;
using System.Text;
using Answerable.Storage.Rows;
using NodaTime.Text;

namespace Answerable.Storage.Vaults;

/// <summary>
/// The streams whose keys were destroyed, as one line each in <c>keys/erased</c>: outside the database, so that restoring an older
/// backup of it cannot bring back what was erased since. A line holds a random pseudonym and a time, nothing about anybody.
/// </summary>
public sealed class Tombstones(string keysFolder)
{
    private readonly string path = Path.Combine(keysFolder, "erased");
    private readonly Lock gate = new();

    /// <summary>Every tombstone ever written here. A last line cut short by a power failure is left out: its commit is in the database.</summary>
    public IReadOnlyList<TombstoneRow> Read()
    {
        lock (gate)
            return File.Exists(path) ? [.. File.ReadLines(path).Select(Parse).OfType<TombstoneRow>()] : [];
    }

    /// <summary>Adds lines and forces them to disk.</summary>
    public void Append(IEnumerable<TombstoneRow> erased)
    {
        var lines = new StringBuilder();
        foreach (var row in erased)
            lines.Append(CultureInfo.InvariantCulture, $"\n{row.Jurisdiction} {row.Stream} {InstantPattern.ExtendedIso.Format(row.ErasedAt)}\n");
        if (lines.Length == 0)
            return;
        lock (gate)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
            file.Write(Encoding.UTF8.GetBytes(lines.ToString()));
            file.Flush(flushToDisk: true);
        }
    }

    private static TombstoneRow? Parse(string line) =>
        line.Split(' ') is [var jurisdiction, var stream, var at] && stream.Contains('/') && InstantPattern.ExtendedIso.Parse(at) is { Success: true } parsed
            ? new() { Jurisdiction = jurisdiction, Stream = stream, ErasedAt = parsed.Value }
            : null;
}

/// <summary>Something that keeps readable words outside the record, a search index for one, and must let go of a stream's when its key is destroyed.</summary>
public interface IForget
{
    /// <summary>Called after the erasure is committed, and again at every start; doing it twice is harmless.</summary>
    Task Forget(JurisdictionId jurisdiction, IReadOnlyCollection<StreamId> streams, CancellationToken cancel);
}
