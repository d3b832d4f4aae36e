using System.Collections.Immutable;
using Answerable.Grievances.Categories;
using Answerable.Offices;

namespace Answerable.Grievances.Directing;

/// <summary>Which office, and which unit of it, matters of a kind go to (属地管理、谁主管谁负责). Nothing in it is about whoever files.</summary>
/// <param name="Id">Named wherever it matched: on the case, and in its history.</param>
/// <param name="Categories">Codes of subjects, their parts included; empty: any, or none.</param>
/// <param name="Areas">Codes of areas; empty: any, or none.</param>
/// <param name="Kinds">Suggestions, claims; empty: both. Accusations go their own way (30¶3), by no rule of a town's.</param>
/// <param name="Suggests">It only suggests; somebody of the office decides.</param>
public sealed record DirectionRule(
    string Id, OfficeId Office, UnitId? Unit = null, ImmutableArray<string> Categories = default, ImmutableArray<string> Areas = default, ImmutableArray<GrievanceKind> Kinds = default, bool Suggests = false)
{
    public ImmutableArray<string> Categories { get; init; } = Categories.IsDefault ? [] : Categories;
    public ImmutableArray<string> Areas { get; init; } = Areas.IsDefault ? [] : Areas;
    public ImmutableArray<GrievanceKind> Kinds { get; init; } = Kinds.IsDefault ? [] : Kinds;

    public bool Matches(Subject subject, CategoryTree tree) =>
        (Kinds.IsEmpty || Kinds.Contains(subject.Kind))
        && (Categories.IsEmpty || tree.Line(subject.Category).Any(one => Categories.Contains(one.Code)))
        && (Areas.IsEmpty || (subject.Area is { } area && Areas.Contains(area)));

    public bool Equals(DirectionRule? other) =>
        other is not null && (Id, Office, Unit, Suggests) == (other.Id, other.Office, other.Unit, other.Suggests)
        && Categories.SequenceEqual(other.Categories) && Areas.SequenceEqual(other.Areas) && Kinds.SequenceEqual(other.Kinds);

    public override int GetHashCode() => HashCode.Combine(Id, Office, Unit);
}

/// <summary>All that a rule may look at.</summary>
public readonly record struct Subject(GrievanceKind Kind, string? Category, string? Area);

/// <summary>Where a rule sends a matter.</summary>
/// <param name="Rule">Id of the rule; <c>category:CODE</c> where the subject itself says who is competent.</param>
/// <param name="Suggests">Somebody decides.</param>
public sealed record Direction(string Rule, OfficeId Office, UnitId? Unit, bool Suggests)
{
    public const string ByCategory = "category:";
}
