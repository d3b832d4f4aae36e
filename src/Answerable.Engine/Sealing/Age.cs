using System.Buffers.Binary;
using System.Security.Cryptography;
using NSec.Cryptography;

namespace Answerable.Engine.Sealing;

/// <summary>Seals a text to people who are not here, in the age v1 format, so that the stock <c>age</c> tool opens it.</summary>
/// <remarks>
/// An accusation is sealed to the next higher office's key as it arrives (条例 Art. 30 ¶3): from then on the town's own server cannot read it.
/// Format: C2SP <c>age.md</c>, X25519 recipients only; passphrases are not used.
/// </remarks>
public static class Age
{
    private const int Chunk = 64 * 1024;
    private const int FileKeyLength = 16;
    private const int NonceLength = 16;
    private static readonly AeadAlgorithm Aead = AeadAlgorithm.ChaCha20Poly1305;

    /// <summary>The sealed bytes: header, then the text in chunks of 64 KiB, each authenticated.</summary>
    /// <exception cref="ArgumentException">No recipient: the text would be lost.</exception>
    public static byte[] Encrypt(ReadOnlySpan<byte> plaintext, IEnumerable<AgeRecipient> recipients)
    {
        var readers = recipients.ToArray();
        if (readers.Length == 0) throw new ArgumentException("sealing needs at least one recipient", nameof(recipients));
        Span<byte> fileKey = stackalloc byte[FileKeyLength];
        RandomNumberGenerator.Fill(fileKey);
        var header = AgeHeader.Write(fileKey, readers);
        var nonce = RandomNumberGenerator.GetBytes(NonceLength);
        using var key = PayloadKey(fileKey, nonce);
        CryptographicOperations.ZeroMemory(fileKey);
        return [.. header, .. nonce, .. Seal(key, plaintext)];
    }

    /// <exception cref="AgeException">Malformed, changed, cut short, or not sealed to this key.</exception>
    public static byte[] Decrypt(ReadOnlySpan<byte> file, AgeIdentity identity)
    {
        var (fileKey, at) = AgeHeader.Open(file, identity);
        if (fileKey.Length != FileKeyLength || file.Length < at + NonceLength) throw new AgeException("the file is cut short");
        using var key = PayloadKey(fileKey, file.Slice(at, NonceLength));
        CryptographicOperations.ZeroMemory(fileKey);
        return Unseal(key, file[(at + NonceLength)..]);
    }

    private static byte[] Seal(Key key, ReadOnlySpan<byte> plaintext)
    {
        var chunks = Math.Max(1, (plaintext.Length + Chunk - 1) / Chunk);
        var result = new byte[plaintext.Length + chunks * Aead.TagSize];
        for (var i = 0; i < chunks; i++)
        {
            var part = plaintext.Slice(i * Chunk, Math.Min(Chunk, plaintext.Length - i * Chunk));
            Aead.Encrypt(key, Nonce(i, last: i == chunks - 1), [], part, result.AsSpan(i * (Chunk + Aead.TagSize), part.Length + Aead.TagSize));
        }
        return result;
    }

    private static byte[] Unseal(Key key, ReadOnlySpan<byte> payload)
    {
        var sealedChunk = Chunk + Aead.TagSize;
        var chunks = (payload.Length + sealedChunk - 1) / sealedChunk;
        var plain = payload.Length - chunks * Aead.TagSize;
        // Only an empty text may end in an empty chunk: otherwise one text would have two sealed forms.
        if (chunks == 0 || plain < 0 || payload.Length - (chunks - 1) * sealedChunk < Aead.TagSize + (chunks > 1 ? 1 : 0)) throw new AgeException("the file is cut short");
        var result = new byte[plain];
        for (var i = 0; i < chunks; i++)
        {
            var part = payload.Slice(i * sealedChunk, Math.Min(sealedChunk, payload.Length - i * sealedChunk));
            if (!Aead.Decrypt(key, Nonce(i, last: i == chunks - 1), [], part, result.AsSpan(i * Chunk, part.Length - Aead.TagSize)))
                throw new AgeException("the text was changed or cut short");
        }
        return result;
    }

    private static byte[] Nonce(int chunk, bool last)
    {
        var nonce = new byte[Aead.NonceSize];
        BinaryPrimitives.WriteInt64BigEndian(nonce.AsSpan(3), chunk);
        nonce[11] = (byte)(last ? 1 : 0);
        return nonce;
    }

    private static Key PayloadKey(ReadOnlySpan<byte> fileKey, ReadOnlySpan<byte> nonce)
    {
        Span<byte> key = stackalloc byte[32];
        HKDF.DeriveKey(System.Security.Cryptography.HashAlgorithmName.SHA256, fileKey, key, nonce, "payload"u8);
        return Key.Import(Aead, key, KeyBlobFormat.RawSymmetricKey);
    }
}
