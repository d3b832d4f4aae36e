using System.Collections.Immutable;
using Answerable.Offices;
using Answerable.Storage.Reading;
using Answerable.Storage.Rows;

namespace Answerable.Storage.Search;

/// <summary>
/// What an index keeps of a case beside its words, so that it leaves out by itself what a reader cannot see or does not ask for, before anything is
/// counted off. It follows the record a moment later and decides nothing: <see cref="Visibility"/> is asked again of what was found.
/// </summary>
public static class Marks
{
    public const string Open = "open", Overdue = "overdue", AwaitsApproval = "approval";

    public static ImmutableArray<string> Of(CaseEntry row) =>
    [
        .. Ids(row.Offices).Where(id => !id.StartsWith(CaseEntry.AnyOutside[1..], StringComparison.Ordinal)).Select(Office), // a number elsewhere is nobody's sight
        .. Ids(row.Recused).Select(Recused),
        .. new[] { row.Officer, row.Leader }.OfType<string>().Distinct().Select(Person), .. row is { Officer: null, Unit: { } waiting } ? new[] { UnitsOwn(waiting) } : [],
        Kind(row.Kind), Stage(row.Stage), .. row.Unit is { } unit ? new[] { Unit(unit) } : [],
        .. row.IsOpen ? new[] { Open } : [], .. row.IsOverdue ? new[] { Overdue } : [], .. row.AwaitsApproval ? new[] { AwaitsApproval } : [],
    ];

    /// <summary>An office that sees it, or what <see cref="CaseEntry.Offices"/> holds besides.</summary>
    public static string Office(string id) => $"office {id}";

    public static string Person(string id) => $"person {id}";

    /// <summary>Lies with a unit, and with nobody there yet.</summary>
    public static string UnitsOwn(string id) => $"own {id}";

    public static string Unit(string id) => $"unit {id}";
    public static string Recused(string id) => $"recused {id}";
    public static string Kind(string code) => $"kind {code}";
    public static string Stage(string code) => $"stage {code}";
    public static string Jurisdiction(JurisdictionId jurisdiction) => $"record {jurisdiction}";

    /// <summary>As one term that no text can hold: letters and digits after a sign that tokenisers leave out.</summary>
    public static string Term(string mark) => "=" + Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(mark));

    private static string[] Ids(string bars) => bars.Split('|', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Which cases a search is about.</summary>
/// <param name="Any">One of these marks at least; empty: no case at all.</param>
/// <param name="All">Every one of these.</param>
/// <param name="None">None of these.</param>
public sealed record SearchScope(ImmutableArray<string> Any, ImmutableArray<string> All, ImmutableArray<string> None)
{
    /// <summary>Every case of a record.</summary>
    public static SearchScope Whole(JurisdictionId jurisdiction) => new([Marks.Jurisdiction(jurisdiction)], [], []);

    public SearchScope With(string? mark) => mark is null ? this : this with { All = All.Add(mark) };

    public SearchScope Without(string mark) => this with { None = None.Add(mark) };
}
