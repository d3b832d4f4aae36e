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

    /// <summary>Anybody of the staff who may read it, though they do not act on it.</summary>
    public static Decision? Read(Grievance grievance, Context context) =>
        !grievance.IsLodged || !Authority.MayRead(context.Actor, grievance, context.Book.Town) ? Refuse("no-such-grievance") : null;

    /// <summary>
    /// Whoever writes for <paramref name="office"/>; where nobody of it can, the office <paramref name="by"/> enters what it wrote, with the
    /// number of the paper.
    /// </summary>
    public static Decision? Writing(OfficeId office, OfficeId by, string? reference, Grievance grievance, Context context) =>
        Read(grievance, context)
        ?? (Authority.SpeaksFor(context.Actor, office, grievance, context.Book.Town) ? Written.IsLine(reference, 100) ? null : Refuse("reference-missing")
            : !Authority.MayEnterFor(context.Actor, office, by, grievance, context.Book.Town) ? Refuse("not-allowed")
            : string.IsNullOrWhiteSpace(reference) || !Written.IsLine(reference, 100) ? Refuse("reference-missing")
            : null);

    /// <summary>A petition office that sees the matter and does not hold it (40).</summary>
    public static Decision? Supervising(Grievance grievance, Context context) =>
        Read(grievance, context)
        ?? (Authority.Supervises(context.Actor, grievance, context.Book.Town) is null ? Refuse("not-allowed") : grievance.IsSealed ? Refuse("sealed-stays-above") : null);

    public static Decision? Complainant(Grievance grievance, Context context) =>
        !grievance.IsLodged ? Refuse("no-such-grievance") : context.Actor is Actor.Complainant ? null : Refuse("complainant-only");

    /// <summary>The complainant, or staff who act on it.</summary>
    public static Decision? OwnOrSeen(Grievance grievance, Context context) =>
        context.Actor is Actor.Complainant ? Complainant(grievance, context) : Seen(grievance, context);

    public static Decision? Alive(Grievance grievance) =>
        grievance.IsClosed ? Refuse("already-closed") : grievance.IsWithdrawn ? Refuse("withdrawn") : null;

    /// <summary>The member of staff who acts; only after a guard that lets nobody else through.</summary>
    public static PersonId Person(Context context) => ((Actor.Staff)context.Actor).Person;
}
