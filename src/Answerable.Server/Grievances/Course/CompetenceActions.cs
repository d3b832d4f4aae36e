using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Server.Grievances.Staff;

namespace Answerable.Server.Grievances.Course;

/// <summary>Objecting to a transfer, settling whose a matter is (23¶3, 24), and reporting back what was asked (22¶1(三)).</summary>
internal static class CompetenceActions
{
    /// <summary>What somebody waits for.</summary>
    public static IEnumerable<StaffAction> Answering =>
    [
        new("decide-objection", [Choices.YesNo("agreed", "course.agreed"), Choices.Reason, Choices.Paper],
            g => g.Yes("agreed") is { } agreed ? new DecideObjection(agreed, g["reason"], g.Line("reference")) : null, c => c.Objection is { Agreed: null }, on => Writes(on, on.State.Objection!.To)),
        new("state-position", [Choices.Offices("office", Asked), Choices.YesNo("accepts", "course.accepts"), Choices.Reason, Choices.Paper],
            g => g.Id("office") is { } office && g.Yes("accepts") is { } accepts ? new StatePosition(new(office), accepts, g["reason"], g.Line("reference")) : null,
            c => c.Competence is not null, on => Asked(on).Any()),
        new("decide-competence", [Choices.Offices("office", Choices.Inside), Choices.Reason, Choices.Paper],
            g => g.Id("office") is { } office ? new DecideCompetence(new(office), g["reason"], g.Line("reference")) : null, c => c.Competence?.Referee is not null, on => Writes(on, on.State.Competence!.Referee!.Value)),
        new("refer", [Choices.Reason], g => new ReferCompetence(g["reason"]),
            c => ReferCompetence.IsDisputed(c) && c is { Outcome: null } && c.Competence?.Referee is null, StaffAction.MayDispose),
        new("object", [Choices.Reason], g => new ObjectToTransfer(g["reason"]), _ => true,
            on => Authority.SpeaksFor(on.Reader, on.State.Office, on.State, on.Town) && ObjectToTransfer.IsOpen(on.State, on.Now)),
        new("report-back", [new("words", Ask.Words)], g => new ReportBack(g["words"]), c => c.OpenCharges.Any(), StaffAction.MaySee),
        new("receive-report", [], _ => new ReceiveReport(), _ => true, HasReport),
        new("send-back-report", [Choices.YesNo("untrue", "course.untrue"), new("feedback", Ask.Day), Choices.Reason],
            g => g.Day("feedback") is { } day && g.Yes("untrue") is { } untrue ? new SendBackReport(day, untrue, g["reason"]) : null, _ => true, HasReport),
    ];

    public static IEnumerable<StaffAction> Rare =>
    [
        new("entrust", [Choices.Offices("office", Below), Choices.Reason, new("feedback", Ask.Day)],
            g => g.Id("office") is { } office && g.Day("feedback") is { } day ? new Transfer(new(office), g["reason"], day) : null, MayBeSent, on => StaffAction.MayDispose(on) && Below(on).Any()) { IsRare = true },
        new("consult", [Choices.Offices("office", Choices.Others), Choices.Reason],
            g => g.Id("office") is { } office ? new Consult(new(office), g["reason"]) : null,
            c => c is { Outcome: null, IsSealed: false, Objection: not { Agreed: null } } && c.Competence?.Referee is null, on => StaffAction.MayDispose(on) && Choices.Others(on).Any()) { IsRare = true },
    ];

    /// <summary>Not while it is in question whose it is.</summary>
    public static bool MayBeSent(Grievance grievance) => grievance is { Outcome: null, Competence: null, Objection: not { Agreed: null } };

    private static bool Writes(DeskCase on, OfficeId office) =>
        Authority.SpeaksFor(on.Reader, office, on.State, on.Town) || Authority.MayEnterFor(on.Reader, office, on.State.Office, on.State, on.Town);

    private static IEnumerable<OfficeId> Asked(DeskCase on) =>
        on.State.Competence?.Parties.Where(party => party.Accepts is null && Writes(on, party.Office)).Select(party => party.Office) ?? [];

    private static IEnumerable<OfficeId> Below(DeskCase on)
    {
        var above = on.Town.Above(Authority.ActsFor(on.Reader, on.State, on.Town)).Select(office => office.Id).ToHashSet();
        return Choices.Others(on).Where(office => !above.Contains(office));
    }

    private static bool HasReport(DeskCase on) => ReceiveReport.WaitingFor(on.Reader, on.State, on.Town) is not null;
}
