using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>
/// Destroys the key of everything personal in this history and leaves a tombstone. The record's proofs hold; its words are gone.
/// Only of a closed matter: while it is open, erasing would be a way to lose it.
/// </summary>
/// <param name="Basis">The law or the request it rests on.</param>
public sealed record Erase(string Basis) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        !grievance.IsLodged ? Refuse("no-such-grievance")
        : context.Actor is not (Actor.Complainant or Actor.Engine) && !Authority.MayErase(context.Actor, grievance, context.Book.Town) ? Guard.Seen(grievance, context) ?? Refuse("not-allowed")
        : grievance.IsErased ? Nothing
        : !grievance.IsClosed ? Refuse("not-closed")
        : string.IsNullOrWhiteSpace(Basis) || !Written.IsLine(Basis, 200) ? Refuse("reason-missing")
        : Record(new Erased(Basis));
}

[Event("grievance.erased", 1)]
public sealed record Erased(string Basis) : IErasure;
