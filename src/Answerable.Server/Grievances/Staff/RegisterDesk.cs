using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.People;
using Answerable.Storage.Vaults;
using NodaTime;
using NodaTime.Text;

namespace Answerable.Server.Grievances.Staff;

/// <summary>Registers a visit, a letter or a call at the window. The slip with number and access code is printed once.</summary>
public sealed class RegisterDesk(StaffDesk desk, Vault vault)
{
    private readonly byte[] secret = vault.Derive("access-code");

    public abstract record Outcome;
    public sealed record Done(string Number, string AccessCode) : Outcome;
    public sealed record Not(string Code) : Outcome
    {
        /// <summary>The field of the form that it speaks of.</summary>
        public string Field => Code switch
        {
            "body-invalid" => "body",
            "place-invalid" => "place",
            "contact-invalid" => "name",
            "received-in-the-future" => "received",
            "slip-invalid" => "slip",
            _ => "title",
        };
    }

    public async Task<Outcome> Take(HttpContext http, Book book, StaffAction.Given given, GrievanceKind kind, Channel channel)
    {
        var code = AccessCode.Derive(secret, $"window/{given["key"]}");
        var contact = new Contact(given.Line("name"), given.Line("phone") is { } phone ? PhoneNumber.Read(phone) : null, Address: given.Line("address"));
        var filing = new Filing(kind, given["title"], given["body"], Place: given.Line("place"), Contact: contact.IsEmpty ? null : contact, Confidential: given["confidential"] == "1");
        if (OfficeOf(http.Actor(), book.Town) is not { } office)
            return new Not("not-allowed");
        var answer = await desk.Register(http, new(filing, channel, code, office, given.Line("slip")), Received(given, book.Zone), given["key"]);
        return answer switch
        {
            Answer.Recorded recorded when recorded.Events[0] is Lodged lodged => new Done(lodged.Number, code),
            Answer.Refused refused => new Not(refused.Code),
            _ => new Not("already-lodged"),
        };
    }

    private static OfficeId? OfficeOf(Actor.Staff clerk, Town town) =>
        town.PostsOf(clerk.Person).Where(post => post.Powers.Contains(Power.Reception)).Select(post => (OfficeId?)post.Office).FirstOrDefault();

    // Day and hour as the clerk writes them, in the town's time; empty: now.
    private static Instant? Received(StaffAction.Given given, DateTimeZone zone) =>
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm").Parse(given["received"]) is { Success: true } at ? at.Value.InZoneLeniently(zone).ToInstant() : null;
}
