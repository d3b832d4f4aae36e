using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.People;
using Answerable.Server.Receptions.Slips;
using Answerable.Server.Shell;
using Answerable.Storage.Vaults;
using NodaTime;
using NodaTime.Text;
using Town = Answerable.Offices.Town;

namespace Answerable.Server.Grievances.Staff;

/// <summary>Registers a visit, a letter or a call at the window. The slip with number and access code is printed once.</summary>
public sealed class RegisterDesk(StaffDesk desk, Vault vault, NoticeWays ways, SlipDesk slips)
{
    private readonly byte[] secret = vault.Derive("access-code");

    public abstract record Outcome;
    /// <param name="Again">The same form was sent before: this is the case it registered then.</param>
    public sealed record Done(string Number, string AccessCode, bool Again) : Outcome;
    public sealed record Not(string Code) : Outcome;

    public async Task<Outcome> Take(HttpContext http, Book book, StaffAction.Given given)
    {
        var contact = new Contact(given.Line("name"), given.Line("phone") is { } phone ? PhoneNumber.Read(phone, book.Town.IsInChina) : null, given.Line("email"), given.Line("address"));
        var filing = new Filing(given.Enum<GrievanceKind>("kind")!.Value, given["title"], given["body"], Category: given.Id("category"), Place: given.Line("place"), Contact: contact.IsEmpty ? null : contact, Confidential: given["confidential"] == "1") { Area = given.Id("area"), Notices = NoticeForm.Way(given["told"]) is { } way ? new(way, given.Line("toldIn") ?? "zh") : null, Helped = given.Enum<Helped>("helped") };
        if (OfficeOf(http.Actor(), book.Town) is not { } office)
            return new Not("not-allowed");
        // Sent twice it is one matter; with other words it is another, or what was written last would be lost.
        var content = SameFiling.Digest(new { filing, Channel = given["channel"], Slip = given["slip"], Received = given["received"], office });
        var code = AccessCode.Derive(secret, $"window/{given["key"]}", content);
        var form = Convert.ToHexStringLower(content)[..32];
        if (await slips.FaultOf(http, given["slip"], form) is { } fault)
            return new Not(fault);
        var answer = await desk.Register(http, new(filing, given.Enum<Channel>("channel")!.Value, code, office, given.Line("slip")), Received(given, book.Zone), $"{given["key"]}/{Convert.ToHexStringLower(content)}");
        return answer switch
        {
            // The slip after the case: whatever stops us between the two leaves a slip that is reported missing, and no case that nobody looks for.
            Answer.Recorded recorded when recorded.Events[0] is Lodged lodged && await slips.Use(http, given["slip"], form) => new Done(lodged.Number, code, recorded.Again),
            Answer.Refused refused => new Not(refused.Code),
            _ => new Not("already-lodged"),
        };
    }

    /// <summary>Everything that is missing or cannot be read, in one round.</summary>
    public FormErrors Faults(StaffAction.Given given, Instant now, Book book, OfficeId? office)
    {
        var errors = new FormErrors();
        void Need(string field, string label, bool isGiven)
        {
            if (!isGiven)
                errors.Add(field, given.Line(field) is null ? "staff.missing" : "staff.unreadable", new Words.Word(label));
        }

        Need("channel", "staff.column.channel", given.Enum<Channel>("channel") is not null);
        Need("kind", "staff.filter.kind", given.Enum<GrievanceKind>("kind") is not null);
        Need("title", "staff.field.title", given.Line("title") is not null);
        Need("body", "staff.field.body", given.Line("body") is not null);
        Need("received", "staff.field.received", given.Line("received") is null || ReadMinute(given) is not null);
        // A slip in the year would be overdue for ever: an old day is confirmed, an impossible one refused.
        if (Received(given, book.Zone) is { } received && now - received > OldestEver)
            errors.Add("received", "staff.register.too-old");
        else if (IsOld(given, now, book, office) && given["old"] != "1")
            errors.Add("old", "staff.register.old.missing");
        if (given.Line("phone") is { } phone && PhoneNumber.Read(phone, book.Town.IsInChina) is null)
            errors.Add("phone", "lodge.phone.invalid");
        if (given.Line("email") is { } email && !new Contact(Email: email).IsSound())
            errors.Add("email", "lodge.email.invalid");
        // Whoever is not here and leaves nothing could never be given the code.
        if (given.Enum<Helped>("helped") == Helped.Agent && new[] { "name", "phone", "email", "address" }.All(field => given.Line(field) is null))
            errors.Add("helped", "oral.agent.contact");
        return OfNotices(given, errors);
    }

    // Asked of everybody who left a number or an address that a message could reach; nothing is chosen for them.
    private FormErrors OfNotices(StaffAction.Given given, FormErrors errors)
    {
        var fit = ways.For(given.Line("phone"), given.Line("email")).ToList();
        return NoticeForm.Way(given["told"]) switch
        {
            null when fit.Count > 0 => errors.Add("told", "staff.register.told.missing"),
            (NoticeWay.Sms or NoticeWay.Email) and var way when !fit.Contains(way) => errors.Add("told", "staff.register.told.unfit"),
            _ => errors,
        };
    }

    public static bool IsOld(StaffAction.Given given, Instant now, Book book, OfficeId? office) =>
        office is { } receiving && Received(given, book.Zone) is { } received && Answerable.Grievances.Register.IsLate(book, receiving, received, now);

    private static readonly Duration OldestEver = Duration.FromDays(5 * 366);

    /// <summary>The field that a refusal speaks of.</summary>
    public static string FieldOf(string refusal) => refusal switch
    {
        "received-in-the-future" or "occurred-in-future" => "received",
        "contact-invalid" => "name",
        "notice-way-without-address" or "notice-choice-unknown" => "told",
        "body-invalid" => "body",
        "place-invalid" => "place",
        "category-invalid" => "category",
        "area-unknown" => "area",
        "slip-invalid" or "slip-used" or "slip-void" => "slip",
        "accusation-not-sealed" => "kind",
        _ => "title",
    };

    /// <summary>The reader registers for some office.</summary>
    public static bool May(Actor.Staff clerk, Town town) => OfficeOf(clerk, town) is { } office && Authority.MayRegister(clerk, town, office);

    /// <summary>For which office the reader registers.</summary>
    internal static OfficeId? OfficeOf(Actor.Staff clerk, Town town) =>
        town.PostsOf(clerk.Person).Where(post => post.Powers.Contains(Power.Reception)).Select(post => (OfficeId?)post.Office).FirstOrDefault();

    // Day and hour as the clerk writes them, in the town's time; empty: now.
    private static Instant? Received(StaffAction.Given given, DateTimeZone zone) => ReadMinute(given)?.InZoneLeniently(zone).ToInstant();

    private static LocalDateTime? ReadMinute(StaffAction.Given given) =>
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm").Parse(given["received"]) is { Success: true } at ? at.Value : null;
}
