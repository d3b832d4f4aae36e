using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Answerable.Grievances;
using NodaTime;

namespace Answerable.Server.Grievances.Sheets;

/// <summary>One row, as what it says of a matter. Nothing of any other column is in it.</summary>
/// <param name="Fault">Why it cannot be registered; null: it can. Its words are <c>sheet.fault.CODE</c> or <c>refusal.CODE</c>.</param>
/// <param name="SaysKind">The table names the kind; otherwise it runs as a claim.</param>
public sealed record SheetItem(
    int Row, string? Number, LocalDate? Due, string Title, string Body, string? Place, LocalDate? Received, GrievanceKind Kind, bool SaysKind, Channel Channel, Contact? Contact, bool Confidential, string? Fault);

/// <param name="Dropped">Columns that are not taken, as the table calls them.</param>
/// <param name="NeverKept">Those of them that nobody keeps here, whatever for.</param>
public sealed partial record SheetReading(ImmutableArray<SheetItem> Items, ImmutableArray<string> Dropped, ImmutableArray<string> NeverKept)
{
    private const int LongestTitle = 200;

    public static SheetReading Of(Sheet sheet, OuterSystem system, bool inChina, LocalDate today)
    {
        var columns = sheet.Heading.Select(SheetColumns.Find).ToList();
        var others = sheet.Heading.Where((_, place) => columns[place] is null).Where(heading => heading.Length > 0).Distinct().ToList();
        return new([.. sheet.Rows.Select(row => Item(row, columns, system, inChina, today))], [.. others.Where(one => !SheetColumns.IsNeverKept(one))], [.. others.Where(SheetColumns.IsNeverKept)]);
    }

    private static SheetItem Item(SheetRow row, List<SheetColumn?> columns, OuterSystem system, bool inChina, LocalDate today)
    {
        // Where two columns say the same, the first that says anything.
        string Of(SheetColumn column) => columns.Select((one, place) => one == column && place < row.Cells.Count ? row.Cells[place].Trim() : "").FirstOrDefault(value => value.Length > 0) ?? "";
        var (typed, due, received) = (Of(SheetColumn.Number), Of(SheetColumn.Due), Of(SheetColumn.Received));
        var (title, body) = (Line(Of(SheetColumn.Title)), Clean(Of(SheetColumn.Body)));
        if (title.Length == 0)
            title = Short(Line(body), 60);
        if (body.Length == 0)
            body = Clean(Of(SheetColumn.Title));
        var kind = Kind(Of(SheetColumn.Kind));
        var contact = new Contact(Maybe(Of(SheetColumn.Name)), Phone(Of(SheetColumn.Phone), inChina), Maybe(Of(SheetColumn.Email)), Maybe(Of(SheetColumn.Address)));
        var item = new SheetItem(row.Number, OuterNumber.Read(typed), Day(due), Short(title, LongestTitle), body, Maybe(Line(Of(SheetColumn.Place))), Day(received), kind ?? GrievanceKind.Claim, kind is not null,
            ChannelOf(Of(SheetColumn.Channel), system), contact.IsEmpty ? null : contact, Of(SheetColumn.Confidential) is "是" or "保密" or "yes" or "Yes" or "1" or "TRUE", null);
        return item with
        {
            Fault = typed.Length > 0 && item.Number is null ? "number" : due.Length > 0 && item.Due is null ? "due" : received.Length > 0 && item.Received is null ? "received"
                : item.Received > today ? "future" : kind == GrievanceKind.Accusation ? "accusation" : title.Length == 0 ? "empty"
                : contact.IsSound() ? null : "contact",
        };
    }

    /// <summary>The day a cell says; null where it says none.</summary>
    public static LocalDate? Day(string cell)
    {
        if (DayForm().Match(cell) is not { Success: true } found)
            return null;
        var (year, month, day) = (Whole(found.Groups[1]), Whole(found.Groups[2]), Whole(found.Groups[3]));
        return year is >= 1990 and <= 2100 && month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month) ? new LocalDate(year, month, day) : null;
    }

    private static int Whole(Group digits) => int.Parse(digits.Value, System.Globalization.CultureInfo.InvariantCulture);

    private static GrievanceKind? Kind(string cell) =>
        cell.Contains("检举", StringComparison.Ordinal) || cell.Contains("控告", StringComparison.Ordinal) || cell.Contains("举报", StringComparison.Ordinal) || cell.StartsWith("accus", StringComparison.OrdinalIgnoreCase) ? GrievanceKind.Accusation
        : cell.Contains("建议", StringComparison.Ordinal) || cell.StartsWith("suggest", StringComparison.OrdinalIgnoreCase) ? GrievanceKind.Suggestion
        : cell.Contains("求决", StringComparison.Ordinal) || cell.Contains("申诉", StringComparison.Ordinal) || cell.Contains("投诉", StringComparison.Ordinal) || cell.Contains("求助", StringComparison.Ordinal) || cell.StartsWith("claim", StringComparison.OrdinalIgnoreCase) ? GrievanceKind.Claim
        : null;

    private static Channel ChannelOf(string cell, OuterSystem system) =>
        cell.Contains("来信", StringComparison.Ordinal) ? Channel.Letter : cell.Contains("来访", StringComparison.Ordinal) || cell.Contains("走访", StringComparison.Ordinal) ? Channel.Visit
        : cell.Contains("电", StringComparison.Ordinal) && !cell.Contains("电子", StringComparison.Ordinal) || cell.Contains("热线", StringComparison.Ordinal) ? Channel.Call
        : cell.Contains("传真", StringComparison.Ordinal) ? Channel.Fax : cell.Contains("邮", StringComparison.Ordinal) ? Channel.Email
        : cell.Length == 0 && system == OuterSystem.Hotline ? Channel.Call : Channel.System;

    private static string? Phone(string cell, bool inChina) => cell.Length == 0 ? null : PhoneNumber.Read(cell, inChina) ?? Short(Line(cell), 40);

    private static string? Maybe(string cell) => cell.Length == 0 ? null : Line(cell);

    private static string Line(string cell) => Mailbox.MailWords.OneLine(cell);

    private static string Clean(string cell) => Mailbox.MailWords.Clean(cell);

    private static string Short(string words, int most) => words.Length <= most ? words : words[..(char.IsHighSurrogate(words[most - 1]) ? most - 1 : most)];

    // 2026-03-02, 2026/3/2, 2026.3.2, 2026年3月2日, 20260302; the hour after it says no more.
    [GeneratedRegex(@"^\s*(\d{4})(?:\s*[-/.年]\s*)?(\d{1,2})(?:\s*[-/.月]\s*)?(\d{1,2})\s*日?(?:[\sT].*)?$")]
    private static partial Regex DayForm();
}
