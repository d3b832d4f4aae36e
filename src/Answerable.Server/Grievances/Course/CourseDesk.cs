using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.Grievances.Staff;
using Answerable.Server.Shell;
using Answerable.Storage.Rows;

namespace Answerable.Server.Grievances.Course;

/// <summary>What the events of these stages say on the desk, each value under its label.</summary>
internal static class CourseDesk
{
    private const string Reason = "staff.field.reason", Words = "staff.field.words", Reference = "course.reference";

    /// <summary>Null where the event is none of these.</summary>
    public static IEnumerable<(string? Label, string? Value)>? Values(DeskCase on, IEvent happened, Words w)
    {
        string Office(OfficeId id) => on.Town.Find(id)?.Name.In(w.Language) ?? id.Value;
        string Yes(string key, bool yes) => w[$"{key}.{(yes ? "yes" : "no")}"];
        return happened switch
        {
            TransferObjected e => [("course.by", Office(e.By)), ("course.to", Office(e.To)), (Reason, e.Reason)],
            ObjectionDecided e => [("course.by", Office(e.By)), ("staff.field.agreed", Yes("course.agreed", e.Agreed)), (Reference, e.Reference), (Reason, e.Reason)],
            CompetenceConsulted e => [("course.with", Office(e.With)), (Reason, e.Reason)],
            PositionStated e => [("course.by", Office(e.Office)), ("staff.field.accepts", Yes("course.accepts", e.Accepts)), (Reference, e.Reference), (Reason, e.Reason)],
            CompetenceReferred e => [("course.to", Office(e.To)), (null, w[e.Loop ? "course.looped" : e.AtConference ? "course.conference" : "course.superior"]), (Reason, e.Reason)],
            CompetenceSettled e => [("course.now-with", Office(e.To)), ("course.by", e.DecidedBy is { } by ? Office(by) : null), (Reference, e.Reference), (Reason, e.Reason)],
            ReportedBack e => [("course.to", string.Join("、", e.To.Select(Office))), (Words, e.Report)],
            ReportReceived e => [("course.by", Office(e.By))],
            ReportSentBack e => [("course.by", Office(e.By)), ("staff.field.untrue", Yes("course.untrue", e.Untrue)), ("staff.field.feedback", Day(e.Starts)), (Reason, e.Reason)],
            _ => OfSupervision(on, happened, w, Office) ?? OfHelp(happened, w),
        };

        string? Day(IEnumerable<ClockStart> starts) => starts.FirstOrDefault()?.Clock.SetDay is { } day ? w.Date(day) : null;
    }

    private static IEnumerable<(string?, string?)>? OfSupervision(DeskCase on, IEvent happened, Words w, Func<OfficeId, string> office)
    {
        string Code<T>(string key, T value) where T : struct, Enum => w[$"{key}.{CaseEntry.Code(value)}"];
        // A proposal to hold somebody to account is read by the two offices; those it is about read that there was one.
        bool Reads(Proposal proposal, params ReadOnlySpan<OfficeId> offices)
        {
            foreach (var one in offices)
                if (Authority.SpeaksFor(on.Reader, one, on.State, on.Town))
                    return true;
            return proposal != Proposal.Accountability;
        }

        return happened switch
        {
            SupervisionDue e => [("course.about", office(e.Office)), ("staff.field.ground", Code("course.ground", e.Ground)), ("course.to", office(e.To))],
            Supervised e => [("course.by", office(e.By)), ("course.about", office(e.Of)), ("staff.field.ground", Code("course.ground", e.Ground)), ("staff.field.supervise.facts", e.Facts), ("staff.field.improvement", e.Improvement), ("staff.field.supervise.feedback", w.Date(e.Starts[0].Clock.DueDay))],
            Proposed e => [("course.by", office(e.By)), ("course.to", office(e.To)), ("staff.field.proposal", Code("course.proposal", e.Proposal)), (Words, Reads(e.Proposal, e.By, e.To) ? e.Words : null)],
            SupervisionAnswered e => [("course.by", office(e.Of)), ("staff.field.adoption", Code("course.adoption", e.Adoption)), (Reference, e.Reference),
                (Words, on.State.Supervisions.First(one => one.Key == e.Key) is var one && Reads(one.Proposal, one.By, one.Of) ? e.Words : null)],
            NotCarriedOut e => [(Words, e.Words)],
            ReceptionBooked e => [("reception.date", w.DateAndDay(e.Date))],
            ReceivedInPerson e => [("reception.receivers", string.Join(w["course.and"], e.Receivers.Select(id => on.Town.Find(id)?.Name ?? id.Value))), ("staff.field.record-reception.words", e.Words), ("staff.field.undertaking", e.Undertaking), ("staff.field.record-reception.feedback", e.DoneBy is { } day ? w.Date(day) : null)],
            _ => null,
        };
    }

    private static IEnumerable<(string?, string?)>? OfHelp(IEvent happened, Words w)
    {
        string Code<T>(string key, T value) where T : struct, Enum => w[$"{key}.{CaseEntry.Code(value)}"];
        return happened switch
        {
            MediationProposed e => [("staff.field.with", e.With), (Words, e.Words)],
            MediationAnswered e => [(null, w[$"course.side.{CaseEntry.Code(e.Side)}.{(e.Consents ? "yes" : "no")}"]), (Reference, e.Reference)],
            MediationEnded e => [(Reason, e.Reason)],
            AgreementRecorded e => [("staff.field.agreement", Code("course.agreement", e.Kind)), (Reference, e.Reference), (Words, e.Words)],
            ReliefOffered e => [("staff.field.relief", Code("course.relief", e.Kind)), (Words, e.Words), ("staff.field.reach", e.HowToReach)],
            ReliefAnswered e => [(null, w[$"course.wants.{(e.Accepts ? "yes" : "no")}"])],
            ReliefResulted e => [("staff.field.result", Code("course.relief.result", e.Result)), (Words, e.Words)],
            FoundMajor e => [("staff.field.major.facts", e.Facts)],
            MajorTold e => [("course.to", Code("course.told", e.To)), (Reference, e.Reference)],
            MeasuresTaken e => [("staff.field.measures", e.Measures)],
            UndertakingMade e => [("staff.field.undertake.words", e.Words), ("staff.field.undertake.until", e.Starts.FirstOrDefault()?.Clock.SetDay is { } until ? w.Date(until) : null)],
            UndertakingKept e => [("staff.field.keep-undertaking.words", e.Words)],
            LitigationSeparated e => [("staff.field.litigation.body", e.Body.In(w.Language)), ("staff.field.litigation.reference", e.Reference), ("staff.field.notice", e.Notice)],
            _ => null,
        };
    }
}
