using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Duty;

/// <summary>Puts somebody in the rotation's place for a stretch of time: leave, a swap, a take-over now.</summary>
public sealed record OverrideDuty(Override Override) : ICommand<Roster>
{
    private static readonly Duration Longest = Duration.FromDays(60);

    public Decision Decide(Roster roster, Context context) =>
        !MayDecide(context) ? Refuse("not-allowed")
        : context.Book.Town.Find(Override.Person) is null ? Refuse("person-unknown")
        : Override.End <= Override.Start || Override.End - Override.Start > Longest ? Refuse("period-invalid")
        : Override.End <= context.Now ? Refuse("already-past")
        : roster.Overrides.Contains(Override) ? Nothing
        : Record(new DutyOverridden(Override));

    // Whoever stands duty may take the post themselves; putting in somebody else is for those who run the roster.
    private bool MayDecide(Context context) =>
        Authority.MayArrangeDuty(context.Actor, context.Book.Town)
        || (context.Actor == new Actor.Staff(Override.Person) && Authority.MayStandDuty(context.Actor, context.Book.Town));
}
