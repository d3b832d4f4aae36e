using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Emergencies;

/// <summary>
/// The person paged says "coming" or "unable". The edge has verified the link's token, or the reply's code and sender, and acts
/// as that person. A late answer counts too, and may be changed: the last word holds.
/// </summary>
public sealed record AnswerPage(string Code, Reply Reply, AnsweredBy By, int? InMinutes = null) : ICommand<Emergency>
{
    public Decision Decide(Emergency emergency, Context context) =>
        !emergency.IsOpen ? Refuse("not-open")
        : !emergency.IsPaging ? Refuse("stood-down")
        : emergency.FindCode(Code) is not var (round, seat, page) ? Refuse("code-unknown")
        : By == AnsweredBy.Call || context.Actor != new Actor.Staff(page.Person) ? Refuse("not-allowed")
        : Answering.Decide(emergency, round, seat, new(round.Number, seat.Number, page.Step, page.Person, Reply, By, InMinutes), context);
}
