using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

using NodaTime;

namespace Answerable.Server.People;

/// <summary>Time-based one-time codes (RFC 6238): SHA-1, six digits, thirty seconds, because that is what every authenticator app speaks.</summary>
public static class OneTimeCode
{
    public const int SecretLength = 20;
    private const int Step = 30;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The step in which <paramref name="code"/> was shown: the present one or a neighbour, for phones whose clock is off. Null when it fits none, or was used before.</summary>
    /// <param name="code">What was typed; spaces between digits are no mistake.</param>
    /// <param name="after">The last step that was accepted: a code opens the door once, also for somebody who looked over a shoulder.</param>
    public static long? Match(ReadOnlySpan<byte> secret, string? code, Instant now, long after)
    {
        var typed = new string([.. (code ?? "").Where(letter => !char.IsWhiteSpace(letter))]);
        var present = now.ToUnixTimeSeconds() / Step;
        for (var step = Math.Max(present - 1, after + 1); step <= present + 1; step++)
            if (CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(typed), System.Text.Encoding.UTF8.GetBytes(At(secret, step))))
                return step;
        return null;
    }

    /// <summary>The code of one step: six digits.</summary>
    public static string At(ReadOnlySpan<byte> secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(secret, counter, mac);
        var number = BinaryPrimitives.ReadInt32BigEndian(mac[(mac[^1] & 15)..]) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    public static string At(ReadOnlySpan<byte> secret, Instant now) => At(secret, now.ToUnixTimeSeconds() / Step);

    /// <summary>What the QR code says to the app.</summary>
    public static string Address(string issuer, string account, ReadOnlySpan<byte> secret) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}?secret={Letters(secret)}&issuer={Uri.EscapeDataString(issuer)}&digits=6&period={Step}";

    /// <summary>The secret in base 32 without padding, for typing it into an app by hand.</summary>
    public static string Letters(ReadOnlySpan<byte> secret)
    {
        var letters = new System.Text.StringBuilder(secret.Length * 8 / 5 + 1);
        var (buffer, bits) = (0, 0);
        foreach (var one in secret)
        {
            (buffer, bits) = ((buffer << 8 | one) & 0xFFFF, bits + 8);
            for (; bits >= 5; bits -= 5)
                letters.Append(Base32[buffer >> (bits - 5) & 31]);
        }

        return bits > 0 ? letters.Append(Base32[buffer << (5 - bits) & 31]).ToString() : letters.ToString();
    }
}
