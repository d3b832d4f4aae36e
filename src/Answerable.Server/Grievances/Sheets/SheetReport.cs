using System.Collections.Immutable;
using Answerable.Grievances;
using Answerable.Storage.Rows;
using NodaTime;

namespace Answerable.Server.Grievances.Sheets;

/// <summary>What became, or would become, of a row.</summary>
public enum RowState
{
    /// <summary>It is not here yet and would be registered.</summary>
    New,

    /// <summary>It is here, with the same day.</summary>
    Here,

    /// <summary>It is here, with another day.</summary>
    DueDiffers,

    /// <summary>Its number stands above it already.</summary>
    Repeated,

    Faulty,
    Registered,
    DueTaken,

    /// <summary>Registered before; where is not the reader's to know.</summary>
    Known,
}

/// <param name="Fault">Code of what is wrong with it.</param>
/// <param name="Case">The number it has here, where the reader may see it.</param>
public sealed record SheetLine(int Row, string? Number, RowState State, string? Fault = null, string? Case = null, LocalDate? There = null, LocalDate? Here = null);

/// <param name="OnlyHere">Matters here that carry a number of that system which the table does not have.</param>
public sealed record SheetReport(OuterSystem System, ImmutableArray<SheetLine> Lines, ImmutableArray<(string Case, OuterNumber Outer)> OnlyHere, ImmutableArray<string> Dropped, ImmutableArray<string> NeverKept)
{
    public int Count(RowState state) => Lines.Count(line => line.State == state);

    /// <param name="here">What the reader may see that carries numbers of that system.</param>
    public static SheetReport Compare(SheetReading reading, OuterSystem system, IReadOnlyList<CaseEntry> here)
    {
        var known = here.SelectMany(entry => entry.Outside().Where(one => one.System == system).Select(one => (entry.Number, Outer: one, entry.IsOpen))).ToLookup(one => one.Outer.Number);
        var seen = new HashSet<string>();
        var lines = reading.Items.Select(item => Line(item, item.Number is { } number ? known[number].FirstOrDefault() : default, item.Number is { } its && !seen.Add(its))).ToImmutableArray();
        return new(system, lines, [.. known.Where(one => !seen.Contains(one.Key)).SelectMany(one => one).Where(one => one.IsOpen).Select(one => (one.Number, one.Outer))], reading.Dropped, reading.NeverKept);
    }

    private static SheetLine Line(SheetItem item, (string Number, OuterNumber Outer, bool IsOpen) known, bool isRepeated)
    {
        var line = new SheetLine(item.Row, item.Number, RowState.New, There: item.Due);
        return isRepeated ? line with { State = RowState.Repeated }
            : known.Outer is { } outer ? line with { State = item.Due is { } due && due != outer.Due ? RowState.DueDiffers : RowState.Here, Case = known.Number, Here = outer.Due }
            : item.Fault is { } fault ? line with { State = RowState.Faulty, Fault = fault }
            : line;
    }
}
