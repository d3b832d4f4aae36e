using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>Gives a complainant who lost the code a new one, at any window (safeguards C7). The old one opens nothing any more,
/// and the complainant sees who gave the new one: it counts as an opening.</summary>
/// <param name="Reference">Number of the form the person signed.</param>
public sealed record ReissueAccess(string AccessCode, string Reference) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        !grievance.IsLodged || grievance.IsSealed || !IsClerk(grievance, context) ? Refuse("no-such-grievance")
        : grievance.Openness == Openness.Anonymous ? Refuse("nothing-to-open")
        : Grievances.AccessCode.Digest(AccessCode) is not { } digest ? Refuse("access-code-malformed")
        : string.IsNullOrWhiteSpace(Reference) || !Written.IsLine(Reference, 60) ? Refuse("proof-missing")
        : Record(new AccessReissued(digest, Reference));

    private static bool IsClerk(Grievance grievance, Context context) =>
        context.Actor is Actor.Staff staff && !grievance.Recused.Contains(staff.Person) && Authority.Has(staff, Power.Reception, context.Book.Town);
}

[Event("grievance.access-reissued", 1)]
public sealed record AccessReissued(string AccessDigest, string Reference) : IEvent;
