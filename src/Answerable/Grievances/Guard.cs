using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>
/// What every action asks first. Null means: go on. Who may not see a grievance is told that there is none,
/// so that a number tells nobody anything (safeguards A5).
/// </summary>
internal static class Guard
{
    public static Decision? Disposing(Grievance grievance, Context context) =>
        Seen(grievance, context)
        ?? (!Authority.MayDispose(context.Actor, grievance, context.Book.Town) ? Refuse("not-allowed") : Alive(grievance));

    /// <summary>Anybody of the staff who may see it.</summary>
    public static Decision? Seen(Grievance grievance, Context context) =>
        !grievance.IsLodged || !Authority.MaySee(context.Actor, grievance, context.Book.Town) ? Refuse("no-such-grievance") : null;

    public static Decision? Complainant(Grievance grievance, Context context) =>
        !grievance.IsLodged ? Refuse("no-such-grievance") : context.Actor is Actor.Complainant ? null : Refuse("complainant-only");

    public static Decision? Alive(Grievance grievance) =>
        grievance.IsClosed ? Refuse("already-closed") : grievance.IsWithdrawn ? Refuse("withdrawn") : null;

    /// <summary>The member of staff who acts; only after a guard that lets nobody else through.</summary>
    public static PersonId Person(Context context) => ((Actor.Staff)context.Actor).Person;
}
