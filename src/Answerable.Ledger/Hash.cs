using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Answerable.Ledger;

/// <summary>A SHA-256 value: 32 bytes, compared by value. Its text form is canonical base64 (44 characters).</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct Hash : IEquatable<Hash>
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 32;

    private readonly ulong first;
    private readonly ulong second;
    private readonly ulong third;
    private readonly ulong fourth;

    /// <param name="bytes">Exactly 32 bytes.</param>
    /// <exception cref="ArgumentException">Another length.</exception>
    public Hash(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length) throw new ArgumentException($"A hash has {Length} bytes, not {bytes.Length}.", nameof(bytes));
        this = MemoryMarshal.Read<Hash>(bytes);
    }

    /// <summary>The 32 bytes, in place.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes(new ReadOnlySpan<Hash>(in this));

    /// <summary>The bytes of a run of hashes, in place: how a tile stores them.</summary>
    public static ReadOnlySpan<byte> BytesOf(ReadOnlySpan<Hash> hashes) => MemoryMarshal.AsBytes(hashes);

    /// <summary>The hashes of a tile, in place.</summary>
    /// <param name="bytes">A multiple of 32 bytes.</param>
    public static ReadOnlySpan<Hash> In(ReadOnlySpan<byte> bytes) => MemoryMarshal.Cast<byte, Hash>(bytes);

    /// <summary>Reads canonical base64 of 32 bytes.</summary>
    /// <exception cref="LogException">Any other text.</exception>
    public static Hash Parse(ReadOnlySpan<char> base64)
    {
        var bytes = Strict.Base64(base64, "hash");
        return bytes.Length == Length ? new Hash(bytes) : throw new LogException("bad-hash", $"A hash has 32 bytes, not {bytes.Length}.");
    }

    public byte[] ToArray() => Bytes.ToArray();

    public bool Equals(Hash other) =>
        first == other.first && second == other.second && third == other.third && fourth == other.fourth;

    public override bool Equals(object? obj) => obj is Hash other && Equals(other);
    public override int GetHashCode() => (int)first;
    public override string ToString() => Convert.ToBase64String(Bytes);
    public static bool operator ==(Hash left, Hash right) => left.Equals(right);
    public static bool operator !=(Hash left, Hash right) => !left.Equals(right);

    internal static Hash Sha256(ReadOnlySpan<byte> data) => Hasher.Mine.Add(data).Finish();
}
