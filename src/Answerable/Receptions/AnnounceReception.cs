using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Receptions;

/// <summary>Publishes a day on which leaders receive (18¶1, ¶2): at least one of them, where, from when to when, and about what.</summary>
public sealed record AnnounceReception(ReceptionDay Day) : ICommand<ReceptionBook>
{
    public Decision Decide(ReceptionBook book, Context context) =>
        !MayAnnounce(context.Actor, Day.Office, context.Book.Town) ? Refuse("not-allowed")
        : !IdText.IsValid(Day.Id) ? Refuse("id-invalid")
        : book.Find(Day.Id) is not null ? Nothing
        : Day.Place.IsEmpty || Day.Matters.IsEmpty ? Refuse("reception-incomplete")
        : Day.From >= Day.To ? Refuse("reception-hours")
        : Day.Date < context.Now.InZone(context.Book.Zone).Date ? Refuse("day-in-the-past")
        : Day.Receivers.IsDefaultOrEmpty || Day.Receivers.Any(person => !context.Book.Town.PostsOf(person).Any(post => post.Powers.Contains(Power.Leadership))) ? Refuse("receiver-not-leader")
        : Day.Kind == ReceptionKind.Joint && !Day.With.Any(office => office != Day.Office && context.Book.Town.Find(office) is not null) ? Refuse("joint-needs-offices")
        : Record(new ReceptionAnnounced(Day with { Cancelled = null }));

    /// <summary>Whoever disposes of matters in the office, or leads it.</summary>
    public static bool MayAnnounce(Actor actor, OfficeId office, Town town) => Authority.Has(actor, Power.Disposition, town, office) || Authority.Has(actor, Power.Leadership, town, office);
}

[Event("receptions.announced", 1)]
public sealed record ReceptionAnnounced(ReceptionDay Day) : IEvent;

/// <summary>The day does not take place; the list goes on showing it, and why.</summary>
public sealed record CancelReception(string Id, string Reason) : ICommand<ReceptionBook>
{
    public Decision Decide(ReceptionBook book, Context context) =>
        book.Find(Id) is not { } day ? Refuse("reception-unknown")
        : !AnnounceReception.MayAnnounce(context.Actor, day.Office, context.Book.Town) ? Refuse("not-allowed")
        : day.Cancelled is not null ? Nothing
        : string.IsNullOrWhiteSpace(Reason) || Reason.Length > 500 ? Refuse("reason-missing")
        : Record(new ReceptionCancelled(Id, Reason.Trim()));
}

[Event("receptions.cancelled", 1)]
public sealed record ReceptionCancelled(string Id, string Reason) : IEvent;
