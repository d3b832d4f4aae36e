using System.Collections.Immutable;
using Answerable.Grievances.Directing;
using Answerable.Offices;
using Answerable.Plans;

namespace Answerable.Server.Demo;

/// <summary>Three invented areas side by side, on coordinates where no town is, and the rules by which matters find their unit.</summary>
internal static class DemoDirections
{
    public static ImmutableArray<Area> Areas { get; } =
    [
        new("hedong", Text.Of("河东片区", "East of the river"), Square(0.02m)), new("hexi", Text.Of("河西片区", "West of the river"), Square(0.01m)), new("zhenqu", Text.Of("镇区", "Town centre"), Square(0m)),
    ];

    /// <param name="unit">Finds a unit by its Chinese name.</param>
    public static ImmutableArray<DirectionRule> Rules(OfficeId office, Func<string, UnitId?> unit) =>
    [
        new("roads", office, unit("村建办"), ["roads"], Suggests: true),
        new("irrigation-east", office, unit("水利站"), ["farming", "water-power"], ["hedong", "hexi"], Suggests: true),
    ];

    private static string Square(decimal west) => FormattableString.Invariant(
        $$"""{"type":"Polygon","coordinates":[[[{{west}},0],[{{west + 0.01m}},0],[{{west + 0.01m}},0.01],[{{west}},0.01],[{{west}},0]]]}""");
}
