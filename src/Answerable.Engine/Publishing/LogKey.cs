using System.Globalization;
using System.Text;
using Answerable.Ledger;
using Answerable.Storage.Vaults;

namespace Answerable.Engine.Publishing;

/// <summary>
/// The Ed25519 keys that sign one jurisdiction's checkpoints, in <c>keys/</c> apart from the database. The first is <c>log-NAME.key</c>;
/// one that was exchanged for another stays, since it still signs for the logs of its time: <c>log-NAME.3.key</c> signs from the third log on.
/// </summary>
public static class LogKey
{
    /// <summary>Name of the first key's file in the keys folder.</summary>
    public static string FileName(JurisdictionId jurisdiction) => $"log-{jurisdiction}.key";

    /// <summary>Reads the key of a log, or makes it when there is none at all.</summary>
    public static SigningKey Open(string keysFolder, JurisdictionId jurisdiction, string origin)
    {
        var path = Path.Combine(keysFolder, FileName(jurisdiction));
        if (!File.Exists(path))
            KeyFile.Create(path, Encoding.ASCII.GetBytes(SigningKey.Generate(origin).Export()));
        var generation = Succession.GenerationOf(origin);
        var newest = Exchanged(keysFolder, jurisdiction).Where(one => one.From <= generation).OrderBy(one => one.From).Select(one => one.Path).LastOrDefault();
        var key = SigningKey.Parse(File.ReadAllText(newest ?? path).Trim());
        // A successor log signs with the same secret under its own name, unless the key was exchanged.
        return key.Name == origin ? key : key.Renamed(origin);
    }

    /// <summary>Makes a new key, for the log of that origin and those after it; finds it where it was made before.</summary>
    public static SigningKey Exchange(string keysFolder, JurisdictionId jurisdiction, string origin)
    {
        var path = Path.Combine(keysFolder, string.Create(CultureInfo.InvariantCulture, $"log-{jurisdiction}.{Succession.GenerationOf(origin)}.key"));
        if (!File.Exists(path))
            KeyFile.Create(path, Encoding.ASCII.GetBytes(SigningKey.Generate(origin).Export()));
        return Open(keysFolder, jurisdiction, origin);
    }

    private static IEnumerable<(int From, string Path)> Exchanged(string keysFolder, JurisdictionId jurisdiction)
    {
        var prefix = $"log-{jurisdiction}.";
        foreach (var path in Directory.GetFiles(keysFolder, $"{prefix}*.key"))
            if (int.TryParse(Path.GetFileName(path)[prefix.Length..^".key".Length], NumberStyles.None, CultureInfo.InvariantCulture, out var from))
                yield return (from, path);
    }
}
