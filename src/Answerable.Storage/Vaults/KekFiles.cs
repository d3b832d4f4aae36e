using System.Security.Cryptography;

namespace Answerable.Storage.Vaults;

/// <summary>
/// The files of a key-encryption key that is being exchanged. In this order: the next key is written, every stream's key is wrapped
/// under it in one transaction, the present key steps back among the former ones, the next one takes its place. Whatever stops in
/// between, every wrapped key can be opened, and doing it again finishes.
/// </summary>
public sealed class KekFiles(string keysFolder)
{
    /// <summary>What derived keys come from once the key-encryption key has been exchanged: recovery codes and links outlive it.</summary>
    public const string Root = "root";

    private const string Next = "kek-next";
    private const string Former = "former-kek-";
    private string Kek => Path.Combine(keysFolder, Vault.FileName);

    /// <summary>Keys besides the present one that may still open something.</summary>
    public IEnumerable<string> Others() => Directory.GetFiles(keysFolder).Where(path =>
        Path.GetFileName(path) is var name && (name == Next || (name.StartsWith(Former, StringComparison.Ordinal) && !name.EndsWith(".new", StringComparison.Ordinal))));

    /// <summary>Writes the next key, or finds the one that an exchange cut short had written.</summary>
    /// <returns>A vault that wraps under the next key and still opens what any other wrapped.</returns>
    public Vault Prepare()
    {
        var root = Path.Combine(keysFolder, Root);
        if (!File.Exists(root))
            KeyFile.Create(root, File.ReadAllBytes(Kek));
        var next = Path.Combine(keysFolder, Next);
        if (!File.Exists(next))
            KeyFile.Create(next, RandomNumberGenerator.GetBytes(Vault.KeyLength));
        return Vault.Of(next, root, [Kek, .. Others().Where(path => path != next)]);
    }

    /// <summary>Puts the next key in the place of the present one, which is kept for older backups.</summary>
    /// <returns>Name of the file that the present key became.</returns>
    public string Take()
    {
        var present = File.ReadAllBytes(Kek);
        var kept = Others().FirstOrDefault(path => File.ReadAllBytes(path).AsSpan().SequenceEqual(present));
        if (kept is null)
        {
            var number = 1;
            while (File.Exists(kept = Path.Combine(keysFolder, $"{Former}{number}")))
                number++;
            KeyFile.Create(kept, present);
        }

        File.Move(Path.Combine(keysFolder, Next), Kek, overwrite: true);
        return Path.GetFileName(kept);
    }
}
