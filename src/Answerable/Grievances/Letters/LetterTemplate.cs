using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Answerable.Deadlines;
using Answerable.Plans;

namespace Answerable.Grievances;

/// <summary>Why a template cannot be used.</summary>
/// <param name="Line">From 1; 0 for the whole file.</param>
/// <param name="Code">A key of the word book below <c>letter.fault.</c></param>
/// <param name="Words">What it is about: the placeholder, the key, the words that may not be sent.</param>
/// <param name="Instead">For words that may not be sent: the lawful duty.</param>
public sealed record TemplateFault(int Line, string Code, string Words, Text? Instead = null);

/// <summary>A line of a template after its head.</summary>
/// <param name="When">Conditions that must hold, each a flag or a placeholder that has a value; <c>!</c> before one turns it round.</param>
/// <param name="Form">Paragraph, heading or row.</param>
public sealed record TemplateLine(int Number, ImmutableArray<string> When, LetterForm Form, string Words);

public enum LetterForm { Paragraph, Heading, Row }

/// <summary>
/// The wording of one kind of letter as a town may replace it: plain text, one form for paper and page. The head gives <c>key: value</c> lines up
/// to the first empty one; then each line is a paragraph, <c>= words</c> a heading, <c>| a | b |</c> a row. <c>{{name}}</c> is filled from the record; a
/// line whose value the case does not have is left out, and so is one whose <c>[condition]</c> does not hold. <c>//</c> begins a comment.
/// See docs/letters.md.
/// </summary>
public sealed partial record LetterTemplate(LetterKind Kind, ImmutableSortedDictionary<string, string> Head, ImmutableArray<TemplateLine> Lines)
{
    private static readonly string[] Keys = ["title", "heading", "to", "attach", "law"];

    /// <summary>Characters.</summary>
    public const int LongestFile = 20_000;

    /// <summary>The name of a kind's file, without its ending: <c>final-review</c>.</summary>
    public static string FileName(LetterKind kind) => string.Concat(kind.ToString().Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));

    /// <summary>The template that ships with the program.</summary>
    public static LetterTemplate Shipped(LetterKind kind, string language) => shipped.GetOrAdd((kind, language), key => Read(key.Kind, Embedded.Read($"letters/{key.Language}/{FileName(key.Kind)}.txt")));

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<(LetterKind Kind, string Language), LetterTemplate> shipped = new();

    /// <summary>The red line and the office's name above it (信函格式).</summary>
    public bool HasRedHead => Head.GetValueOrDefault("heading") == "red";

    /// <summary>The rulebook it speaks of; null: of none in particular.</summary>
    public string? Law => Head.GetValueOrDefault("law");

    public static LetterTemplate Read(LetterKind kind, string text)
    {
        var lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n').Select((words, index) => (Number: index + 1, Words: words.Trim(' ', '\t', '\u3000')))
            .Where(line => !line.Words.StartsWith("//", StringComparison.Ordinal)).SkipWhile(line => line.Words.Length == 0).ToList();
        var head = lines.TakeWhile(line => line.Words.Length > 0).Select(line => line.Words.Split([':', '：'], 2))
            .GroupBy(pair => pair[0].Trim(), pair => pair.Length > 1 ? pair[1].Trim() : "", StringComparer.Ordinal);
        return new(kind, head.ToImmutableSortedDictionary(pair => pair.Key, pair => string.Join('\n', pair), StringComparer.Ordinal),
            [.. lines.SkipWhile(line => line.Words.Length > 0).Where(line => line.Words.Length > 0).Select(line => Line(line.Number, line.Words))]);
    }

    /// <summary>Everything that keeps it from being sent; empty: it may be.</summary>
    public static IReadOnlyList<TemplateFault> Check(LetterKind kind, string text)
    {
        if (text.Length > LongestFile)
            return [new(0, "too-long", LongestFile.ToString(System.Globalization.CultureInfo.InvariantCulture))];
        var template = Read(kind, text);
        return [.. template.HeadFaults(), .. template.WordFaults(LetterWords.Of(kind)), .. template.Forbidden()];
    }

    private IEnumerable<TemplateFault> HeadFaults()
    {
        foreach (var key in Head.Keys.Except(Keys))
            yield return new(0, "key-unknown", key);
        if (Head.GetValueOrDefault("heading") is { } heading && heading is not ("red" or "none"))
            yield return new(0, "heading-unknown", heading);
        if (string.IsNullOrEmpty(Head.GetValueOrDefault("title")))
            yield return new(0, "title-missing", "title");
    }

    private IEnumerable<TemplateFault> WordFaults(LetterWords words)
    {
        foreach (var (line, name) in Used().Where(used => !words.Known.Contains(used.Name)))
            yield return new(line, "placeholder-unknown", name);
        foreach (var (line, when) in Lines.SelectMany(line => line.When.Select(when => (line.Number, when.TrimStart('!')))).Where(one => !words.Known.Contains(one.Item2) && !words.Flags.Contains(one.Item2)))
            yield return new(line, "condition-unknown", when);
        foreach (var needed in words.Needed.Where(needed => Used().All(used => used.Name != needed)))
            yield return new(0, "placeholder-missing", needed);
    }

    // What is never built is not asked for in a letter either (safeguards A1, A10): a template is sent again and again, so it is refused and not only marked.
    private IEnumerable<TemplateFault> Forbidden() =>
        from said in Head.Values.Select(value => (Line: 0, Words: value)).Concat(Lines.Select(line => (Line: line.Number, line.Words)))
        from match in RightsCheck.Find(said.Words).Concat(said.Line == 0 ? RightsCheck.Find(said.Words, name: true) : []).DistinctBy(match => match.Start)
        select new TemplateFault(said.Line, "words-forbidden", said.Words.Substring(match.Start, match.Length), match.Rule.Duty);

    /// <summary>Fills the template. A paragraph that says nothing for this case is left out.</summary>
    public LetterText Fill(LetterFacts facts)
    {
        string? Filled(string words) => Complete(words, facts) ? Placeholder().Replace(words, match => facts.Values[match.Groups[1].Value]) : null;
        return new(
            facts, HasRedHead, [.. Head["title"].Split(" / ").Select(Filled).OfType<string>()], Head.TryGetValue("to", out var to) ? Filled(to) : null,
            [.. Lines.Where(line => line.When.All(when => Holds(when, facts)) && Complete(line.Words, facts)).SelectMany(line => Blocks(line, facts))],
            [.. Head.TryGetValue("attach", out var attached) ? attached.Split('\n').Select(Filled).OfType<string>() : []]);
    }

    private static IEnumerable<LetterBlock> Blocks(TemplateLine line, LetterFacts facts)
    {
        string Filled(string words) => Placeholder().Replace(words, match => facts.Values.GetValueOrDefault(match.Groups[1].Value, ""));
        if (line.Form == LetterForm.Row)
            return [new(line.Form, [.. line.Words[1..(line.Words.EndsWith('|') ? ^1 : ^0)].Split('|').Select(cell => Filled(cell.Trim(' ', '\t')))])];
        return Filled(line.Words).ReplaceLineEndings("\n").Split('\n').Select(part => part.Trim(' ', '\t', '\u3000')).Where(part => part.Length > 0).Select(part => new LetterBlock(line.Form, [part]));
    }

    // In a form an empty cell is for the hand; a sentence with a hole in it is not a sentence.
    private static bool Complete(string words, LetterFacts facts) => words.StartsWith('|') || Placeholder().Matches(words).All(match => facts.Values.ContainsKey(match.Groups[1].Value));

    private static bool Holds(string when, LetterFacts facts) =>
        when.StartsWith('!') ? !Holds(when[1..], facts) : facts.Flags.Contains(when) || facts.Values.ContainsKey(when);

    private IEnumerable<(int Line, string Name)> Used() =>
        Head.Values.SelectMany(value => Placeholder().Matches(value).Select(match => (0, match.Groups[1].Value)))
            .Concat(Lines.SelectMany(line => Placeholder().Matches(line.Words).Select(match => (line.Number, match.Groups[1].Value))));

    private static TemplateLine Line(int number, string words)
    {
        var conditions = Conditions().Match(words);
        var rest = words[conditions.Length..].Trim(' ', '\t', '\u3000');
        ImmutableArray<string> when = [.. conditions.Groups[1].Captures.Select(one => one.Value)];
        return rest.StartsWith('=') ? new(number, when, LetterForm.Heading, rest[1..].Trim())
            : new(number, when, rest.StartsWith('|') ? LetterForm.Row : LetterForm.Paragraph, rest);
    }

    [GeneratedRegex(@"\{\{\s*([\w-]+)\s*\}\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^(?:\[(!?[a-z-]+)\]\s*)*")]
    private static partial Regex Conditions();
}

/// <param name="Cells">One for a paragraph or heading; as many as the row has.</param>
public sealed record LetterBlock(LetterForm Form, ImmutableArray<string> Cells)
{
    public string Words => Cells[0];
}

/// <summary>A letter in words, before it is laid out.</summary>
/// <param name="Title">By lines.</param>
/// <param name="To">Whom it is addressed to, as the line begins; null: a form without one.</param>
/// <param name="Attachments">附件说明.</param>
public sealed record LetterText(LetterFacts Facts, bool HasRedHead, ImmutableArray<string> Title, string? To, ImmutableArray<LetterBlock> Blocks, ImmutableArray<string> Attachments)
{
    public string Language => Facts.Language;
}
