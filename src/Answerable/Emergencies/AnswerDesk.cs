using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Emergencies;

/// <summary>A named officer takes the desk's alarm for every seat that rings, and goes on by hand.</summary>
public sealed record AnswerDesk : ICommand<Emergency>
{
    public Decision Decide(Emergency emergency, Context context) =>
        !emergency.IsOpen ? Refuse("not-open")
        : context.Actor is not Actor.Staff { Person: var officer } || !Authority.MayRunDesk(context.Actor, context.Book.Town) ? Refuse("not-allowed")
        : new Recorded([
            .. emergency.Seats.Where(at => at.Seat.Desk == DeskAlarm.Ringing)
                .Select(at => new DeskAnswered(at.Round.Number, at.Seat.Number, officer))]);
}
