using System.Collections.Immutable;
using Answerable.Recording;

namespace Answerable.Deadlines;

/// <summary>
/// Why a deadline is when it is: the clock with every day on its way, and the rule with its source.
/// Complete in itself: it can be kept, sent as JSON, and counted again without any calendar.
/// </summary>
/// <param name="Law">Name of the rulebook.</param>
public sealed record Explanation(Clock Clock, Rule Rule, Text Law)
{
    /// <summary>Each time a changed calendar moved it, oldest first.</summary>
    public ImmutableArray<ClockMove> Moves { get; init; } = [];

    public static Explanation Of(Clock clock) =>
        new(clock, Rulebooks.Get(clock.Rule), Rulebooks.Find(clock.Rule.Book, clock.Rule.Version)!.Name);

    /// <summary>Counted again from nothing but what stands here.</summary>
    public Recomputation CountAgain() => Recomputation.Of(Clock, Moves);

    /// <summary>
    /// As it is handed out: of a clock counted in days it tells the day of the start and not the hour, which the count does not need and which may be a
    /// complainant's (safeguards A5).
    /// </summary>
    public Explanation ToHandOut() => !Clock.IsByDay ? this
        : this with { Clock = Clock with { StartedAt = DateTimeZoneProviders.Tzdb[Clock.Zone].AtStartOfDay(Clock.StartDay).ToInstant() } };

    /// <summary>Sentences for a page or a letter, most important first.</summary>
    /// <param name="language">zh or en.</param>
    /// <param name="name">Shows who approved; without it the actor's id stands.</param>
    public IReadOnlyList<string> Lines(string language, Func<ActorId, string>? name = null) =>
        [.. language == "zh" ? ExplanationInChinese.Lines(this, name) : ExplanationInEnglish.Lines(this, name)];

    /// <summary>Which days a changed calendar treats otherwise, in half a sentence.</summary>
    public static string Changes(IEnumerable<DayChange> days, string language) =>
        language == "zh" ? ExplanationInChinese.Changes(days) : ExplanationInEnglish.Changes(days);

    /// <summary>Why a right ends only after days off, in brackets: the law of the town's calendar, or this system's own rule.</summary>
    internal static string RollingLaw(Clock clock, string language) =>
        (Rulebooks.RollingUnder(clock.Calendar)?.In(language) ?? (language == "zh" ? "本系统规则" : "rule of this system")) is var law && language == "zh" ? $"（{law}）" : $"({law})";

    /// <summary>Whether an announcement could still move it: an office's calendar days never move.</summary>
    internal static bool ReliesOnHolidays(Clock clock) =>
        clock.Owed == Owed.Resident || TermUnit.WorkingDay == clock.Term.Unit || clock.Extension?.Unit == TermUnit.WorkingDay;

    public string Render(string language) => string.Join('\n', Lines(language));
}
