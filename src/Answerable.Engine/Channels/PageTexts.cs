using NodaTime.Text;

namespace Answerable.Engine.Channels;

/// <summary>
/// The words of pages. They are read at night on a small screen: first which emergency, then what and where, then how to answer.
/// </summary>
public static class PageTexts
{
    /// <summary>One SMS in Chinese characters.</summary>
    public const int OneSms = 70;

    /// <param name="message">The delivery's message code.</param>
    /// <param name="arguments">The delivery's arguments.</param>
    /// <returns>Null for a code that no channel has words for.</returns>
    public static MessageText? Write(string message, IReadOnlyDictionary<string, string> arguments, TextSetting setting, bool repeat) =>
        (message, setting.IsChinese) switch
        {
            ("page" or "page-standing-in", true) => ChinesePage.Write(new(arguments, setting, repeat, message != "page")),
            ("page" or "page-standing-in", false) => EnglishPage.Write(new(arguments, setting, repeat, message != "page")),
            ("reply-unclear", true) => ChinesePage.Unclear(new(arguments, setting, repeat, false)),
            ("reply-unclear", false) => EnglishPage.Unclear(new(arguments, setting, repeat, false)),
            ("stood-down", true) => ChinesePage.StoodDown(new(arguments, setting, repeat, false)),
            ("stood-down", false) => EnglishPage.StoodDown(new(arguments, setting, repeat, false)),
            ("desk-alarm" or "report-overdue", _) => new("", "", ""),
            _ => null,
        };
}

/// <summary>What a text needs besides the delivery.</summary>
/// <param name="Town">The town's name, signed at the head of an SMS.</param>
/// <param name="Post">The title of the post that is called.</param>
/// <param name="Link">The acknowledgement link; null where the server has no public address.</param>
public sealed record TextSetting(string Language, string Town, string Post, string? Link, DateTimeZone Zone, string? DutyPhone = null)
{
    public bool IsChinese => Language != "en";
}

/// <summary>The facts of one page.</summary>
internal sealed record PageFacts(IReadOnlyDictionary<string, string> Arguments, TextSetting Setting, bool Repeat, bool StandingIn)
{
    private static readonly InstantPattern Stored = InstantPattern.General;

    public string Sign => Of("sign");
    public string What => Of("what");
    public string Place => Of("place");
    public string Code => Of("code");
    public string Kind => Of("kind");
    public string Grade => Of("grade");
    public bool IsReminder => Of("attempt") is not ("" or "1");
    public string OpenedAt => Stored.Parse(Of("openedAt")) is { Success: true } at
        ? LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm").Format(at.Value.InZone(Setting.Zone).LocalDateTime)
        : "";

    /// <summary>The first that fits into one SMS; where none does, the first: a long message loses no fact.</summary>
    public static string Shortest(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
            if (text.Length <= PageTexts.OneSms)
                return text;
        return texts[0];
    }

    private string Of(string name) => Arguments.GetValueOrDefault(name) ?? "";
}
