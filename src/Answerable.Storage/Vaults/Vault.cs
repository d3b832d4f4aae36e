using System.Security.Cryptography;
using System.Text;

namespace Answerable.Storage.Vaults;

/// <summary>
/// The key-encryption key of one data folder, and what is done with it. It lies in <c>keys/</c>, apart from the database:
/// whoever has only the database, or only a backup of it, can read no personal field.
/// </summary>
public sealed class Vault : IDisposable
{
    public const int KeyLength = 32;

    /// <summary>Name of the key-encryption key's file in the keys folder.</summary>
    public const string FileName = "kek";

    private const int NonceLength = 12;
    private const int TagLength = 16;
    private readonly byte[] kek;
    private readonly byte[] root;
    private readonly IReadOnlyList<byte[]> others;

    private Vault(byte[] kek, byte[]? root = null, IReadOnlyList<byte[]>? others = null) =>
        (this.kek, this.root, this.others) = (kek, root ?? [.. kek], others ?? []);

    /// <summary>
    /// Reads <c>kek</c> in <paramref name="keysFolder"/>, or makes it when the folder has none; and, after a rotation, the keys before it,
    /// which still open what an older backup brings back.
    /// </summary>
    /// <exception cref="InvalidDataException">A file is not 32 bytes: the key is damaged.</exception>
    public static Vault Open(string keysFolder)
    {
        var path = Path.Combine(keysFolder, FileName);
        if (!File.Exists(path))
            KeyFile.Create(path, RandomNumberGenerator.GetBytes(KeyLength));
        var root = Path.Combine(keysFolder, KekFiles.Root);
        return new(Read(path), File.Exists(root) ? Read(root) : null, [.. new KekFiles(keysFolder).Others().Select(Read)]);
    }

    internal static Vault Of(string kek, string root, IEnumerable<string> others) => new(Read(kek), Read(root), [.. others.Select(Read)]);

    public static Vault InMemory() => new(RandomNumberGenerator.GetBytes(KeyLength));

    /// <summary>A fresh key for one stream, and the same wrapped for the database.</summary>
    public (byte[] Key, byte[] Wrapped) NewKey(StreamId stream)
    {
        var key = RandomNumberGenerator.GetBytes(KeyLength);
        return (key, Seal(kek, key, Encoding.UTF8.GetBytes(stream.Value)));
    }

    /// <exception cref="CryptographicException">The row was changed, or belongs to another stream or another folder's keys.</exception>
    public byte[] Unwrap(StreamId stream, byte[] wrapped)
    {
        var bound = Encoding.UTF8.GetBytes(stream.Value);
        try
        {
            return Unseal(kek, wrapped, bound);
        }
        catch (CryptographicException) when (others.Count > 0)
        {
            return UnwrapWithOther(wrapped, bound);
        }
    }

    /// <summary>The same key, wrapped under this folder's present key-encryption key.</summary>
    public byte[] Wrap(StreamId stream, byte[] key) => Seal(kek, key, Encoding.UTF8.GetBytes(stream.Value));

    /// <summary>A key derived for one purpose, e.g. the tokens in acknowledgement links. Never stored, and the same after a rotation.</summary>
    public byte[] Derive(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, root, KeyLength, info: Encoding.UTF8.GetBytes($"answerable/{purpose}"));

    /// <summary>nonce ‖ ciphertext ‖ tag.</summary>
    // A cipher of its own for each call: one shared between threads mixes their messages up.
    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> boundTo)
    {
        using var gcm = new AesGcm(key, TagLength);
        return Encrypt(gcm, plain, boundTo);
    }

    /// <exception cref="CryptographicException">The bytes were changed, moved, or sealed under another key.</exception>
    public static byte[] Unseal(byte[] key, ReadOnlySpan<byte> box, ReadOnlySpan<byte> boundTo)
    {
        using var gcm = new AesGcm(key, TagLength);
        return Decrypt(gcm, box, boundTo);
    }

    public void Dispose()
    {
        foreach (var key in (byte[][])[kek, root, .. others])
            CryptographicOperations.ZeroMemory(key);
    }

    private byte[] UnwrapWithOther(byte[] wrapped, byte[] bound)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                return Unseal(others[i], wrapped, bound);
            }
            catch (CryptographicException) when (i < others.Count - 1)
            {
                // The next one may be it.
            }
        }
    }

    private static byte[] Read(string path)
    {
        var key = File.ReadAllBytes(path);
        return key.Length == KeyLength ? key : throw new InvalidDataException($"{path} is damaged: {key.Length} bytes instead of {KeyLength}.");
    }

    private static byte[] Encrypt(AesGcm gcm, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> boundTo)
    {
        var box = new byte[NonceLength + plain.Length + TagLength];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceLength));
        gcm.Encrypt(box.AsSpan(0, NonceLength), plain, box.AsSpan(NonceLength, plain.Length), box.AsSpan(NonceLength + plain.Length), boundTo);
        return box;
    }

    private static byte[] Decrypt(AesGcm gcm, ReadOnlySpan<byte> box, ReadOnlySpan<byte> boundTo)
    {
        if (box.Length < NonceLength + TagLength)
            throw new CryptographicException("Sealed bytes are cut short.");
        var plain = new byte[box.Length - NonceLength - TagLength];
        gcm.Decrypt(box[..NonceLength], box[NonceLength..^TagLength], box[^TagLength..], plain, boundTo);
        return plain;
    }
}
