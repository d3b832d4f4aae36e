namespace Answerable.Grievances.Directing;

/// <summary>A part of the town (片区、村、社区) where a matter may be: of matters, never of people.</summary>
/// <param name="Code">Lower-case letters, digits, hyphens; 1 to 40.</param>
/// <param name="Boundary">A GeoJSON Polygon or MultiPolygon in WGS 84, as text; null: chosen by its name alone.</param>
public sealed record Area(string Code, Text Name, string? Boundary = null)
{
    /// <summary>Characters of one boundary.</summary>
    public const int LongestBoundary = 200_000;
}

/// <summary>A spot in millionths of a degree, WGS 84: where the matter is, as whoever filed it pointed it out.</summary>
public sealed record Spot(int Latitude, int Longitude)
{
    public const int Degree = 1_000_000;

    public bool IsSound => Latitude is >= -90 * Degree and <= 90 * Degree && Longitude is >= -180 * Degree and <= 180 * Degree;
}
