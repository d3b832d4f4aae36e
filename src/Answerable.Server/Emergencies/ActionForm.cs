using System.Globalization;
using Answerable.Emergencies;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Reports;
using Answerable.Server.Shell;
using NodaTime;
using NodaTime.Text;
using Town = Answerable.Offices.Town;

namespace Answerable.Server.Emergencies;

/// <summary>From what was posted on a board's form to the command it means. What the rules can judge is left to them.</summary>
internal static class ActionForm
{
    /// <param name="May">What the command will ask of <see cref="Authority"/>: who may not is not offered it.</param>
    /// <param name="Needs">The fields that may not be left empty, the first of them the one at which a refusal of the whole form is shown.</param>
    private sealed record Known(Func<Actor, Town, bool> May, string[] Needs, Func<IFormCollection, FormErrors, ICommand<Emergency>?> Read);

    private static readonly Dictionary<string, Known> All = new()
    {
        ["alarm"] = new(Authority.MayRunDesk, [], (_, _) => new AnswerDesk()),
        ["log"] = new(Authority.MayLog, ["entry"], (form, _) => new Log(Text(form, "entry"))),
        ["call"] = new(Authority.MayRunDesk, ["seat", "person", "reply"], Call),
        ["group"] = new(Authority.MayRunDesk, ["group"], (form, _) => new CallGroup(Text(form, "group"))),
        ["first-response"] = new(Authority.MayRunDesk, ["measures"], (form, _) => new BeginFirstResponse(Text(form, "measures"))),
        ["grade"] = new(Authority.MayRunDesk, ["grade"], Grade),
        ["activate"] = new(Authority.MayCommand, ["level", "office", "matters", "hours", "measures"], Activate),
        ["phone"] = new(Authority.MayReportUpward, ["rules"], (form, _) => new PhoneReport([.. form["rules"].OfType<string>()], Optional(form, "heard"), Optional(form, "said"))),
        ["write"] = new(Authority.MayReportUpward, ["stage", "body"], (form, errors) => Choice<ReportStage>(form, "stage", errors) is { } stage ? new WriteReport(stage, Text(form, "body")) : null),
        ["sign"] = new(Authority.MayReportUpward, ["report"], (form, _) => new SignReport(Number(form, "report") ?? 0, Optional(form, "read-back") is { } leader ? new PersonId(leader) : null)),
        ["send"] = new(Authority.MayReportUpward, ["report", "rules", "by"], (form, errors) => Choice<SentBy>(form, "by", errors) is { } by ? new SendReport(Number(form, "report") ?? 0, [.. form["rules"].OfType<string>()], by) : null),
        ["receipt"] = new(Authority.MayReportUpward, ["report"], (form, _) => new ConfirmReceipt(Number(form, "report") ?? 0, Optional(form, "receiver"))),
        ["stand-down"] = new(Authority.MayCommand, ["reason"], (form, _) => new StandDown(Text(form, "reason"))),
        ["close"] = new(Authority.MayCommand, ["closing"], (form, errors) => Choice<CloseReason>(form, "closing", errors) is { } reason ? new CloseEmergency(reason) : null),
    };

    public static bool Knows(string action) => All.ContainsKey(action);

    public static bool May(string action, Actor actor, Town town) => All[action].May(actor, town);

    /// <summary>The reports that a step takes next: each is signed, sent and confirmed one after the other. Null: the step takes none.</summary>
    public static IEnumerable<WrittenReport>? Reports(string action, Emergency emergency) => action switch
    {
        "sign" => emergency.Reports.Written.Where(report => report.Signer is null),
        "send" => emergency.Reports.Written.Where(report => report is { Signer: not null, SentAt: null }),
        "receipt" => emergency.Reports.Written.Where(report => report is { SentAt: not null, ReceivedAt: null }),
        _ => null,
    };

    /// <summary>The step that a written report of this stage takes next, from the one that is furthest on.</summary>
    public static string NextStep(Emergency emergency, ReportStage stage) =>
        new[] { "send", "sign" }.FirstOrDefault(step => Reports(step, emergency)!.Any(report => report.Stage == stage)) ?? "write";

    /// <summary>The step before this one that can be taken now, where this one waits.</summary>
    public static string StepBefore(string action, Emergency emergency) => action switch
    {
        "activate" => "first-response",
        "receipt" when Reports("send", emergency)!.Any() => "send",
        "receipt" or "send" when Reports("sign", emergency)!.Any() => "sign",
        _ => "write",
    };

    /// <summary>The field that a refusal of the whole form is shown at.</summary>
    public static string FieldOf(string action, string refusal) => refusal == "reported-before-known" ? "at" : All[action].Needs.FirstOrDefault("main");

    /// <returns>Null when something is missing or cannot be read; <paramref name="errors"/> names all of it.</returns>
    public static ICommand<Emergency>? Read(string action, BoardModel board, IFormCollection form, FormErrors errors)
    {
        foreach (var field in Needs(action, board.State).Where(field => Optional(form, field) is null))
            errors.Add(field, "action.missing");
        return errors.Any ? null : All[action].Read(form, errors);
    }

    /// <summary>Only an accident's grade can follow from figures; every other grade names its basis.</summary>
    public static bool NeedsStandard(Emergency emergency) => emergency.EventKind != EventKind.Accident;

    private static string[] Needs(string action, Emergency emergency) =>
        action == "grade" && NeedsStandard(emergency) ? [.. All[action].Needs, "standard"] : All[action].Needs;

    /// <summary>
    /// When it happened, where the form says so: today's (or last night's) hour and minute in the town. What cannot be read
    /// is an error at its field.
    /// </summary>
    public static Instant? Occurred(IFormCollection form, BoardModel board, FormErrors errors)
    {
        if (Optional(form, "at") is not { } typed)
            return null;
        if (LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(typed) is not { Success: true } time)
        {
            errors.Add("at", "action.at.unreadable");
            return null;
        }

        var (zone, now) = (board.Book.Town.TimeZone, board.Now);
        var day = now.InZone(zone).Date;
        var at = new[] { day, day.PlusDays(-1) }.Select(date => zone.AtLeniently(date + time.Value).ToInstant()).First(instant => instant <= now);
        // The minute in which it was known counts whole: a form says no seconds.
        return at < board.State.KnownAt && at + Duration.FromMinutes(1) > board.State.KnownAt ? board.State.KnownAt : at;
    }

    private static RecordCall? Call(IFormCollection form, FormErrors errors)
    {
        var seat = Text(form, "seat").Split('/');
        if (seat is not [var round, var number] || Parse(round) is not { } r || Parse(number) is not { } n)
        {
            errors.Add("seat", "refusal.seat-unknown");
            return null;
        }

        return Choice<Reply>(form, "reply", errors) is { } reply ? new(r, n, new(Text(form, "person")), reply, Number(form, "minutes")) : null;
    }

    private static GradeEvent? Grade(IFormCollection form, FormErrors errors)
    {
        var typed = new[] { "dead", "injured", "loss" }.Select(name => Optional(form, name)).ToList();
        Figures? figures = typed.Any(value => value is not null) ? new(Number(form, "dead") ?? 0, Number(form, "injured") ?? 0, Money(form, "loss")) : null;
        return Choice<EventGrade>(form, "grade", errors) is { } grade ? new(grade, figures, Optional(form, "standard")) : null;
    }

    private static ActivateResponse Activate(IFormCollection form, FormErrors errors) => new(
        Number(form, "level") ?? 0, Text(form, "matters"), Number(form, "hours") ?? 0, Text(form, "measures"), new(Text(form, "office")),
        Optional(form, "declarer") is { } person ? new PersonId(person) : null);

    private static T? Choice<T>(IFormCollection form, string name, FormErrors errors) where T : struct, Enum
    {
        var chosen = OpenForm.Parse<T>(form[name].ToString());
        if (chosen is null)
            errors.Add(name, "action.choose");
        return chosen;
    }

    private static string Text(IFormCollection form, string name) => form[name].ToString().Trim();

    private static string? Optional(IFormCollection form, string name) => Text(form, name) is { Length: > 0 } text ? text : null;

    private static int? Number(IFormCollection form, string name) => Parse(Text(form, name));

    private static int? Parse(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // Ten thousand yuan, as officials count.
    private static long Money(IFormCollection form, string name) =>
        long.TryParse(Text(form, name), NumberStyles.None, CultureInfo.InvariantCulture, out var tenThousands) && tenThousands < long.MaxValue / 10_000 ? tenThousands * 10_000 : 0;
}
