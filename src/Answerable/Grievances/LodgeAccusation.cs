using System.Collections.Immutable;
using Answerable.Deadlines;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>
/// Files an accusation (检举控告). What it says is encrypted before it gets here, to the key of the nearest office above all who are
/// accused; who is accused steers the routing and is not recorded (30¶3, safeguards A4).
/// </summary>
/// <param name="Payload">An armored age file of at most 1,000,000 characters.</param>
/// <param name="SealedTo">The office whose key was used.</param>
public sealed record LodgeAccusation(
    string Payload, OfficeId SealedTo, Channel Channel, string AccessCode,
    PersonId? Person = null, UnitId? Unit = null, OfficeId? Office = null, OfficeId? FiledWith = null) : ICommand<Grievance>
{
    /// <summary>What was taken out of its files before they were sealed; named by what is stored, which tells nothing of what is inside.</summary>
    public ImmutableArray<CleanedFile> Cleaned { get; init; } = [];

    public Decision Decide(Grievance grievance, Context context)
    {
        var town = context.Book.Town;
        if (grievance.IsLodged || (FiledWith ?? town.ReceivingOffice) is not { } from)
            return grievance.IsLodged ? Refuse("already-lodged") : Refuse("office-unknown");
        var above = Routing.AboveTheAccused(town, from, Person, Unit, Office);
        return !MayFile(context.Actor, town, from) ? Refuse("not-allowed")
            : above?.SealingKey is null ? new Decision.Refused("accusation-needs-higher-office") { Details = Routing.AddressOf(above) }
            : above.Id != SealedTo ? new Decision.Refused("sealed-to-another-office") { Details = Routing.AddressOf(above) }
            : !Sealed.IsArmored(Payload) ? Refuse("accusation-not-sealed")
            : Lodging.FaultOfEntry(context, AccessCode) ?? Record([
                Sealed.Event(grievance, context, above, Channel, AccessCode, Payload, isUrgent: false), .. Sealed.Aside(town, from, [above.Id]), .. FilesCleaned.Of(Cleaned)]);
    }

    // A clerk may write for somebody at the window, unless the accusation concerns them or somebody they report on to.
    private bool MayFile(Actor actor, Town town, OfficeId from) =>
        actor is Actor.Complainant or Actor.Engine
        || (actor is Actor.Staff staff && Authority.MayRegister(actor, town, from)
            && (Person is not { } accused || !town.ReportingLine(accused).Contains(staff.Person)));
}

/// <summary>
/// “I was threatened, visited, detained, followed or pressed”: an urgent matter of its own, sealed to the next higher office and to the
/// body of discipline, each with a delivery of its own, unseen by the town (18¶4, 46(六); safeguards A12). Nothing links it to the case it
/// grew out of except what is said inside the seal.
/// </summary>
/// <param name="Concerning">The office that the matter lay with.</param>
/// <param name="Also">The others whose keys were used.</param>
public sealed record ReportRetaliation(
    string Payload, OfficeId SealedTo, OfficeId Concerning, Channel Channel, string AccessCode, ImmutableArray<OfficeId> Also = default) : ICommand<Grievance>
{
    public ImmutableArray<OfficeId> Also { get; init; } = Also.IsDefault ? [] : Also;

    public Decision Decide(Grievance grievance, Context context)
    {
        var above = Routing.AgainstRetaliation(context.Book.Town, Concerning);
        var others = above.Skip(1).Where(office => office.SealingKey is not null).Select(office => office.Id);
        return grievance.IsLodged ? Refuse("already-lodged")
            : context.Actor is not (Actor.Complainant or Actor.Engine) ? Refuse("complainant-only")
            : above.IsEmpty || above[0].SealingKey is null ? new Decision.Refused("retaliation-needs-higher-office") { Details = Routing.AddressOf(above.FirstOrDefault()) }
            : above[0].Id != SealedTo || !others.SequenceEqual(Also) ? new Decision.Refused("sealed-to-another-office") { Details = Routing.AddressOf(above[0]) }
            : !Sealed.IsArmored(Payload) ? Refuse("accusation-not-sealed")
            : Lodging.FaultOfEntry(context, AccessCode) ?? Record([
                Sealed.Event(grievance, context, above[0], Channel, AccessCode, Payload, isUrgent: true),
                .. Also.IsEmpty ? [] : new IEvent[] { new AlsoSealedTo(Also) },
                .. Sealed.Aside(context.Book.Town, Concerning, Also.Add(SealedTo))]);
    }
}

/// <summary>An accusation or a report of retaliation lies with the office above, readable with its key alone.</summary>
[Event("grievance.sealed", 1)]
public sealed record AccusationSealed(
    string Number, Channel Channel, string AccessDigest, OfficeId Office, bool IsUrgent, ImmutableArray<ClockStart> Starts, [property: Personal] string? Payload) : IClockEvent
{
    /// <summary>The law the case begins under; null in events of before.</summary>
    public BookRef? Under { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public ImmutableArray<string> Meets => [];
}

/// <summary>The same payload, readable with the keys of these offices too; each is told by itself and may act on it.</summary>
[Event("grievance.also-sealed-to", 1)]
public sealed record AlsoSealedTo(ImmutableArray<OfficeId> Offices) : IEvent;

internal static class Sealed
{
    private const int LongestPayload = 1_000_000;
    private const string Begin = "-----BEGIN AGE ENCRYPTED FILE-----";
    private const string End = "-----END AGE ENCRYPTED FILE-----";

    public static bool IsArmored(string payload) =>
        payload.Length is > 100 and <= LongestPayload && payload.StartsWith(Begin, StringComparison.Ordinal) && payload.TrimEnd().EndsWith(End, StringComparison.Ordinal);

    /// <summary>Says something in at most <paramref name="most"/> characters. What belongs to a sealed matter comes sealed: its characters were counted before, and a sealed text is longer than it says.</summary>
    public static bool IsText(Grievance grievance, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? words, int most) =>
        Written.IsText(words, grievance.IsSealed && IsArmored(words ?? "") ? LongestPayload : most);

    /// <summary>Whoever holds a post above and one in the town stands aside. Says nothing of who is accused: it is the same for everything filed here.</summary>
    public static IEnumerable<IEvent> Aside(Town town, OfficeId from, ImmutableArray<OfficeId> above) =>
        Routing.AlsoAbove(town, from, above) is { IsEmpty: false } people ? [new Recused(people, null)] : [];

    public static AccusationSealed Event(
        Grievance grievance, Context context, Office office, Channel channel, string accessCode, string payload, bool isUrgent) =>
        new(CaseNumber.Draw(context.Ids), channel, AccessCode.Digest(accessCode)!, office.Id, isUrgent,
            isUrgent
                ? CaseClocks.One(context, grievance, context.Book.House, "first-human-answer", office.Id)
                    .AddRange(CaseClocks.OnReceipt(context, grievance, GrievanceKind.Accusation, office))
                : CaseClocks.OnReceipt(context, grievance, GrievanceKind.Accusation, office),
            payload)
        { Under = context.Book.Rulebook.Key };
}
