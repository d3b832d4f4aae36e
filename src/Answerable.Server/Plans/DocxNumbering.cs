using System.Globalization;
using Answerable.Deadlines;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Answerable.Server.Plans;

/// <summary>Counts automatic numbers as a word processor does and writes them out: 一、 （二） 3. 4.1 ⑤.</summary>
internal sealed class DocxNumbering
{
    private readonly Dictionary<int, AbstractNum> _abstract = [];
    private readonly Dictionary<int, NumberingInstance> _instances = [];
    private readonly Dictionary<string, Style> _styles = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int?[]> _counts = [];
    private readonly HashSet<int> _started = [];

    public DocxNumbering(MainDocumentPart main)
    {
        foreach (var definition in main.NumberingDefinitionsPart?.Numbering?.Elements<AbstractNum>() ?? [])
            _abstract[definition.AbstractNumberId?.Value ?? -1] = definition;
        foreach (var instance in main.NumberingDefinitionsPart?.Numbering?.Elements<NumberingInstance>() ?? [])
            _instances[instance.NumberID?.Value ?? -1] = instance;
        foreach (var style in main.StyleDefinitionsPart?.Styles?.Elements<Style>() ?? [])
            _styles[style.StyleId?.Value ?? ""] = style;
    }

    /// <summary>1 for the highest heading; null for body text.</summary>
    public int? OutlineLevel(Paragraph paragraph)
    {
        var level = paragraph.ParagraphProperties?.OutlineLevel?.Val?.Value
            ?? Chain(paragraph).Select(style => style.StyleParagraphProperties?.OutlineLevel?.Val?.Value).FirstOrDefault(l => l is not null);
        return level is >= 0 and < 9 ? level + 1 : null;
    }

    /// <summary>The number in front of the paragraph, blank included; empty when it has none.</summary>
    public string Next(Paragraph paragraph)
    {
        var (id, level) = Reference(paragraph);
        if (id is not { } numId || numId == 0 || !_instances.TryGetValue(numId, out var instance)
            || !_abstract.TryGetValue(instance.AbstractNumId?.Val?.Value ?? -1, out var definition) || LevelOf(instance, definition, level) is not { } format)
            return "";
        var key = definition.AbstractNumberId!.Value;
        var counts = _counts.TryGetValue(key, out var known) ? known : _counts[key] = new int?[9];
        if (_started.Add(numId))
            foreach (var change in instance.Elements<LevelOverride>().Where(o => o.StartOverrideNumberingValue is not null))
                counts[Math.Clamp(change.LevelIndex?.Value ?? 0, 0, 8)] = null;
        counts[level] = counts[level] is { } before ? before + 1 : Start(instance, format, level);
        Array.Fill(counts, null, level + 1, 8 - level);
        return Written(instance, definition, format, counts);
    }

    private string Written(NumberingInstance instance, AbstractNum definition, Level format, int?[] counts)
    {
        if (format.NumberingFormat?.Val?.Value is { } kind && (kind == NumberFormatValues.Bullet || kind == NumberFormatValues.None))
            return kind == NumberFormatValues.Bullet ? "• " : "";
        var text = format.LevelText?.Val?.Value ?? "";
        for (var i = 0; i < 9; i++)
            if (text.Contains($"%{i + 1}", StringComparison.Ordinal) && LevelOf(instance, definition, i) is { } part)
                text = text.Replace($"%{i + 1}", Digits(counts[i] ?? Start(instance, part, i), part.NumberingFormat?.Val?.Value), StringComparison.Ordinal);
        return text.Length == 0 || text[^1] is '、' or '）' or ')' ? text : text + " ";
    }

    private static string Digits(int number, NumberFormatValues? format)
    {
        if (format is { } chinese && Chinese.Contains(chinese))
            return Citation.Numeral(Math.Clamp(number, 1, 999));
        if (format == NumberFormatValues.DecimalEnclosedCircle || format == NumberFormatValues.DecimalEnclosedCircleChinese)
            return number is >= 1 and <= 20 ? ((char)('①' + number - 1)).ToString() : number.ToString(CultureInfo.InvariantCulture);
        return number.ToString(CultureInfo.InvariantCulture);
    }

    private static readonly HashSet<NumberFormatValues> Chinese =
    [
        NumberFormatValues.ChineseCounting, NumberFormatValues.ChineseCountingThousand, NumberFormatValues.JapaneseCounting,
        NumberFormatValues.IdeographDigital, NumberFormatValues.TaiwaneseCounting, NumberFormatValues.TaiwaneseCountingThousand,
    ];

    private (int? Id, int Level) Reference(Paragraph paragraph)
    {
        var own = paragraph.ParagraphProperties?.NumberingProperties;
        var inherited = Chain(paragraph).Select(style => style.StyleParagraphProperties?.NumberingProperties).FirstOrDefault(n => n?.NumberingId is not null);
        return ((own?.NumberingId ?? inherited?.NumberingId)?.Val?.Value, Math.Clamp((own?.NumberingLevelReference ?? inherited?.NumberingLevelReference)?.Val?.Value ?? 0, 0, 8));
    }

    private IEnumerable<Style> Chain(Paragraph paragraph)
    {
        var id = paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value;
        for (var depth = 0; id is not null && depth < 20 && _styles.TryGetValue(id, out var style); depth++, id = style.BasedOn?.Val?.Value)
            yield return style;
    }

    private static Level? LevelOf(NumberingInstance instance, AbstractNum definition, int level) =>
        instance.Elements<LevelOverride>().FirstOrDefault(o => o.LevelIndex?.Value == level)?.Level
        ?? definition.Elements<Level>().FirstOrDefault(l => l.LevelIndex?.Value == level);

    private static int Start(NumberingInstance instance, Level format, int level) =>
        instance.Elements<LevelOverride>().FirstOrDefault(o => o.LevelIndex?.Value == level)?.StartOverrideNumberingValue?.Val?.Value
        ?? format.StartNumberingValue?.Val?.Value ?? 1;
}
