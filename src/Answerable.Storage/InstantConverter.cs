using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Answerable.Storage;

/// <summary>Instants are kept as whole microseconds since 1970 in both databases, so that they sort and compare the same.</summary>
public sealed class InstantConverter() : ValueConverter<Instant, long>(instant => Store(instant), stored => Load(stored))
{
    public static long Store(Instant instant) => instant.ToUnixTimeTicks() / 10;
    public static Instant Load(long stored) => Instant.FromUnixTimeTicks(stored * 10);

    /// <summary>The instant as the database will give it back.</summary>
    public static Instant Round(Instant instant) => Load(Store(instant));
}
