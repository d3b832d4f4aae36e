using System.Collections.Immutable;

namespace Answerable.Deadlines;

/// <summary>The fixed words of the plain-text format in one language: written, and read back.</summary>
internal sealed class ClockWords
{
    private const int Width = 15;

    private static readonly ClockWords Chinese = new("zh", "应答期限说明，格式 1", new Dictionary<string, string>
    {
        ["rule"] = "规则", ["name"] = "事项", ["law"] = "依据", ["quote"] = "原文", ["owed"] = "谁的期限", ["zone"] = "时区", ["calendar"] = "日历", ["unannounced"] = "未公布年份",
        ["because"] = "起算事由", ["start"] = "起算", ["period"] = "期间", ["until"] = "指定日", ["extension"] = "延长", ["pause"] = "中止", ["moved"] = "重新计算", ["days"] = "逐日",
        ["last"] = "最后一日", ["later"] = "顺延至", ["kept"] = "不早于", ["due"] = "届满",
    })
    {
        To = " 至 ", Still = "未止", Approved = "，批准于 ", Ours = "本系统规则，非法律规定",
    };

    private static readonly ClockWords English = new("en", "Answerable clock explanation, format 1", new Dictionary<string, string>
    {
        ["rule"] = "Rule", ["name"] = "What", ["law"] = "Law", ["quote"] = "Text", ["owed"] = "Whose", ["zone"] = "Zone", ["calendar"] = "Calendar", ["unannounced"] = "Unannounced",
        ["because"] = "Because", ["start"] = "Start", ["period"] = "Period", ["until"] = "Until", ["extension"] = "Extension", ["pause"] = "Pause", ["moved"] = "Moved", ["days"] = "Days",
        ["last"] = "Last day", ["later"] = "Later day", ["kept"] = "Not before", ["due"] = "Due",
    })
    {
        To = " to ", Still = "now", Approved = ", approved ", Ours = "a rule of this system, not of law",
    };

    private readonly string language;
    private readonly Dictionary<string, string> fields;

    private ClockWords(string language, string head, Dictionary<string, string> fields) => (this.language, Head, this.fields) = (language, head, fields);

    public static ImmutableArray<ClockWords> All => [Chinese, English];

    public string Language => language;
    public string Head { get; }
    public required string To { get; init; }

    /// <summary>Of a pause that lasts.</summary>
    public required string Still { get; init; }

    public required string Approved { get; init; }
    public required string Ours { get; init; }

    public static ClockWords In(string language) => language == "zh" ? Chinese : English;

    /// <summary>The name of a field with its colon, padded so that values stand below one another.</summary>
    public string Field(string field) => language == "zh" ? $"{fields[field]}：" : $"{fields[field]}:".PadRight(Width);

    /// <summary>The field a line says, and its value; null when it says none.</summary>
    public (string Field, string Value)? Read(string line)
    {
        var colon = line.IndexOfAny([':', '：']);
        return colon > 0 && fields.FirstOrDefault(one => one.Value == line[..colon].TrimEnd()) is { Key: { } field } ? (field, line[(colon + 1)..].Trim()) : null;
    }

    public string Owed(Owed owed) => (owed, language) switch
    {
        (Deadlines.Owed.Office, "zh") => "机关，从严",
        (_, "zh") => "信访人的权利，从宽",
        (Deadlines.Owed.Office, _) => "an office's, the strict day counts",
        _ => "a right, the later day counts",
    };

    public string Kind(SpanKind kind) => (kind, language) switch
    {
        (SpanKind.Counted, "zh") => "计入",
        (SpanKind.Weekend, "zh") => "周末",
        (SpanKind.Holiday, "zh") => "放假",
        (SpanKind.Paused, "zh") => "中止",
        (_, "zh") => "休息",
        (SpanKind.Rolled, _) => "off",
        _ => kind.ToString().ToLowerInvariant(),
    };

    public string Change(bool off) => (off, language) switch { (true, "zh") => "改为休息日", (false, "zh") => "改为工作日", (true, _) => "now off", _ => "now worked" };

    public string Trigger(Trigger trigger) => language == "zh" ? ExplanationInChinese.Trigger(trigger) : ExplanationInEnglish.Trigger(trigger);

    public string Term(Term term) => (language == "zh" ? ExplanationInChinese.Term(term) : ExplanationInEnglish.Term(term)) ?? "—";

    /// <summary>What <see cref="Term(Deadlines.Term)"/> writes, read back.</summary>
    public Term? ReadTerm(string words)
    {
        var length = int.TryParse(string.Concat(words.TakeWhile(char.IsAsciiDigit)), out var number) ? number : 0;
        return Enum.GetValues<TermUnit>().Select(unit => new Term(length, unit)).Cast<Term?>().FirstOrDefault(term => Term(term!.Value) == words);
    }
}
