using Answerable.Deadlines;
using Answerable.Server.Shell;
using NodaTime;

namespace Answerable.Server.Grievances;

/// <summary>When a clock ends, as people are told: the last day, which still belongs to the period; or the hour.</summary>
internal static class Due
{
    public static string Of(Clock clock, Words w) => clock.Term.Unit is TermUnit.Hour or TermUnit.Immediately
        ? w.Moment(clock.DueAt.InZone(DateTimeZoneProviders.Tzdb[clock.Zone]).LocalDateTime)
        : w.DateAndDay(clock.DueDay);

    /// <summary>The law and article behind it, or that it is a rule of this system.</summary>
    public static string Source(Explanation why, Words w) => why.Rule.Origin == Origin.OurRule ? w["due.ours"] : w["due.law", w.Of(why.Law), why.Rule.Cited(w.Language)];
}
