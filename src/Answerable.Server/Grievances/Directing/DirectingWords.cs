using Answerable.Grievances;
using Answerable.Grievances.Directing;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.Grievances.Staff;
using Answerable.Server.Shell;
using Answerable.Server.Shell.Components;

namespace Answerable.Server.Grievances.Directing;

/// <summary>Rules, subjects and areas in the words of a page.</summary>
internal static class DirectingWords
{
    public static string Where(OfficeId? office, UnitId? unit, Book book, Words w)
    {
        var part = unit is { } id ? book.Town.Find(id) : null;
        var names = new[] { (office ?? part?.Office) is { } at && book.Town.Find(at) is { } body ? w.Of(body.Name) : null, part is null ? null : w.Of(part.Name) }.OfType<string>().ToList();
        return names.Count == 0 ? "—" : string.Join(" · ", names);
    }

    public static string Rule(string rule, Book book, Words w) => rule.StartsWith(Direction.ByCategory, StringComparison.Ordinal)
        ? w["directing.by-subject", book.Categories.FullName(rule[Direction.ByCategory.Length..], w.Language)] : w["directing.by-rule", rule];

    public static string? Subject(string? category, Book book, Words w) => category is null ? null : book.Categories.FullName(category, w.Language);

    public static string? Area(string? area, Book book, Words w) => area is null ? null : book.Directions.Name(area, w.Language);

    public static IEnumerable<Choice> Subjects(Book book, Words w) => book.Categories.InTreeOrder.Select(one => new Choice(one.Code, book.Categories.FullName(one.Code, w.Language)));

    public static IEnumerable<Choice> Areas(Book book, Words w) => book.Directions.Areas.Select(one => new Choice(one.Code, w.Of(one.Name)));

    /// <summary>What the events say on the desk; null where the event is none of these.</summary>
    public static IEnumerable<(string? Label, string? Value)>? Values(DeskCase on, IEvent happened, Words w) => happened switch
    {
        Directed e => [(null, w[e.Proposed ? "directing.story.proposed" : "directing.story.sent"]), ("directing.rule", Rule(e.Rule, on.Book, w)), ("directing.to", Where(e.Office, e.Unit, on.Book, w)),
            ("directing.subject", Subject(e.Category, on.Book, w)), ("directing.area", Area(e.Area, on.Book, w)), (null, w["directing.story.versions", e.Rules, e.Categories])],
        DirectionDeclined e => [("directing.rule", Rule(e.Rule, on.Book, w)), ("directing.to", Where(e.Office, e.Unit, on.Book, w)), ("staff.field.reason", e.Reason)],
        UnitObjected e => [("staff.field.unit", on.Town.Find(e.Unit) is { } unit ? w.Of(unit.Name) : null), ("staff.field.reason", e.Reason)],
        SubjectCorrected e => [("directing.subject", Change(Subject(e.FromCategory, on.Book, w), Subject(e.Category, on.Book, w), w)), ("directing.area", Change(Area(e.FromArea, on.Book, w), Area(e.Area, on.Book, w), w))],
        _ => null,
    };

    private static string? Change(string? from, string? to, Words w) => from == to ? null : w["directing.change", from ?? w["shell.none"], to ?? w["shell.none"]];
}
