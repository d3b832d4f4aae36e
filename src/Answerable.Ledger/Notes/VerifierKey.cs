using System.Buffers.Binary;
using NSec.Cryptography;

namespace Answerable.Ledger;

/// <summary>A public key and its name, written as a vkey: <c>name+id+base64(type ‖ key)</c>.</summary>
public sealed class VerifierKey : IEquatable<VerifierKey>
{
    private readonly PublicKey key;
    private readonly byte[] raw;

    internal VerifierKey(string name, SignatureType type, byte[] raw)
    {
        (Name, Type, this.raw) = (KeyName.Checked(name), type, raw);
        Id = KeyName.Id(name, type, raw);
        key = PublicKey.TryImport(SignatureAlgorithm.Ed25519, raw, KeyBlobFormat.RawPublicKey, out var imported) && imported is not null
            ? imported
            : throw new LogException("bad-key", $"The key of {name} is not an Ed25519 public key.");
    }

    public string Name { get; }
    public SignatureType Type { get; }

    /// <summary>The four bytes that go in front of every signature, as a number.</summary>
    public uint Id { get; }

    /// <exception cref="LogException">Not a vkey of a known type, or its id is not the one its name and key give.</exception>
    public static VerifierKey Parse(string vkey)
    {
        var (name, id, type, raw) = KeyName.Split(vkey);
        var key = new VerifierKey(name, type, raw);
        return key.Id == id ? key : throw new LogException("bad-key", $"The id in the key of {name} does not belong to it.");
    }

    public override string ToString() => $"{Name}+{Id:x8}+{Convert.ToBase64String([(byte)Type, .. raw])}";
    public bool Equals(VerifierKey? other) => other is not null && ToString() == other.ToString();
    public override bool Equals(object? obj) => Equals(obj as VerifierKey);
    public override int GetHashCode() => (int)Id;

    /// <summary>Whether a signature line is by this key: name and id both agree.</summary>
    internal bool Made(NoteSignature signature) => signature.KeyId == Id && signature.Name == Name;

    /// <summary>Whether the signature holds for the text; the time is a cosignature's, in Unix seconds.</summary>
    internal bool Verify(string text, ReadOnlySpan<byte> signature, out long? time)
    {
        time = null;
        if (Type == SignatureType.Ed25519) return SignatureAlgorithm.Ed25519.Verify(key, Strict.Bytes(text), signature);
        if (signature.Length != 8 + 64) return false;
        var seconds = BinaryPrimitives.ReadInt64BigEndian(signature);
        time = seconds;
        return seconds >= 0 && SignatureAlgorithm.Ed25519.Verify(key, Cosigned(text, seconds), signature[8..]);
    }

    /// <summary>What a witness signs: that at this time, this was the largest consistent tree it had seen.</summary>
    internal static byte[] Cosigned(string text, long seconds) => Strict.Bytes($"cosignature/v1\ntime {seconds}\n{text}");
}
