using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Emergencies;

/// <summary>Calls a further group, or one group again, as a round of its own.</summary>
public sealed record CallGroup(string Group) : ICommand<Emergency>
{
    public Decision Decide(Emergency emergency, Context context) =>
        !emergency.IsOpen ? Refuse("not-open")
        : !Authority.MayRunDesk(context.Actor, context.Book.Town) ? Refuse("not-allowed")
        : !emergency.IsPaging ? Refuse("stood-down")
        : !context.Book.Arrangements.Groups.TryGetValue(Group, out var group) ? Refuse("group-unknown")
        : new Recorded(new Pager(emergency, context)
            .Call(emergency.Rounds.Count + 1, group.Id, group.Posts, context.Book.Arrangements.Policy).Events);
}
