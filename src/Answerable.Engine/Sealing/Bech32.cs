using System.Text;

namespace Answerable.Engine.Sealing;

/// <summary>Bech32 (BIP 173) without its 90-character limit, as age writes keys.</summary>
internal static class Bech32
{
    private const string Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static readonly uint[] Generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

    public static string Encode(string prefix, ReadOnlySpan<byte> bytes)
    {
        var data = Regroup(bytes, 8, 5, pad: true)!;
        var check = Polymod([.. Expand(prefix), .. data, 0, 0, 0, 0, 0, 0]) ^ 1;
        var text = new StringBuilder(prefix).Append('1');
        foreach (var five in data) text.Append(Alphabet[five]);
        for (var i = 0; i < 6; i++) text.Append(Alphabet[(int)(check >> 5 * (5 - i) & 31)]);
        return text.ToString();
    }

    /// <summary>The bytes after the prefix; null when case is mixed, a character is foreign, the checksum fails or padding is not zero.</summary>
    public static byte[]? Decode(string prefix, string text)
    {
        if (text != text.ToLowerInvariant() && text != text.ToUpperInvariant()) return null;
        var low = text.ToLowerInvariant();
        if (!low.StartsWith(prefix + "1", StringComparison.Ordinal) || low.Length < prefix.Length + 7) return null;
        var data = low[(prefix.Length + 1)..].Select(one => Alphabet.IndexOf(one)).ToArray();
        if (data.Contains(-1)) return null;
        var fives = data.Select(one => (byte)one).ToArray();
        return Polymod([.. Expand(prefix), .. fives]) == 1 ? Regroup(fives.AsSpan(0, fives.Length - 6), 5, 8, pad: false) : null;
    }

    private static byte[] Expand(string prefix) => [.. prefix.Select(one => (byte)(one >> 5)), 0, .. prefix.Select(one => (byte)(one & 31))];

    private static uint Polymod(byte[] values)
    {
        var check = 1u;
        foreach (var value in values)
        {
            var top = check >> 25;
            check = (check & 0x1ffffff) << 5 ^ value;
            for (var i = 0; i < 5; i++)
                if ((top >> i & 1) == 1) check ^= Generator[i];
        }
        return check;
    }

    private static byte[]? Regroup(ReadOnlySpan<byte> data, int from, int to, bool pad)
    {
        var result = new List<byte>();
        int held = 0, bits = 0;
        foreach (var value in data)
        {
            held = held << from | value;
            bits += from;
            while (bits >= to)
            {
                bits -= to;
                result.Add((byte)(held >> bits & (1 << to) - 1));
            }
            held &= (1 << bits) - 1;
        }
        if (pad && bits > 0) result.Add((byte)(held << to - bits & (1 << to) - 1));
        return !pad && (bits >= from || held != 0) ? null : [.. result];
    }
}
