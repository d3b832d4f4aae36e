using System.Collections.Immutable;
using Answerable.Deadlines;
using Answerable.Grievances.Directing;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>What somebody brings: a suggestion or a claim. An accusation is sealed first: <see cref="LodgeAccusation"/>.</summary>
/// <param name="Title">1 to 200 characters.</param>
/// <param name="Body">1 to 50,000 characters.</param>
/// <param name="Place">Where the matter is; not where the filer is.</param>
/// <param name="Category">A code of the town's list of subjects: lower-case letters, digits, hyphens.</param>
/// <param name="Contact">None: anonymous.</param>
public sealed record Filing(
    GrievanceKind Kind, string Title, string Body, About? About = null, string? Category = null, string? Place = null,
    Contact? Contact = null, bool Confidential = false, ImmutableArray<Attachment> Attachments = default)
{
    public ImmutableArray<Attachment> Attachments { get; init; } = Attachments.IsDefault ? [] : Attachments;

    /// <summary>Where the matter is: a code of the town's list of areas.</summary>
    public string? Area { get; init; }

    /// <summary>The spot, where the filer pointed it out.</summary>
    public Spot? Spot { get; init; }

    /// <summary>What was taken out of them; those without anything are left out.</summary>
    public ImmutableArray<CleanedFile> Cleaned { get; init; } = [];

    /// <summary>The matter its complainant says it follows; they opened that one with its own code.</summary>
    public Earlier? Follows { get; init; }
    /// <summary>How the filer wants to be told of news; null: they were not asked, and nothing is sent.</summary>
    public NoticeChoice? Notices { get; init; }

    /// <summary>It came by e-mail and nobody registered it by hand.</summary>
    public MailedIn? Mail { get; init; }

    /// <summary>Somebody wrote for the complainant, or came in their place; null: nobody said so.</summary>
    public Helped? Helped { get; init; }
}

/// <summary>Files a grievance from outside: the web page, the API, an e-mail. Never refused because of who files, or how often.</summary>
/// <param name="AccessCode">Drawn or derived by the caller, who shows it once; the record keeps its digest.</param>
/// <param name="To">The office addressed; otherwise the one that receives for the town.</param>
public sealed record Lodge(Filing Filing, Channel Channel, string AccessCode, OfficeId? To = null) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        context.Actor is not (Actor.Complainant or Actor.Engine) || Channel is not (Channel.Web or Channel.Api or Channel.Email) ? Refuse("not-allowed")
        : Lodging.Decide(grievance, context, Filing, Channel, AccessCode, To, slip: null);
}

/// <summary>
/// Registers what came on paper, by phone or in person. The time it was received is the envelope's; the time it was recorded is now.
/// </summary>
/// <param name="Slip">Number of the pre-printed slip whose receipt was torn off (safeguards C1).</param>
public sealed record Register(Filing Filing, Channel Channel, string AccessCode, OfficeId Office, string? Slip = null) : ICommand<Grievance>
{
    /// <summary>Its number in the system that it came from.</summary>
    public OuterNumber? Outer { get; init; }

    public Decision Decide(Grievance grievance, Context context) =>
        !Authority.MayRegister(context.Actor, context.Book.Town, Office) || Channel is Channel.Web or Channel.Api ? Refuse("not-allowed")
        : !Written.IsLine(Slip, 40) ? Refuse("slip-invalid")
        : Outer is { } outer && (!outer.IsSound || outer.IsAnswered) ? Refuse("outer-number-invalid")
        : Lodging.Decide(grievance, context, Filing, Channel, AccessCode, Office, Slip, Outer);

    /// <summary>Received so long ago that the office's first duty is overdue as soon as it is registered.</summary>
    public static bool IsLate(Book book, OfficeId office, Instant received, Instant now) =>
        book.Town.Find(office) is { } receiving && CaseClocks.First(book.Rulebook, receiving) is { Enabled: true, HasTerm: true } first
        && Clock.Start(book.Rulebook, first.Id, received, book.Calendar, book.Zone).DueAt <= now;
}

/// <summary>A suggestion or a claim is on the record (登记).</summary>
/// <param name="AcceptanceAt">From when a claim counts as accepted if nobody gives notice.</param>
/// <param name="Reach">Ways to reach the complainant that were given: sms, email.</param>
/// <param name="After">The final opinion on the matter it follows, as its complainant says.</param>
/// <param name="Follows">That matter's number.</param>
[Event("grievance.lodged", 1)]
public sealed record Lodged(
    string Number, GrievanceKind Kind, Channel Channel, Openness Openness, string AccessDigest, OfficeId Office, string? Category, About? About,
    ImmutableArray<Attachment> Attachments, ImmutableArray<string> Reach, string? Slip, Instant? AcceptanceAt, ImmutableArray<ClockStart> Starts,
    [property: Personal] string? Title, [property: Personal] string? Body, [property: Personal] string? Place, [property: Personal] Contact? Contact,
    FinalOpinion? After = null, [property: Personal] string? Follows = null) : IClockEvent
{
    /// <summary>The law the case begins under; null in events of before.</summary>
    public BookRef? Under { get; init; }
    /// <summary>How the filer wants to be told of news; null: they were not asked.</summary>
    public NoticeChoice? Notices { get; init; }
    /// <summary>Code of the area the matter is in.</summary>
    public string? Area { get; init; }

    [Personal]
    public Spot? Spot { get; init; }
    /// <summary>It came by e-mail and was taken in by the system; null in every other filing.</summary>
    public MailedIn? Mail { get; init; }
    /// <summary>Its number in the system that it came from; null: it came from none.</summary>
    public OuterNumber? Outer { get; init; }
    /// <summary>Somebody wrote for the complainant, or came in their place.</summary>
    public Helped? Helped { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public ImmutableArray<string> Meets => [];
}

internal static class Lodging
{
    public static Decision Decide(Grievance grievance, Context context, Filing filing, Channel channel, string accessCode, OfficeId? to, string? slip, OuterNumber? outer = null) =>
        grievance.IsLodged ? Refuse("already-lodged")
        : FaultOf(filing, context.Book) ?? FaultOfEntry(context, accessCode)
        ?? Filed(grievance, context, filing, channel, accessCode, to, slip, outer, Guide.At(filing, to, context.Book));

    private static Decision Filed(Grievance grievance, Context context, Filing filing, Channel channel, string accessCode, OfficeId? to, string? slip, OuterNumber? outer, Directed? directed) =>
        context.Book.Town.Find(to ?? (directed is { Proposed: false } set ? set.Office : context.Book.Town.ReceivingOffice) ?? default) is not { Outside: false } office
            ? Refuse("office-unknown")
            : Record([
                Event(grievance, context, filing, channel, accessCode, office, slip) with { Outer = outer },
                .. directed is not null && !(directed.Proposed && directed.Unit is null && directed.Office == office.Id) ? new IEvent[] { directed } : [],
                .. FilesCleaned.Of(filing.Cleaned)]);

    public static Decision? FaultOfEntry(Context context, string accessCode) =>
        AccessCode.Digest(accessCode) is null ? Refuse("access-code-malformed")
        : context.OccurredAt > context.Now ? Refuse("received-in-the-future")
        : null;

    public static Decision? FaultOf(ImmutableArray<Attachment> files) =>
        files.Length > Attachment.Most ? Refuse("attachment-too-many")
        : files.Any(file => file.Size is < 0 or > Attachment.LargestSize) ? Refuse("attachment-too-large")
        : null;

    private static Decision? FaultOf(Filing filing, Book book) =>
        filing.Kind == GrievanceKind.Accusation ? Refuse("accusation-not-sealed")
        : !Written.IsText(filing.Title, 200) ? Refuse("title-invalid")
        : !Written.IsText(filing.Body, 50_000) ? Refuse("body-invalid")
        : !Written.IsLine(filing.Place, 300) ? Refuse("place-invalid")
        : filing.Category is { } category && book.Categories.Find(category) is null ? Refuse("category-invalid")
        : filing.Area is { } area && book.Directions.Find(area) is null ? Refuse("area-unknown")
        : filing.Spot is { IsSound: false } ? Refuse("spot-invalid")
        : filing.Contact is { } contact && !contact.IsSound() ? Refuse("contact-invalid")
        : Telling.FaultOf(filing.Notices, filing.Contact) ?? FaultOf(filing.Attachments) ?? FaultOf(filing.About, book.Town);

    private static Decision? FaultOf(About? about, Town town) =>
        about is null ? null
        : about.Office is { } office && town.Find(office) is null ? Refuse("office-unknown")
        : about.Unit is { } unit && town.Find(unit) is null ? Refuse("unit-unknown")
        : about.DecidedBy.Any(person => town.Find(person) is null) ? Refuse("person-unknown")
        : null;

    private static Lodged Event(Grievance grievance, Context context, Filing filing, Channel channel, string accessCode, Office office, string? slip)
    {
        var contact = filing.Contact is { IsEmpty: false } given ? given : null;
        var starts = CaseClocks.OnReceipt(context, grievance, filing.Kind, office);
        return new(
            CaseNumber.Draw(context.Ids), filing.Kind, channel,
            contact is null ? Openness.Anonymous : filing.Confidential ? Openness.Confidential : Openness.Open,
            AccessCode.Digest(accessCode)!, office.Id, filing.Category, filing.About, filing.Attachments, Ways(contact), slip,
            CaseClocks.AcceptanceAt(starts), starts, filing.Title.Trim(), filing.Body, filing.Place, contact, filing.Follows?.Final, filing.Follows?.Number) { Under = context.Book.Rulebook.Key, Notices = filing.Notices, Mail = channel == Channel.Email ? filing.Mail : null, Area = filing.Area, Spot = filing.Spot, Helped = filing.Helped };
    }

    private static ImmutableArray<string> Ways(Contact? contact) =>
        [.. new[] { contact?.Phone is null ? null : "sms", contact?.Email is null ? null : "email" }.OfType<string>()];
}
