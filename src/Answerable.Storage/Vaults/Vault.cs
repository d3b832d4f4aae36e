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

    private Vault(byte[] kek) => this.kek = kek;

    /// <summary>Reads <c>kek</c> in <paramref name="keysFolder"/>, or makes it when the folder has none.</summary>
    /// <exception cref="InvalidDataException">The file is not 32 bytes: the key is damaged.</exception>
    public static Vault Open(string keysFolder)
    {
        var path = Path.Combine(keysFolder, FileName);
        if (!File.Exists(path))
            KeyFile.Create(path, RandomNumberGenerator.GetBytes(KeyLength));
        var kek = File.ReadAllBytes(path);
        return kek.Length == KeyLength ? new Vault(kek) : throw new InvalidDataException($"{path} is damaged: {kek.Length} bytes instead of {KeyLength}.");
    }

    public static Vault InMemory() => new(RandomNumberGenerator.GetBytes(KeyLength));

    /// <summary>A fresh key for one stream, and the same wrapped for the database.</summary>
    public (byte[] Key, byte[] Wrapped) NewKey(StreamId stream)
    {
        var key = RandomNumberGenerator.GetBytes(KeyLength);
        return (key, Seal(kek, key, Encoding.UTF8.GetBytes(stream.Value)));
    }

    /// <exception cref="CryptographicException">The row was changed, or belongs to another stream or another folder's keys.</exception>
    public byte[] Unwrap(StreamId stream, byte[] wrapped) => Unseal(kek, wrapped, Encoding.UTF8.GetBytes(stream.Value));

    /// <summary>A key derived for one purpose, e.g. the tokens in acknowledgement links. Never stored.</summary>
    public byte[] Derive(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, kek, KeyLength, info: Encoding.UTF8.GetBytes($"answerable/{purpose}"));

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

    public void Dispose() => CryptographicOperations.ZeroMemory(kek);

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
