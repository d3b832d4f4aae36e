using System.Globalization;
using Answerable.Recording;

namespace Answerable.Deadlines;

internal static class ExplanationInChinese
{
    public static IEnumerable<string> Lines(Explanation why, Func<ActorId, string>? name)
    {
        var (clock, rule) = (why.Clock, why.Rule);
        yield return $"{rule.Name.In("zh")}：{Due(clock)}。{(clock.IsPaused ? "目前中止计算。" : "")}";
        yield return rule.Origin == Origin.OurRule
            ? $"依据：本系统规则，非法律规定：“{rule.Quote}”。"
            : $"依据：{why.Law.In("zh")}{rule.Cited("zh")}{(rule.Quote.Length > 0 ? $"：“{rule.Quote}”" : "")}。";
        yield return $"起算：{Day(clock.StartDay)}{Trigger(clock.Trigger)}{(clock.IsByDay ? "，当日不计入，自次日起算" : "")}。";
        if (Term(clock.Term) is { } term)
            yield return $"期间：{term}。";
        foreach (var line in Steps(clock))
            yield return line;
        if (clock.Extension is { } more)
            yield return $"延长：{Term(new(more.Length, more.Unit))}，{Day(Local(more.At, clock))}由{name?.Invoke(more.By) ?? more.By.Value}批准。";
        foreach (var pause in clock.Pauses)
            yield return $"中止：自{Day(Local(pause.From, clock))}{(pause.To is { } to ? $"至{Day(Local(to, clock))}" : "起")}{(pause.Why == "hearing" ? "，听证所需时间" : "")}不计算在内。";
        foreach (var move in why.Moves)
            yield return Moved(move, clock);
        foreach (var line in Ends(clock))
            yield return line;
    }

    private static string Moved(ClockMove move, Clock clock) =>
        $"重新计算：节假日安排调整，{Day(Local(move.At, clock))}重新计算，因{Changes(move.Because)}，由{Day(move.Before)}改为{Day(move.After)}。";

    public static string Changes(IEnumerable<DayChange> days) => string.Join("，", days.Select(Change));

    private static string Change(DayChange day) => $"{Day(day.Date)}改为{(day.Off ? "休息日" : "工作日")}{(day.Name is { Length: > 0 } name ? $"（{name}）" : "")}";

    private static IEnumerable<string> Steps(Clock clock)
    {
        if (clock.Term.Unit != TermUnit.WorkingDay && clock.Walk.All(span => span.Kind is SpanKind.Counted or SpanKind.Rolled))
            yield break;
        foreach (var span in clock.Walk.Where(span => span.Kind != SpanKind.Rolled))
            yield return $"　{Days(span)}：{Kind(span)}";
    }

    private static IEnumerable<string> Ends(Clock clock)
    {
        if (clock.RolledDay != clock.StrictDay)
            yield return $"最后一日{Day(clock.StrictDay)}为休息日，休息日结束的次日为{Day(clock.RolledDay)}{Explanation.RollingLaw(clock, "zh")}。"
                + (clock.Owed == Owed.Office ? "机关办理期限不顺延，从严计算。" : "信访人行使权利的期限顺延。");
        if (clock.NotBefore == clock.LaterDay && clock.RolledDay != clock.LaterDay)
            yield return $"节假日安排调整后应当提前，但信访人的权利期限不予缩短，仍至{Day(clock.LaterDay)}（本系统规则）。";
        if (clock.Unannounced.Length > 0 && Explanation.ReliesOnHolidays(clock))
            yield return $"注意：{string.Join("、", clock.Unannounced)}年节假日安排尚未公布，暂按周一至周五为工作日计算，公布后重新计算。";
        if (clock.IsByDay)
            yield return $"所用日历：{clock.Calendar}；规则版本：{clock.Rule.Book}/{clock.Rule.Version}。";
    }

    private static string Due(Clock clock) =>
        clock.IsByDay ? $"截至{Day(clock.DueDay)}24时" : $"截至{Moment(clock.DueAt.InZone(DateTimeZoneProviders.Tzdb[clock.Zone]).LocalDateTime)}";

    internal static string? Term(Term term) => term.Unit switch
    {
        TermUnit.Hour => $"{term.Length}小时",
        TermUnit.CalendarDay => $"{term.Length}日（自然日）",
        TermUnit.WorkingDay => $"{term.Length}个工作日",
        TermUnit.Month => $"{term.Length}个月",
        TermUnit.Year => $"{term.Length}年",
        TermUnit.Immediately => "立即",
        TermUnit.SameDay => "当日",
        TermUnit.PerDay => "每日",
        TermUnit.SetByAssigner => "由交办机关指定",
        _ => null,
    };

    private static string Kind(Span span) => span.Kind switch
    {
        SpanKind.Counted => $"计{NodaTime.Period.DaysBetween(span.From, span.To) + 1}日",
        SpanKind.Weekend => "周末，不计",
        SpanKind.Holiday => $"{span.Name}放假，不计",
        _ => "中止，不计",
    };

    internal static string Trigger(Trigger trigger) => trigger switch
    {
        Deadlines.Trigger.Received => "收到",
        Deadlines.Trigger.TransferReceived => "收到转送、交办",
        Deadlines.Trigger.Accepted => "受理",
        Deadlines.Trigger.AcceptanceDeemed => "视为受理（告知期限届满未告知，本系统规则）",
        Deadlines.Trigger.Assigned => "交办",
        Deadlines.Trigger.AnswerReceived => "信访人收到书面答复",
        Deadlines.Trigger.RequestReceived => "收到请求",
        Deadlines.Trigger.ReportReceived => "接到报告",
        Deadlines.Trigger.Learned => "获悉",
        Deadlines.Trigger.Occurred => "发生",
        Deadlines.Trigger.Issued => "印发",
        Deadlines.Trigger.Acknowledged => "确认收到",
        Deadlines.Trigger.ResponseEnded => "应急处置结束",
        Deadlines.Trigger.LastDone => "上一次完成",
        Deadlines.Trigger.Withdrawn => "撤回",
        Deadlines.Trigger.Opened => "身份信息被查看",
        Deadlines.Trigger.Overdue => "逾期",
        Deadlines.Trigger.Unreached => "通知未送达",
        _ => "起",
    };

    private static LocalDate Local(Instant at, Clock clock) => at.InZone(DateTimeZoneProviders.Tzdb[clock.Zone]).Date;
    private static string Days(Span span) => span.From == span.To ? Day(span.From) : $"{Day(span.From)}至{Day(span.To)}";
    private static string Day(LocalDate day) => $"{day.Year}年{day.Month}月{day.Day}日";
    private static string Moment(LocalDateTime at) => $"{Day(at.Date)}{at.TimeOfDay.ToString("HH:mm", CultureInfo.InvariantCulture)}";
}
