using System.Globalization;
using Answerable.Grievances.Directing;

namespace Answerable.Server.Grievances.Directing;

/// <summary>A spot as people type it: latitude and longitude in degrees, with a point: 31.234567, 121.234567.</summary>
public static class SpotText
{
    /// <summary>Null where the two are no spot.</summary>
    public static Spot? Read(string? latitude, string? longitude) =>
        Degrees(latitude) is { } north && Degrees(longitude) is { } east && new Spot(north, east) is { IsSound: true } spot ? spot : null;

    public static string Write(Spot spot) => string.Create(CultureInfo.InvariantCulture, $"{(decimal)spot.Latitude / Spot.Degree}, {(decimal)spot.Longitude / Spot.Degree}");

    private static int? Degrees(string? typed) =>
        decimal.TryParse(typed, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= 180
            ? (int)Math.Round(degrees * Spot.Degree) : null;
}
