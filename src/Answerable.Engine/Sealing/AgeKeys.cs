using NSec.Cryptography;

namespace Answerable.Engine.Sealing;

/// <summary>Who can open a sealed text: an X25519 public key, written <c>age1…</c>.</summary>
public sealed record AgeRecipient
{
    internal const string Prefix = "age";

    private AgeRecipient(PublicKey key) => Key = key;

    internal PublicKey Key { get; }

    /// <summary>The 32 raw bytes of the key.</summary>
    public byte[] Bytes => Key.Export(KeyBlobFormat.RawPublicKey);

    /// <exception cref="AgeException">Not an <c>age1…</c> X25519 recipient.</exception>
    public static AgeRecipient Parse(string text) =>
        TryParse(text) ?? throw new AgeException("not an age X25519 recipient (age1…)");

    /// <summary>The recipient; null when the text is not one.</summary>
    public static AgeRecipient? TryParse(string text) =>
        text.StartsWith("age1", StringComparison.Ordinal) && Bech32.Decode(Prefix, text) is { Length: 32 } bytes ? Of(bytes) : null;

    internal static AgeRecipient Of(ReadOnlySpan<byte> bytes) => new(PublicKey.Import(KeyAgreementAlgorithm.X25519, bytes, KeyBlobFormat.RawPublicKey));

    public override string ToString() => Bech32.Encode(Prefix, Bytes);
}

/// <summary>The secret half, written <c>AGE-SECRET-KEY-1…</c>. It lives with the office that may read, never on the town's server.</summary>
public sealed class AgeIdentity : IDisposable
{
    private const string Prefix = "age-secret-key-";
    private static KeyCreationParameters Exportable => new() { ExportPolicy = KeyExportPolicies.AllowPlaintextExport };

    private AgeIdentity(Key key) => Key = key;

    internal Key Key { get; }

    public AgeRecipient Recipient => AgeRecipient.Of(Key.PublicKey.Export(KeyBlobFormat.RawPublicKey));

    /// <summary>A fresh key pair from the system's randomness.</summary>
    public static AgeIdentity Generate() => new(Key.Create(KeyAgreementAlgorithm.X25519, Exportable));

    /// <exception cref="AgeException">Not an <c>AGE-SECRET-KEY-1…</c> identity.</exception>
    public static AgeIdentity Parse(string text) => Bech32.Decode(Prefix, text) is { Length: 32 } bytes
        ? new(Key.Import(KeyAgreementAlgorithm.X25519, bytes, KeyBlobFormat.RawPrivateKey, Exportable))
        : throw new AgeException("not an age X25519 identity (AGE-SECRET-KEY-1…)");

    /// <summary>The secret itself, for the file the reading office keeps. It is not <c>ToString()</c>, so that no log writes it by accident.</summary>
    public string ExportSecret() => Bech32.Encode(Prefix, Key.Export(KeyBlobFormat.RawPrivateKey)).ToUpperInvariant();

    public void Dispose() => Key.Dispose();
}

/// <summary>A sealed text that cannot be read: malformed, changed, cut short, or not for this key.</summary>
public sealed class AgeException(string message) : Exception(message);
