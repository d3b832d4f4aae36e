using System.Collections.Immutable;
using Answerable.Offices;
using Answerable.Receptions;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>The complainant comes about this matter on a published day. Kept with the matter, and nowhere else.</summary>
/// <param name="Ends">24:00 of the day.</param>
public sealed record Booking(string Day, LocalDate Date, Instant Ends)
{
    private const string Mark = "reception.";

    /// <summary>Key of the deadline by which somebody has written down what was said.</summary>
    public string Key => KeyOf(Day);

    public static string KeyOf(string day) => Mark + day;

    public static string? DayOf(string key) => key.StartsWith(Mark, StringComparison.Ordinal) ? key[Mark.Length..] : null;
}

/// <summary>
/// Books a place on a reception day for this matter: the complainant, under the access code, or the counter for somebody who stands there.
/// Nobody has to book to be received.
/// </summary>
public sealed record BookReception(string Day) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.OwnOrSeen(grievance, context)
        ?? (grievance.IsSealed ? Refuse("sealed-stays-above")
            : grievance.IsErased ? Refuse("erased")
            : context.Book.Receptions.Find(Day) is not { Cancelled: null } day || day.EndsAt(context.Book.Zone) <= context.Now ? Refuse("reception-unknown")
            : day.Receivers.All(grievance.Recused.Contains) ? Refuse("receiver-recused")
            : grievance.Bookings.Any(booking => booking.Day == Day) ? Nothing
            : Record(new ReceptionBooked(Day, day.Date, day.EndsAt(context.Book.Zone))));

    /// <summary>The days that can be booked for this matter now.</summary>
    public static IEnumerable<ReceptionDay> Open(Grievance grievance, Book book, Instant now) =>
        grievance.IsSealed || grievance.IsErased ? []
        : book.Receptions.From(now.InZone(book.Zone).Date).Where(day => day.Cancelled is null && !day.Receivers.All(grievance.Recused.Contains) && grievance.Bookings.All(booking => booking.Day != day.Id));
}

[Event("grievance.reception-booked", 1)]
public sealed record ReceptionBooked(string Day, LocalDate Date, Instant Ends) : IEvent;

/// <summary>Gives the place back; no reason is asked.</summary>
public sealed record GiveUpReception(string Day) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.OwnOrSeen(grievance, context)
        ?? (grievance.Bookings.Any(booking => booking.Day == Day) ? Record(new ReceptionGivenUp(Day)) : Nothing);
}

[Event("grievance.reception-given-up", 1)]
public sealed record ReceptionGivenUp(string Day) : IEvent;

/// <summary>
/// Writes down what was said at the reception and what the leader undertook (18¶2): a leader who received, or whoever disposes of the matter.
/// It can be written about somebody who came without booking.
/// </summary>
/// <param name="Undertaking">What was promised, told to the complainant; null: nothing was.</param>
/// <param name="DoneBy">The day by which it is to be done; from then on it is tracked like any other undertaking.</param>
public sealed record RecordReception(string Day, string Words, string? Undertaking = null, LocalDate? DoneBy = null) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Read(grievance, context)
        ?? (context.Book.Receptions.Find(Day) is not { } day || day.Date > context.Now.InZone(context.Book.Zone).Date ? Refuse("reception-unknown")
            : !MayRecord(context.Actor, day, grievance, context.Book.Town) ? Refuse("not-allowed")
            : !Written.IsText(Words, 10_000) ? Refuse("words-missing")
            : Undertaking is not null && !Written.IsText(Undertaking, 2_000) ? Refuse("undertaking-missing")
            : DoneBy is not null && Undertaking is null ? Refuse("undertaking-missing")
            : (DoneBy is { } by ? Undertake.FaultOf(by, context) : null) ?? (Undertaking is { } words ? Agreement.FaultOf(words) : null)
            ?? Record([new ReceivedInPerson(Day, day.Receivers, DoneBy, Words, Undertaking), .. DoneBy is { } until ? new[] { Undertake.Event(grievance, context, Undertaking!, until, null) } : []]));

    public static bool MayRecord(Actor actor, ReceptionDay day, Grievance grievance, Town town) =>
        Authority.MayDispose(actor, grievance, town) || (actor is Actor.Staff staff && day.Receivers.Contains(staff.Person) && Authority.MayRead(actor, grievance, town));
}

[Event("grievance.received-in-person", 1)]
public sealed record ReceivedInPerson(
    string Day, ImmutableArray<PersonId> Receivers, LocalDate? DoneBy, [property: Personal] string? Words, [property: Personal] string? Undertaking) : IEvent;

/// <summary>The day is over and nobody wrote down that the complainant was received.</summary>
[Event("grievance.reception-passed", 1)]
public sealed record ReceptionPassed(string Day) : IEvent;

public sealed partial record Grievance
{
    public ImmutableArray<Booking> Bookings { get; init; } = [];

    private Grievance WithoutBooking(string day) => this with { Bookings = [.. Bookings.Where(booking => booking.Day != day)] };
}
