using System.Text.Json;
using Answerable.Grievances.Directing;
using Answerable.Server.Grievances.Directing;

namespace Answerable.Server.Tests.Grievances.Directing;

/// <summary>Boundaries as somebody drew them: what is wrong with them is said, and a spot finds the area it is in.</summary>
public sealed class AreaFileTests
{
    private const string Left = "[[[0,0],[1,0],[1,1],[0,1],[0,0]]]", Right = "[[[1,0],[2,0],[2,1],[1,1],[1,0]]]";

    [Theory]
    [InlineData("[[[0,0],[1,1],[1,0],[0,1],[0,0]]]", "invalid")] // a bow tie
    [InlineData("[[[0,0],[1,0],[1,1],[0,1]]]", "ring-open")]
    [InlineData("[[[0,0],[1,0],[0,0]]]", "ring-short")]
    [InlineData("[[[0,0],[\"a\",0],[1,1],[0,1],[0,0]]]", "no-coordinates")]
    [InlineData("[[[30,100],[31,100],[31,101],[30,101],[30,100]]]", "off-earth")] // latitude first
    [InlineData("[]", "no-coordinates")]
    public void A_boundary_that_is_none_is_an_error(string rings, string what)
    {
        var (_, findings) = AreaFile.Read(File(("a", rings)));
        Assert.Contains(findings, finding => finding.IsError && finding.What == what && finding.Of == "a");
    }

    [Theory]
    [InlineData("no json", "not-json"), InlineData("[]", "not-geojson"), InlineData("{\"type\":\"FeatureCollection\"}", "not-geojson")]
    public void A_file_that_is_none_says_so(string text, string what) => Assert.Equal(what, AreaFile.Read(text).Findings.Single().What);

    [Fact]
    public void Overlaps_and_holes_are_named_and_neighbours_are_neither()
    {
        Assert.Empty(AreaFile.Read(File(("a", Left), ("b", Right))).Findings);
        var overlap = Assert.Single(AreaFile.Read(File(("a", Left), ("b", "[[[0.5,0],[2,0],[2,1],[0.5,1],[0.5,0]]]"))).Findings);
        Assert.Equal(("overlap", "a, b", false), (overlap.What, overlap.Of, overlap.IsError));
        Assert.Equal("hole", Assert.Single(AreaFile.Read(File(("a", "[[[0,0],[9,0],[9,9],[0,9],[0,0]],[[3,3],[4,3],[4,4],[3,4],[3,3]]]"))).Findings).What);
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        var (areas, _) = AreaFile.Read(File(("a", Left), ("b", Right)));
        Assert.Equal(areas, AreaFile.Read(AreaFile.Write(areas)).Areas);
    }

    [Fact]
    public void A_spot_is_in_the_area_around_it_on_its_edge_or_nowhere()
    {
        var map = AreaMap.Of(Directions.Initial with { Areas = AreaFile.Read(File(("a", Left), ("b", Right))).Areas });
        Assert.Equal("a", map.At(Spot(0.5, 0.5)));
        Assert.Equal("b", map.At(Spot(0.5, 1.5)));
        Assert.Equal("a", map.At(Spot(0.5, 1))); // on the line between: the first
        Assert.Null(map.At(Spot(0.5, 3)));
    }

    [Fact]
    public void A_boundary_that_is_none_keeps_no_spot_from_its_area() => Assert.Equal("a", AreaMap.Of(Directions.Initial with
    {
        Areas = [new("b", Text.Zh("乙"), "no json"), new("c", Text.Zh("丙"), "{\"type\":\"Point\",\"coordinates\":[0,0]}"), .. AreaFile.Read(File(("a", Left))).Areas],
    }).At(Spot(0.5, 0.5)));

    private static Spot Spot(double latitude, double longitude) => new((int)(latitude * Answerable.Grievances.Directing.Spot.Degree), (int)(longitude * Answerable.Grievances.Directing.Spot.Degree));

    private static string File(params (string Code, string Rings)[] areas) =>
        $$"""{"type":"FeatureCollection","features":[{{string.Join(',', areas.Select(area => $$$"""{"type":"Feature","properties":{"code":"{{{area.Code}}}","name":"{{{area.Code}}}片区"},"geometry":{"type":"Polygon","coordinates":{{{area.Rings}}}}}"""))}}]}""";
}
