using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Answerable.Server.Limits;

/// <summary>
/// What stands for an address, or a name asked for, while requests are counted: its hash under a key that lives for a day and in memory only, so that
/// nobody can tell afterwards who came (safeguard A6).
/// </summary>
public sealed class Pseudonyms(TimeProvider time)
{
    private readonly Lock renewal = new();
    private (DateOnly Day, byte[] Key) secret = (default, []);

    public UInt128 Of(IPAddress? address) => Of(Network(address));

    public UInt128 Of(string name) => Of(Encoding.UTF8.GetBytes(name));

    private UInt128 Of(byte[] what)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Key(), what, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    private byte[] Key()
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        lock (renewal)
        {
            if (secret.Day != today)
                secret = (today, RandomNumberGenerator.GetBytes(32));
            return secret.Key;
        }
    }

    // A household has a whole /64 of IPv6 addresses; counting single ones would count nothing.
    private static byte[] Network(IPAddress? address) =>
        address is null ? [] : address.IsIPv4MappedToIPv6 ? address.MapToIPv4().GetAddressBytes() : address.GetAddressBytes() is { Length: 16 } six ? six[..8] : address.GetAddressBytes();
}
