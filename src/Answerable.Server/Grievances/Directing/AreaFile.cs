using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Answerable.Grievances.Directing;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Union;
using NetTopologySuite.Operation.Valid;

namespace Answerable.Server.Grievances.Directing;

/// <summary>What a check found in a file.</summary>
/// <param name="IsError">It cannot be put in force so.</param>
/// <param name="What">The rest of a key of the word book: <c>directing.find.WHAT</c>.</param>
/// <param name="Of">Which part of the file: a code, a rule, a place.</param>
public sealed record Finding(bool IsError, string What, string Of = "", string Detail = "");

/// <summary>
/// The town's areas as GeoJSON (RFC 7946): a FeatureCollection whose features have a <c>code</c>, a <c>name</c> (or one in each language:
/// <c>name:zh</c>, <c>name:en</c>) and a Polygon, a MultiPolygon or no geometry. Checked is that each boundary is sound, that no two overlap
/// and that no hole is left between them.
/// </summary>
public static class AreaFile
{
    /// <summary>An overlap smaller than this part of the smaller area is the same line drawn twice.</summary>
    private const double Sliver = 0.001;

    public static (ImmutableArray<Area> Areas, IReadOnlyList<Finding> Findings) Read(string text)
    {
        var findings = new List<Finding>();
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement is not { ValueKind: JsonValueKind.Object } root || !root.TryGetProperty("features", out var features) || features.ValueKind != JsonValueKind.Array)
                return ([], [new(true, "not-geojson")]);
            var read = features.EnumerateArray().Select((feature, at) => One(feature, at + 1, findings)).ToList();
            findings.AddRange(Between([.. read.Where(one => one.Shape is not null).Select(one => (one.Area.Code, one.Shape!))]));
            return ([.. read.Select(one => one.Area)], findings);
        }
        catch (JsonException wrong)
        {
            return ([], [new(true, "not-json", "", ((wrong.LineNumber ?? 0) + 1).ToString(CultureInfo.InvariantCulture))]);
        }
    }

    /// <summary>The areas in force, as the file that is read.</summary>
    public static string Write(IEnumerable<Area> areas)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteStartArray("features");
            foreach (var area in areas)
                Write(json, area);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Write(Utf8JsonWriter json, Area area)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteStartObject("properties");
        json.WriteString("code", area.Code);
        foreach (var (language, name) in area.Name.Values)
            json.WriteString($"name:{language}", name);
        json.WriteEndObject();
        json.WritePropertyName("geometry");
        if (area.Boundary is { } boundary)
            json.WriteRawValue(boundary);
        else
            json.WriteNullValue();
        json.WriteEndObject();
    }

    private static (Area Area, Geometry? Shape) One(JsonElement feature, int at, List<Finding> findings)
    {
        var properties = Object(feature, "properties");
        var code = Line(properties, "code") ?? "";
        var place = code.Length > 0 ? code : $"#{at.ToString(CultureInfo.InvariantCulture)}";
        if (code.Length == 0)
            findings.Add(new(true, "code-missing", place));
        var geometry = Object(feature, "geometry");
        Geometry? shape = null;
        if (geometry is { } given)
            try
            {
                shape = Boundary.Read(given);
                if (new IsValidOp(shape) is { IsValid: false } op)
                    findings.Add(new(true, "invalid", place, $"{op.ValidationError.Message} {At(op.ValidationError.Coordinate)}"));
                if (shape.EnvelopeInternal is { MinX: < -180 } or { MaxX: > 180 } or { MinY: < -90 } or { MaxY: > 90 })
                    findings.Add(new(true, "off-earth", place));
                shape = findings.Any(one => one.IsError && one.Of == place) ? null : shape;
            }
            catch (BoundaryException wrong)
            {
                findings.Add(new(true, wrong.What, place));
            }
        else
            findings.Add(new(false, "no-boundary", place));
        var boundary = geometry is { } raw ? JsonSerializer.Serialize(raw) : null;
        return (new(code, NameOf(properties), boundary), shape);
    }

    private static IEnumerable<Finding> Between(IReadOnlyList<(string Code, Geometry Shape)> areas)
    {
        for (var i = 0; i < areas.Count; i++)
            for (var j = i + 1; j < areas.Count; j++)
                if (areas[i].Shape.EnvelopeInternal.Intersects(areas[j].Shape.EnvelopeInternal)
                    && areas[i].Shape.Intersection(areas[j].Shape) is { Area: > 0 } both && both.Area / Math.Min(areas[i].Shape.Area, areas[j].Shape.Area) is > Sliver and var part)
                    yield return new(false, "overlap", $"{areas[i].Code}, {areas[j].Code}", $"{part.ToString("P1", CultureInfo.InvariantCulture)} {At(both.PointOnSurface.Coordinate)}");
        if (areas.Count == 0)
            yield break;
        foreach (var hole in Parts(UnaryUnionOp.Union(areas.Select(one => one.Shape))).SelectMany(part => part.Holes))
            yield return new(false, "hole", "", At(new Polygon(hole).PointOnSurface.Coordinate));
    }

    private static IEnumerable<Polygon> Parts(Geometry shape) => Enumerable.Range(0, shape.NumGeometries).Select(shape.GetGeometryN).OfType<Polygon>();

    private static string At(Coordinate? at) => at is null ? "" : string.Create(CultureInfo.InvariantCulture, $"({at.Y:0.#####}, {at.X:0.#####})");

    private static Text NameOf(JsonElement? properties)
    {
        if (properties is not { } given)
            return Text.Empty;
        var names = given.EnumerateObject().Where(one => one.Name.StartsWith("name:", StringComparison.Ordinal) && one.Value.ValueKind == JsonValueKind.String)
            .ToImmutableSortedDictionary(one => one.Name["name:".Length..], one => one.Value.GetString()!.Trim(), StringComparer.Ordinal);
        return names.IsEmpty && Line(properties, "name") is { } name ? Text.Zh(name) : new(names);
    }

    private static JsonElement? Object(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.Object ? found : null;

    private static string? Line(JsonElement? of, string name) =>
        of is { } given && given.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String ? found.GetString()!.Trim() : null;
}

/// <param name="what">As <see cref="Finding.What"/>.</param>
public sealed class BoundaryException(string what) : Exception
{
    public string What { get; } = what;
}

/// <summary>A GeoJSON Polygon or MultiPolygon as a shape.</summary>
internal static class Boundary
{
    /// <exception cref="BoundaryException">It is none.</exception>
    public static Geometry Read(JsonElement geometry)
    {
        if (!geometry.TryGetProperty("coordinates", out var coordinates) || coordinates.ValueKind != JsonValueKind.Array)
            throw new BoundaryException("no-coordinates");
        return geometry.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() switch
        {
            "Polygon" => Polygon(coordinates),
            "MultiPolygon" => new MultiPolygon([.. coordinates.EnumerateArray().Select(Polygon)]),
            _ => throw new BoundaryException("not-polygon"),
        } : throw new BoundaryException("not-polygon");
    }

    public static Geometry Read(string boundary)
    {
        using var document = JsonDocument.Parse(boundary);
        return Read(document.RootElement);
    }

    private static Polygon Polygon(JsonElement rings)
    {
        if (rings.ValueKind != JsonValueKind.Array || rings.GetArrayLength() == 0)
            throw new BoundaryException("no-coordinates");
        var read = rings.EnumerateArray().Select(Ring).ToList();
        return new(read[0], [.. read.Skip(1)]);
    }

    private static LinearRing Ring(JsonElement ring)
    {
        Coordinate[] points = ring.ValueKind == JsonValueKind.Array ? [.. ring.EnumerateArray().Select(Point)] : throw new BoundaryException("no-coordinates");
        return points.Length < 4 ? throw new BoundaryException("ring-short")
            : !points[0].Equals2D(points[^1]) ? throw new BoundaryException("ring-open")
            : new(points);
    }

    private static Coordinate Point(JsonElement point) =>
        point.ValueKind == JsonValueKind.Array && point.GetArrayLength() >= 2 && point[0].TryGetNumber(out var x) && point[1].TryGetNumber(out var y)
            ? new(x, y) : throw new BoundaryException("no-coordinates");

    private static bool TryGetNumber(this JsonElement element, out double number)
    {
        number = 0;
        return element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out number) && double.IsFinite(number);
    }
}
