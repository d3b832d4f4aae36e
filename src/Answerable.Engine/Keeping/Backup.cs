using System.Text.Json;
using Answerable.Engine.Hosting;
using Answerable.Storage.Keeping;

namespace Answerable.Engine.Keeping;

/// <summary>What a backup says of itself.</summary>
/// <param name="Format">1.</param>
/// <param name="Database">sqlite or postgres.</param>
public sealed record BackupManifest(int Format, Instant MadeAt, string Database, IReadOnlyList<CopiedHead> Records)
{
    public const int CurrentFormat = 1;
    internal const string FileName = "manifest.json";

    /// <exception cref="BackupException">Not a backup, or one of a newer program.</exception>
    public static BackupManifest Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            throw new BackupException($"{folder} is not a backup: it has no {FileName}. A backup that was cut short has none either.");
        var manifest = JsonSerializer.Deserialize<BackupManifest>(File.ReadAllText(path), Json.Options)!;
        return manifest.Format == CurrentFormat ? manifest : throw new BackupException($"{folder} was made by a newer version of Answerable (format {manifest.Format}).");
    }
}

public sealed class BackupException(string message) : Exception(message);

/// <summary>
/// Copies a running record into a folder: database, attachments, the statements by which its logs continue one another, tombstones.
/// The manifest is written last: a folder with one is a whole backup. Keys are copied only where asked, to another place.
/// </summary>
public sealed class Backup(EngineOptions options, IDatabaseCopy copy, TownClock clock)
{
    internal const string Database = "database";
    internal const string Attachments = "attachments";
    internal const string Log = "log";
    internal const string Erased = "erased";

    /// <param name="target">A folder that does not exist yet, or is empty.</param>
    /// <exception cref="BackupException">The folder has something in it.</exception>
    public async Task<BackupManifest> Write(string target, CancellationToken cancel)
    {
        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
            throw new BackupException($"{target} is not empty. A backup has a folder of its own.");
        Directory.CreateDirectory(target);
        var heads = await copy.Write(Path.Combine(target, Database), cancel);
        // After the database: every file it names is already there. A file too many does no harm.
        Folders.Copy(Path.Combine(options.DataFolder, Attachments), Path.Combine(target, Attachments), _ => true);
        Folders.Copy(Path.Combine(options.DataFolder, Log), Path.Combine(target, Log), IsPaper);
        if (File.Exists(Path.Combine(options.KeysFolder, Erased)))
            File.Copy(Path.Combine(options.KeysFolder, Erased), Path.Combine(target, Erased));
        var manifest = new BackupManifest(BackupManifest.CurrentFormat, clock.Now, copy.Kind, heads);
        await File.WriteAllTextAsync(Path.Combine(target, BackupManifest.FileName), JsonSerializer.Serialize(manifest, Json.Options), cancel);
        Folders.Sync(target);
        return manifest;
    }

    /// <summary>Copies the keys to a place of their own.</summary>
    public void WriteKeys(string target) => Folders.Copy(options.KeysFolder, target, _ => true);

    // The running log's tiles are in the database; everything of its predecessors, and every paper, is only here.
    private static bool IsPaper(string path) => path.Contains("/predecessor/", StringComparison.Ordinal) || !path.Contains("/tile/", StringComparison.Ordinal);
}

internal static class Folders
{
    /// <summary>Copies the files that <paramref name="wanted"/> accepts (by full path); those already there are left as they are.</summary>
    public static void Copy(string source, string target, Func<string, bool> wanted)
    {
        if (!Directory.Exists(source))
            return;
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).Where(wanted))
        {
            var to = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            if (!File.Exists(to))
                File.Copy(file, to);
        }
    }

    /// <summary>Forces every file of a folder to disk.</summary>
    public static void Sync(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(file);
        }
    }
}
