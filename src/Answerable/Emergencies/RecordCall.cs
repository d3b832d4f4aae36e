using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Emergencies;

/// <summary>
/// The duty officer records what somebody said over the telephone: worth as much as a link or a code. The person need not have
/// been paged; an officer who takes the desk's alarm may ring whoever can come.
/// </summary>
public sealed record RecordCall(int Round, int Seat, PersonId Person, Reply Reply, int? InMinutes = null) : ICommand<Emergency>
{
    public Decision Decide(Emergency emergency, Context context) =>
        !emergency.IsOpen ? Refuse("not-open")
        : !Authority.MayRunDesk(context.Actor, context.Book.Town) ? Refuse("not-allowed")
        : !emergency.IsPaging ? Refuse("stood-down")
        : emergency.Find(Round) is not { } round || round.Find(Seat) is not { } seat ? Refuse("seat-unknown")
        : context.Book.Town.Find(Person) is null ? Refuse("person-unknown")
        : Answering.Decide(emergency, round, seat, new(Round, Seat, StepOf(seat), Person, Reply, AnsweredBy.Call, InMinutes), context);

    private int StepOf(Seat seat) => seat.Pages.FindLast(page => page.Person == Person)?.Step ?? -1;
}
