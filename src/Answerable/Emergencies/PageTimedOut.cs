using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Emergencies;

/// <summary>Nobody answered in time. A deadline that is no longer the seat's does nothing, however late or often it arrives.</summary>
public sealed record PageTimedOut(PageKey Page) : ICommand<Emergency>
{
    public Decision Decide(Emergency emergency, Context context) =>
        context.Actor is not Actor.Clock ? Refuse("not-allowed")
        : !emergency.IsPaging
            || emergency.Find(Page.Round) is not { } round || round.Find(Page.Seat) is not { Waiting: { } waiting } seat
            || Emergency.KeyOf(round, seat, waiting) != Page || context.Now < waiting.DueAt ? Nothing
        : new Recorded(new Pager(emergency, context).TimeOut(round, seat, waiting).Events);
}
