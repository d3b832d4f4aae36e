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
        _ => [],
    };
}
