using System.Buffers.Binary;
using NSec.Cryptography;

namespace Answerable.Ledger;

/// <summary>
/// A private key and its name. Its text form is <c>PRIVATE+KEY+name+id+base64(type ‖ seed)</c>, which other note tools read too;
/// callers keep it out of databases, logs and backups of the record.
/// </summary>
public sealed class SigningKey : IDisposable
{
    private const string Prefix = "PRIVATE+KEY+";
    private readonly Key key;

    private SigningKey(string name, SignatureType type, Key key)
    {
        this.key = key;
        Verifier = new(name, type, key.PublicKey.Export(KeyBlobFormat.RawPublicKey));
    }

    /// <summary>The public half.</summary>
    public VerifierKey Verifier { get; }

    public string Name => Verifier.Name;

    /// <summary>A fresh key from the system's secure generator.</summary>
    public static SigningKey Generate(string name, SignatureType type = SignatureType.Ed25519) =>
        new(name, type, Key.Create(SignatureAlgorithm.Ed25519, Exportable()));

    /// <param name="seed">The 32 secret bytes of RFC 8032.</param>
    public static SigningKey FromSeed(string name, ReadOnlySpan<byte> seed, SignatureType type = SignatureType.Ed25519) =>
        new(name, type, Key.Import(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey, Exportable()));

    /// <exception cref="LogException">Not a private key of a known type, or its id does not belong to it.</exception>
    public static SigningKey Parse(string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)) throw new LogException("bad-key", "This is not a private key.");
        var (name, id, type, seed) = KeyName.Split(text[Prefix.Length..]);
        var key = FromSeed(name, seed, type);
        return key.Verifier.Id == id ? key : throw new LogException("bad-key", $"The id in the key of {name} does not belong to it.");
    }

    /// <summary>The secret text form.</summary>
    public string Export() =>
        $"{Prefix}{Name}+{Verifier.Id:x8}+{Convert.ToBase64String([(byte)Verifier.Type, .. key.Export(KeyBlobFormat.RawPrivateKey)])}";

    /// <summary>The same secret under another name: what a successor log signs with.</summary>
    public SigningKey Renamed(string name) => FromSeed(name, key.Export(KeyBlobFormat.RawPrivateKey), Verifier.Type);

    /// <summary>Signs a note text.</summary>
    /// <exception cref="InvalidOperationException">The key is a witness's.</exception>
    public NoteSignature Sign(string text)
    {
        Expect(SignatureType.Ed25519);
        return new(Name, Verifier.Id, SignatureAlgorithm.Ed25519.Sign(key, Strict.Bytes(text)));
    }

    /// <summary>Cosigns a checkpoint as its witness.</summary>
    /// <param name="text">The checkpoint's note text.</param>
    /// <param name="time">When it was seen; whole seconds count.</param>
    /// <exception cref="InvalidOperationException">The key is a log's.</exception>
    public NoteSignature Cosign(string text, DateTimeOffset time)
    {
        Expect(SignatureType.CosignatureV1);
        var seconds = time.ToUnixTimeSeconds();
        var signature = new byte[8 + 64];
        BinaryPrimitives.WriteInt64BigEndian(signature, seconds);
        SignatureAlgorithm.Ed25519.Sign(key, VerifierKey.Cosigned(text, seconds), signature.AsSpan(8));
        return new(Name, Verifier.Id, signature);
    }

    public void Dispose() => key.Dispose();

    private static KeyCreationParameters Exportable() => new() { ExportPolicy = KeyExportPolicies.AllowPlaintextExport };

    private void Expect(SignatureType type)
    {
        if (Verifier.Type != type) throw new InvalidOperationException($"The key of {Name} makes {Verifier.Type} signatures, not {type}.");
    }
}
