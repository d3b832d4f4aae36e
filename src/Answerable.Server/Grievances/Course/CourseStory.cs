using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.Grievances.Resident;
using Answerable.Server.Shell;
using Answerable.Storage.Rows;

namespace Answerable.Server.Grievances.Course;

/// <summary>These stages in the words of the complainant.</summary>
internal static class CourseStory
{
    /// <summary>Null where the event tells them nothing.</summary>
    public static StoryLine? Line(IEvent happened, Stamp stamp, CaseDoor.Opened opened, Words w)
    {
        string Office(OfficeId id) => opened.Book.Town.Find(id)?.Name.In(w.Language) ?? id.Value;
        return happened switch
        {
            TransferObjected e => new(stamp, w["course.story.objected", Office(e.By), Office(e.To)], e.Reason),
            ObjectionDecided e => new(stamp, w[e.Agreed ? "course.story.objection.yes" : "course.story.objection.no", Office(e.By)], e.Reason),
            CompetenceConsulted e => new(stamp, w["course.story.consulted", Office(e.With)], e.Reason),
            PositionStated { Accepts: false } e => new(stamp, w["course.story.declined", Office(e.Office)], e.Reason),
            CompetenceReferred e => new(stamp, w["course.story.referred", Office(e.To)], $"{w[e.Loop ? "course.looped" : e.AtConference ? "course.conference" : "course.superior"]}\n{e.Reason}"),
            CompetenceSettled e => new(stamp, w["course.story.settled", Office(e.To)], $"{w[e.DecidedBy is null ? "course.story.settled.agreed" : "course.story.settled.decided", Office(e.DecidedBy ?? e.To)]}\n{e.Reason}"),
            ReportedBack e => new(stamp, w["course.story.reported", string.Join(w["course.and"], e.To.Select(Office))]),
            ReportSentBack e => new(stamp, w[e.Untrue ? "course.story.untrue" : "course.story.incomplete", Office(e.By), w.Date(e.Starts[0].Clock.DueDay)], null, "bad"),
            _ => OfSupervision(happened, stamp, opened, w, Office) ?? OfHelp(happened, stamp, w),
        };
    }

    private static StoryLine? OfSupervision(IEvent happened, Stamp stamp, CaseDoor.Opened opened, Words w, Func<OfficeId, string> office) => happened switch
    {
        SupervisionDue e => new(stamp, w["course.story.due", office(e.To)], w["course.story.due.text", office(e.Office), w[$"course.ground.{CaseEntry.Code(e.Ground)}"]]),
        Supervised e => new(stamp, w["course.story.supervised", office(e.By), office(e.Of)],
            $"{w[$"course.ground.{CaseEntry.Code(e.Ground)}"]}\n{e.Facts}\n{w["course.story.improve", e.Improvement ?? ""]}\n{w["course.story.answer-by", w.Date(e.Starts[0].Clock.DueDay)]}", "now"),
        Proposed e => new(stamp, w[$"course.story.proposed.{CaseEntry.Code(e.Proposal)}", office(e.By), office(e.To)], e.Proposal == Proposal.Accountability ? null : e.Words),
        SupervisionAnswered e => new(stamp, w["course.story.answered", office(e.Of), w[$"course.adoption.{CaseEntry.Code(e.Adoption)}"]],
            opened.Case.State.Supervisions.First(one => one.Key == e.Key).Proposal == Proposal.Accountability ? null : e.Words, "good"),
        ReceptionBooked e => new(stamp, w["reception.story.booked", w.DateAndDay(e.Date)]),
        ReceptionGivenUp => new(stamp, w["reception.story.given-up"]),
        ReceivedInPerson e => new(stamp, w["reception.story.received", string.Join(w["course.and"], e.Receivers.Select(id => opened.Book.Town.Find(id)?.Name ?? id.Value))],
            string.Join('\n', new[] { e.Words, e.Undertaking is { } promised ? w["reception.story.undertaken", promised] : null, e.DoneBy is { } day ? w["reception.story.by", w.Date(day)] : null }.OfType<string>()), "good"),
        ReceptionPassed => new(stamp, w["reception.story.passed"], w["reception.story.passed.text"], "bad"),
        NotCarriedOut => new(stamp, w["course.story.not-carried-out"]),
        _ => null,
    };

    private static StoryLine? OfHelp(IEvent happened, Stamp stamp, Words w) => happened switch
    {
        MediationProposed e => new(stamp, w["course.story.mediate", e.With ?? ""], e.Words),
        MediationAnswered e => new(stamp, w[$"course.story.side.{CaseEntry.Code(e.Side)}.{(e.Consents ? "yes" : "no")}"]),
        MediationEnded e => new(stamp, w["course.story.mediation-ended"], e.Reason),
        AgreementRecorded e => new(stamp, w[$"course.agreement.{CaseEntry.Code(e.Kind)}"], $"{w["course.story.paper", e.Reference]}\n{e.Words}", "good"),
        ReliefOffered e => new(stamp, w["course.story.relief", w[$"course.relief.{CaseEntry.Code(e.Kind)}"]], $"{e.Words}\n{e.HowToReach}"),
        ReliefAnswered e => new(stamp, w[$"course.story.wants.{(e.Accepts ? "yes" : "no")}"]),
        ReliefResulted e => new(stamp, w["course.story.relief.result", w[$"course.relief.result.{CaseEntry.Code(e.Result)}"]], e.Words),
        FoundMajor => new(stamp, w["course.story.major"], w["course.story.major.text"], "now"),
        MajorTold e => new(stamp, w["course.story.told", w[$"course.told.{CaseEntry.Code(e.To)}"]]),
        MeasuresTaken e => new(stamp, w["course.story.measures"], e.Measures),
        UndertakingMade { Starts: [var start, ..] } e => new(stamp, w["undertaking.story.made", w.Date(start.Clock.DueDay)], e.Words),
        UndertakingKept e => new(stamp, w["undertaking.story.kept"], e.Words, "good"),
        LitigationSeparated e => new(stamp, w["course.story.litigation", e.Body.In(w.Language)], $"{e.Notice}\n{e.HowToReach}{(e.Reference is { } sent ? $"\n{w["course.story.sent-on", sent]}" : "")}"),
        _ => null,
    };
}
