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
        [.. directions.Areas.Where(area => area.Boundary is not null).Select(area => (area.Code, Boundary.Read(area.Boundary!))).Select(one => (one.Code, one.Item2.EnvelopeInternal, PreparedGeometryFactory.Prepare(one.Item2)))];

    public static AreaMap Of(Directions directions) => Known.GetValue(directions, one => new(one));

    /// <summary>Code of the first area that the spot is in or on the edge of; null: outside all of them.</summary>
    public string? At(Spot spot)
    {
        var point = new Point((double)spot.Longitude / Spot.Degree, (double)spot.Latitude / Spot.Degree);
        return areas.Where(area => area.Bounds.Contains(point.Coordinate) && area.Shape.Covers(point)).Select(area => area.Code).FirstOrDefault();
    }
}
