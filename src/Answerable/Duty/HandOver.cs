using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Duty;

/// <summary>The outgoing side of a hand-over (交接班) signs, with the items that stay open.</summary>
public sealed record HandOver(DutyPost Post, PersonId Incoming, string? OpenItems) : ICommand<Roster>
{
    public Decision Decide(Roster roster, Context context) =>
        context.Actor is not Actor.Staff { Person: var outgoing } || !MayGive(roster, outgoing, context) ? Refuse("not-allowed")
        : context.Book.Town.Find(Incoming) is null ? Refuse("person-unknown")
        : Incoming == outgoing ? Refuse("same-person")
        : OpenItems?.Length > 4000 ? Refuse("text-too-long")
        : Record(new HandoverSigned(Post, outgoing, Incoming, OpenItems));

    // Who signed for the post last hands it over; before the first signature it is whoever is arranged.
    private bool MayGive(Roster roster, PersonId outgoing, Context context) =>
        roster.Holding.TryGetValue(Post, out var holding)
            ? holding.Person == outgoing
            : roster.At(Post, context.Now, context.Book.Town.TimeZone) == outgoing;
}
