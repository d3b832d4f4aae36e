using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Duty;

/// <summary>
/// The incoming side of a hand-over signs. Whoever is arranged for now may take over without the other's signature, so that
/// a predecessor who has gone never leaves the post empty; the record shows that nobody handed over.
/// </summary>
public sealed record TakeOver(DutyPost Post) : ICommand<Roster>
{
    public Decision Decide(Roster roster, Context context)
    {
        if (context.Actor is not Actor.Staff { Person: var incoming })
            return Refuse("not-allowed");
        if (roster.Offered.TryGetValue(Post, out var offered) && offered.Incoming == incoming)
            return Record(new DutyTakenOver(Post, offered.Outgoing, incoming));
        if (roster.At(Post, context.Now, context.Book.Town.TimeZone) != incoming)
            return Refuse("not-on-duty");
        return roster.Holding.TryGetValue(Post, out var holding) && holding.Person == incoming
            ? Nothing
            : Record(new DutyTakenOver(Post, null, incoming));
    }
}
