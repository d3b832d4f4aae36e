using System.Buffers.Binary;

namespace Answerable.Ledger;

/// <summary>What a key's signature is (c2sp.org/signed-note, "Signature types").</summary>
public enum SignatureType : byte
{
    /// <summary>Ed25519 over the note text: how a log signs.</summary>
    Ed25519 = 0x01,

    /// <summary>Ed25519 over a time and the note text: how a witness cosigns (c2sp.org/tlog-cosignature).</summary>
    CosignatureV1 = 0x04,
}

/// <summary>Names and ids of keys (c2sp.org/signed-note).</summary>
internal static class KeyName
{
    /// <summary>Longest name, in bytes; cosigned messages give it one length byte.</summary>
    internal const int MaxBytes = 255;

    /// <summary>Not empty, no white space of any script, no plus, at most 255 bytes.</summary>
    internal static string Checked(string name)
    {
        if (name.Length == 0 || System.Text.Encoding.UTF8.GetByteCount(name) > MaxBytes || name.Contains('+') ||
            name.Any(c => char.IsWhiteSpace(c) || c < ' '))
            throw new LogException("bad-key-name", "A key name has 1 to 255 bytes, without spaces, plus signs or control characters.");
        return name;
    }

    /// <summary>SHA-256(name ‖ newline ‖ type ‖ public key), first four bytes, big-endian.</summary>
    internal static uint Id(string name, SignatureType type, ReadOnlySpan<byte> publicKey) =>
        BinaryPrimitives.ReadUInt32BigEndian(Hash.Sha256([.. Strict.Bytes(name), (byte)'\n', (byte)type, .. publicKey]).Bytes);

    /// <summary>Splits <c>name+id+base64(type ‖ key)</c>; a name holds no plus, base64 may.</summary>
    internal static (string Name, uint Id, SignatureType Type, byte[] Key) Split(string text)
    {
        var parts = text.Split('+', 3);
        if (parts.Length != 3 || parts[1].Length != 8 || parts[1].Any(c => !char.IsAsciiHexDigitLower(c) && !char.IsAsciiDigit(c)))
            throw new LogException("bad-key", "A key is written name+id+base64, its id as eight lower-case hex digits.");
        var data = Strict.Base64(parts[2], "key");
        if (data.Length != 33) throw new LogException("bad-key", "An Ed25519 key has a type byte and 32 bytes.");
        var type = (SignatureType)data[0];
        return Enum.IsDefined(type)
            ? (Checked(parts[0]), Convert.ToUInt32(parts[1], 16), type, data[1..])
            : throw new LogException("unknown-signature-type", $"Signature type 0x{data[0]:x2} is not one this log uses.");
    }
}
