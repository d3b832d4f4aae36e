using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Grievances;

/// <summary>
/// Whom each event tells. A complainant is told what was done and by when what is due, never by whom it was opened late;
/// nothing sent holds a word of the matter.
/// </summary>
public sealed partial record Grievance
{
    public IEnumerable<Delivery> Deliveries(IEvent happened, Stamp stamp) => happened switch
    {
        // The office that receives it sees it in its queue.
        Lodged { Mail: not null } => MailAnswered(stamp),
        Lodged => ToComplainant(stamp, "lodged"),
        NoticesChosen e => ToldThere(stamp, e.Before),
        ContactAsked e => [WithCode(stamp, NoticeMessages.ContactCode, e.Wanted, $"{NoticeMessages.Recipient}/{stamp.Version}", e.Code)],
        ContactConfirmed e => ToldThere(stamp, e.Before),
        RevocationAsked e when Notices is { Channel: not null } told => [WithCode(stamp, NoticeMessages.RevocationCode, told, NoticeMessages.Recipient, e.Code)],
        AccessReissued or AccessChanged or AccessRevoked => ToComplainant(stamp, NoticeMessages.AccessChanged),
        AccusationSealed e => [ToOffice(stamp, e.IsUrgent ? "retaliation" : "accusation", Office) with { Urgent = e.IsUrgent }],
        AlsoSealedTo e => e.Offices.Select(office => ToOffice(stamp, "retaliation", office) with { Urgent = true }),
        Accepted => ToComplainant(stamp, "accepted"),
        AcceptanceDeemed => ToComplainant(stamp, "acceptance-deemed"),
        NoticeGiven => ToComplainant(stamp, "notice-given"),
        ReceiptTold => ToComplainant(stamp, "receipt-told"),
        ToldNotOurs => ToComplainant(stamp, "told-not-ours"),
        SendingOnAgreed => [ToOffice(stamp, "sending-on-agreed", Office)],
        Transferred e => ToComplainant(stamp, "transferred").Append(ToOffice(stamp, "transferred", e.To)),
        Assigned e => new[] { e.Officer, e.Leader }.OfType<PersonId>().Distinct().Select(person => ToStaff(stamp, "assigned", person)),
        OpinionDrafted => Leader is { } leader ? [ToStaff(stamp, "opinion-drafted", leader)] : [ToOffice(stamp, "opinion-drafted", Office)],
        OpinionReturned => Officer is { } officer ? [ToStaff(stamp, "opinion-returned", officer)] : [ToOffice(stamp, "opinion-returned", Office)],
        Replied or OpinionSigned => ToComplainant(stamp, "replied"),
        ExtensionRequested => [ToOffice(stamp, "extension-requested", Office)],
        Extended e => ToComplainant(stamp, "extended").Append(ToStaff(stamp, "approved-in-your-name", e.ApprovedBy)),
        WrittenTo => ToComplainant(stamp, "written-to"),
        InformationAdded => [ToOffice(stamp, "information-added", Office)],
        Reopened => [ToOffice(stamp, "reopened", Office)],
        DeadlineMissed { BroughtTo: { } above } => [ToOffice(stamp, "deadline-missed", above), ToOffice(stamp, "deadline-missed-here", Office), .. OfUndertaking(happened, stamp)],
        DeadlineMissed => [ToOffice(stamp, "deadline-missed-here", Office), .. OfUndertaking(happened, stamp)],
        BroughtHigher { BroughtTo: { } above } => [ToOffice(stamp, "brought-higher", above)],
        ClocksRecounted => ToComplainant(stamp, "clocks-recounted"),
        Closed { Ending: not Grievances.Ending.Withdrawn } => ToComplainant(stamp, "closed"),
        _ => OfReview(happened, stamp).Concat(OnCourse(happened, stamp, ToComplainant, ToOffice)).Concat(ByMail(happened, stamp)).Concat(OfUndertaking(happened, stamp)),
    };

    private Delivery ToOffice(Stamp stamp, string message, OfficeId office) =>
        new($"{stamp.Version}.{message}.{office}", "desk", $"office.{office}", $"grievance.{message}") { Arguments = Arguments };

    private Delivery ToStaff(Stamp stamp, string message, PersonId person) =>
        new($"{stamp.Version}.{message}.{person}", "desk", $"staff.{person}", $"grievance.{message}") { Arguments = Arguments };

    private Dictionary<string, string> Arguments => new() { ["number"] = Number };
}
