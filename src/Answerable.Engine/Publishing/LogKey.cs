using System.Text;
using Answerable.Ledger;
using Answerable.Storage.Vaults;

namespace Answerable.Engine.Publishing;

/// <summary>The Ed25519 key that signs one jurisdiction's checkpoints, in <c>keys/</c> apart from the database.</summary>
public static class LogKey
{
    /// <summary>Name of the key's file in the keys folder.</summary>
    public static string FileName(JurisdictionId jurisdiction) => $"log-{jurisdiction}.key";

    /// <summary>Reads the key, or makes it under <paramref name="origin"/> when there is none.</summary>
    public static SigningKey Open(string keysFolder, JurisdictionId jurisdiction, string origin)
    {
        var path = Path.Combine(keysFolder, FileName(jurisdiction));
        if (!File.Exists(path))
            KeyFile.Create(path, Encoding.ASCII.GetBytes(SigningKey.Generate(origin).Export()));
        var key = SigningKey.Parse(File.ReadAllText(path).Trim());
        // A successor log signs with the same secret under its own name.
        return key.Name == origin ? key : key.Renamed(origin);
    }
}
