using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Grievances;

/// <summary>What the stages beside the main way change and whom they tell.</summary>
public sealed partial record Grievance
{
    private Grievance OnCourse(IEvent happened, Stamp stamp) => happened switch
    {
        TransferObjected e => FollowedBy(e.To) with { Objection = new(e.By, e.To) },
        ObjectionDecided e => Returned(e, stamp),
        CompetenceConsulted e => FollowedBy(e.With) with { Competence = new([.. Competence?.Parties ?? [], new(e.With)]) },
        PositionStated e => Stated(e),
        CompetenceReferred e => Referred(e),
        CompetenceSettled e => Settled(e, stamp),
        ReportedBack e => this with { Charges = [.. Charges.Select(charge => e.Meets.Contains(charge.Key) ? charge with { Reported = stamp.Version } : charge)] },
        ReportReceived e => this with { Charges = [.. Charges.Select(charge => charge.By == e.By && charge.Reported is not null ? charge with { IsReceived = true } : charge)] },
        ReportSentBack e => this with { Charges = [.. Charges.Where(charge => !(charge.By == e.By && charge.Reported is not null)), new(e.By, e.Starts[0].Key)] },
        SupervisionDue e => FollowedBy(e.To),
        Supervised e => With(e),
        Proposed e => With(e),
        SupervisionAnswered e => With(e),
        MediationProposed => this with { Mediation = new() },
        MediationAnswered e => With(e),
        MediationEnded => this with { Mediation = null },
        AgreementRecorded e => this with { Agreements = Agreements.Add(e.Reference), Mediation = e.Kind == AgreementKind.Mediated ? null : Mediation },
        ReliefOffered e => this with { Reliefs = Reliefs.Add(new(e.Number, e.Kind)) },
        ReliefAnswered e => With(e.Number, relief => relief with { Accepted = e.Accepts }),
        ReliefResulted e => With(e.Number, relief => relief with { Result = e.Result }),
        FoundMajor => this with { Major = new([]) },
        MajorTold e => (e.Reached is { } reached ? FollowedBy(reached) : this) with { Major = new(Major!.Told.Add(e.To)) },
        LitigationSeparated => this with { Stage = Stage.Routed, Route = Grievances.Route.Litigation },
        ReceptionBooked e => this with { Bookings = Bookings.Add(new(e.Day, e.Date, e.Ends)) },
        ReceptionGivenUp e => WithoutBooking(e.Day),
        ReceivedInPerson e => WithoutBooking(e.Day),
        ReceptionPassed e => WithoutBooking(e.Day),
        _ => this,
    };

    private IEnumerable<Delivery> OnCourse(IEvent happened, Stamp stamp, Func<Stamp, string, IEnumerable<Delivery>> toComplainant, Func<Stamp, string, OfficeId, Delivery> toOffice) => happened switch
    {
        TransferObjected e => [toOffice(stamp, "transfer-objected", e.To)],
        ObjectionDecided { Agreed: true } e => toComplainant(stamp, "transferred").Append(toOffice(stamp, "objection-decided", e.By)),
        ObjectionDecided => [toOffice(stamp, "objection-decided", Office)],
        CompetenceConsulted e => [toOffice(stamp, "competence-consulted", e.With)],
        PositionStated { Accepts: false } => [toOffice(stamp, "position-stated", Office)],
        CompetenceReferred e => [toOffice(stamp, "competence-referred", e.To)],
        CompetenceSettled e when e.From != e.To => toComplainant(stamp, "transferred").Append(toOffice(stamp, "transferred", e.To)),
        CompetenceSettled => [toOffice(stamp, "competence-settled", Office)],
        ReportedBack e => e.To.Select(office => toOffice(stamp, "reported-back", office)),
        ReportSentBack => [toOffice(stamp, "report-sent-back", Office)],
        SupervisionDue e => [toOffice(stamp, "supervision-due", e.To)],
        Supervised e => toComplainant(stamp, "supervised").Append(toOffice(stamp, "supervised", e.Of)),
        Proposed e => [toOffice(stamp, "proposed", e.To)],
        SupervisionAnswered e => toComplainant(stamp, "supervision-answered").Append(toOffice(stamp, "supervision-answered", e.To)),
        NotCarriedOut => [toOffice(stamp, "not-carried-out", Office)],
        MediationProposed => toComplainant(stamp, "mediation-proposed"),
        MediationAnswered { Side: Side.Complainant } => [toOffice(stamp, "mediation-answered", Office)],
        MediationAnswered or MediationEnded or AgreementRecorded => toComplainant(stamp, "mediation"),
        ReliefOffered => toComplainant(stamp, "relief-offered"),
        ReliefAnswered => [toOffice(stamp, "relief-answered", Office)],
        ReliefResulted => toComplainant(stamp, "relief-resulted"),
        MajorTold { Reached: { } reached } => [toOffice(stamp, "major-told", reached)],
        ReceptionBooked or ReceptionGivenUp when stamp.By == new Actor.Complainant().Id => [toOffice(stamp, "reception-booked", Office)],
        ReceivedInPerson => toComplainant(stamp, "received-in-person"),
        ReceptionPassed => [toOffice(stamp, "reception-passed", Office)],
        LitigationSeparated => toComplainant(stamp, "notice-given"),
        _ => [],
    };
}
