using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.Shell;
using Answerable.Storage.Rows;

namespace Answerable.Server.Grievances.Letters;

/// <summary>A letter's name within its case, as it stands in an address: <c>7</c>, or <c>7-return</c> for its proof of service.</summary>
public readonly record struct LetterName(long Version, bool IsReturn)
{
    private const string Return = "-return";

    public static LetterName? Read(string name)
    {
        var isReturn = name.EndsWith(Return, StringComparison.Ordinal);
        return long.TryParse(isReturn ? name[..^Return.Length] : name, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var version) ? new(version, isReturn) : null;
    }

    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Version}{(IsReturn ? Return : "")}");
}

/// <summary>A letter ready to be laid out, on paper or as a page.</summary>
/// <param name="Name">What it is called in its own language.</param>
/// <param name="Words">Of its own language, whatever the reader's.</param>
/// <param name="To">Whose name and address stand in it; null: left for the hand.</param>
/// <param name="Chosen">Where its wording comes from.</param>
public sealed record LetterSheet(LetterText Text, IssuedLetter Letter, string CaseNumber, string Name, Words Words, Contact? To, ChosenTemplate Chosen)
{
    /// <summary>The complainant's own copy: nothing in it is left for an office to fill in.</summary>
    public bool IsOwn { get; init; }

    public string Language => Text.Language;
    public bool IsChinese => Language == "zh";
    public Office Office => Text.Facts.Office;
    public string OfficeName => Office.Name.In(Language);
    public bool IsForm => Text.Facts.Kind == LetterKind.ServiceReturn;
    public string Date => LetterFacts.Day(Text.Facts.Date, Language);

    /// <summary>发文字号 with the year in 〔〕; where none was given, room for it on the office's paper, and nothing on the complainant's.</summary>
    public string Number => !IsChinese ? Letter.DocumentNumber ?? CaseNumber : Letter.DocumentNumber is null && IsOwn ? "" : Gongwen.Number(Letter.DocumentNumber, Text.Facts.Date.Year);

    public string FileName => $"{Name}-{CaseNumber}.docx";
}

/// <summary>Writes the letters of a case.</summary>
public sealed class LetterPress(LetterTemplates templates, WordBook words)
{
    /// <param name="to">The complainant, for themselves or once their identity was opened for serving; null: the name is left for the hand.</param>
    /// <param name="seen">How the reader sees the words of the case.</param>
    public LetterSheet Write(IReadOnlyList<Happened> history, Grievance grievance, IssuedLetter letter, bool isReturn, Book book, Contact? to, Func<string, string> seen)
    {
        var kind = isReturn ? LetterKind.ServiceReturn : letter.Kind;
        var chosen = templates.Choose(kind, LetterFacts.OfficeOf(history, letter, book), book.Rulebook.Id);
        var w = words.In(chosen.Language);
        var facts = LetterFacts.Of(history, letter, book, chosen.Language, seen);
        var values = facts.Values.ToBuilder();
        if (isReturn)
        {
            values["letter"] = w[$"letter.kind.{CaseEntry.Code(letter.Kind)}"];
            if (letter.DocumentNumber is { } number)
                values["document"] = chosen.Language == "zh" ? Gongwen.Number(number, facts.Date.Year) : number;
        }

        if (Recipient(grievance, to, isReturn, w) is { } recipient)
            values["recipient"] = recipient;
        if (to?.Address is { Length: > 0 } address)
            values["address"] = address;
        var text = chosen.Template.Fill(facts with { Kind = kind, Values = values.ToImmutable() });
        return new(text, letter, grievance.Number, w[$"letter.kind.{CaseEntry.Code(kind)}"], w, to, chosen);
    }

    // Somebody who gave no name is still written to; an unopened name is a blank.
    private static string? Recipient(Grievance grievance, Contact? to, bool isForm, Words w) =>
        to?.Name is { Length: > 0 } name ? name
        : to is not null || grievance.Openness == Openness.Anonymous ? w["letter.recipient"]
        : isForm ? null : w["letter.recipient.blank"];
}
