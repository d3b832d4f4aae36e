using System.Globalization;
using Answerable.Server.Laws;
using NodaTime;
using NodaTime.Text;

namespace Answerable.Server.Shell;

/// <summary>The words of one language. Pages say <c>@W["home.title"]</c>; arguments fill <c>{0}</c>, <c>{1}</c> ….</summary>
public sealed class Words(WordBook book, string language, LawWords? law = null)
{
    private static readonly LocalDatePattern EnglishDate = LocalDatePattern.Create("d MMMM uuuu", CultureInfo.GetCultureInfo("en-GB"));
    private static readonly LocalDatePattern ChineseDate = LocalDatePattern.CreateWithInvariantCulture("uuuu年M月d日");
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>The words of a request: its reader's language, its town's law.</summary>
    public static Words Of(HttpContext? http) => WordBook.Embedded.In(Shell.Language.Of(http), PageLaw.Of(http));

    /// <summary>"zh" or "en".</summary>
    public string Language { get; } = language;

    public bool IsChinese => Language == Shell.Language.Chinese;

    /// <summary>For the <c>lang</c> attribute.</summary>
    public string Tag => IsChinese ? "zh-Hans" : "en";

    /// <summary>The sentence, filled; a key nobody wrote shows as <c>⟦key⟧</c>, which a law test forbids.</summary>
    public string this[string key, params object[] arguments] => law?.Find(Language, key) is { } lawful ? string.Format(Shell.Language.Culture(Language), lawful, [.. arguments.Select(one => one is Word word ? this[word.Key] : one)])
        : book.Find(Language, key) is not { } phrase ? $"⟦{key}⟧"
        : arguments.Length == 0 ? phrase.Other
        : string.Format(Shell.Language.Culture(Language), phrase.For(arguments[0]), [.. arguments.Select(one => one is Word word ? this[word.Key] : one)]);

    /// <summary>An argument that is itself a key: the name of a field, told in whatever language the sentence is read.</summary>
    public readonly record struct Word(string Key);

    public bool Has(string key) => book.Has(Language, key);

    /// <summary>The sentence in this language out of a pair kept as data, such as the name of a town.</summary>
    public string Pick(string chinese, string english) => IsChinese || english.Length == 0 ? chinese : english;

    /// <summary>A name kept as data in several languages, such as that of an office.</summary>
    public string Of(Text text) => text.In(Language);

    /// <summary>2026年2月27日 · 27 February 2026.</summary>
    public string Date(LocalDate date) => (IsChinese ? ChineseDate : EnglishDate).Format(date);

    /// <summary>With the day of the week, where a person must be somewhere: 2026年2月27日（星期五）.</summary>
    public string DateAndDay(LocalDate date) => IsChinese
        ? $"{Date(date)}（星期{"一二三四五六日"[(int)date.DayOfWeek - 1]}）"
        : $"{date.DayOfWeek}, {Date(date)}";

    /// <summary>2026年2月27日 09:30 · 27 February 2026, 09:30.</summary>
    public string Moment(LocalDateTime moment) => $"{Date(moment.Date)}{(IsChinese ? " " : ", ")}{Clock.Format(moment.TimeOfDay)}";

    public string Number(long number) => number.ToString("N0", Shell.Language.Culture(Language));

    /// <summary>1.4 MB, 20 MB, 812 kB, 300 B: for a person choosing what to upload.</summary>
    public static string Size(long bytes) => bytes >= 1_048_576
        ? (bytes / 1_048_576d).ToString("0.#", CultureInfo.InvariantCulture) + " MB"
        : bytes >= 1024 ? (bytes / 1024).ToString(CultureInfo.InvariantCulture) + " kB"
        : bytes.ToString(CultureInfo.InvariantCulture) + " B";
}
