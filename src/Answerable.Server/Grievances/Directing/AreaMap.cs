using System.Runtime.CompilerServices;
using Answerable.Grievances.Directing;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;

namespace Answerable.Server.Grievances.Directing;

/// <summary>Finds the area that a spot is in. Made once for each version of the town's areas.</summary>
public sealed class AreaMap
{
    private static readonly ConditionalWeakTable<Directions, AreaMap> Known = [];
    private readonly List<(string Code, Envelope Bounds, IPreparedGeometry Shape)> areas;

    private AreaMap(Directions directions) => areas =
        [.. directions.Areas.Select(area => (area.Code, Shape: Sound(area))).Where(one => one.Shape is not null).Select(one => (one.Code, one.Shape!.EnvelopeInternal, PreparedGeometryFactory.Prepare(one.Shape)))];

    public static AreaMap Of(Directions directions) => Known.GetValue(directions, one => new(one));

    // Boundaries are checked before they are recorded; one that came another way and is none must not keep anybody from filing.
    private static Geometry? Sound(Area area)
    {
        try
        {
            return area.Boundary is { } boundary ? Boundary.Read(boundary) : null;
        }
        catch (Exception wrong) when (wrong is BoundaryException or System.Text.Json.JsonException)
        {
            return null;
        }
    }

    /// <summary>Code of the first area that the spot is in or on the edge of; null: outside all of them.</summary>
    public string? At(Spot spot)
    {
        var point = new Point((double)spot.Longitude / Spot.Degree, (double)spot.Latitude / Spot.Degree);
        return areas.Where(area => area.Bounds.Contains(point.Coordinate) && area.Shape.Covers(point)).Select(area => area.Code).FirstOrDefault();
    }
}
