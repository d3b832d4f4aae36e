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
        Window.FaultOf(grievance, context)
        ?? (Grievances.AccessCode.Digest(AccessCode) is not { } digest ? Refuse("access-code-malformed")
            : Window.FaultOf(Reference) ?? Record(new AccessReissued(digest, Reference)));
}

/// <summary>
/// Shows the clerk who filed, to compare with whoever stands at the window, before a new code is given. An opening like any other: it is
/// recorded by name, whether a code is given then or not, so that nobody tries out names on a number.
/// </summary>
/// <param name="Reference">Number of the form the person signed.</param>
public sealed record OpenToReissue(string Reference) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Window.FaultOf(grievance, context)
        ?? (grievance.IsErased ? Refuse("erased") : Window.FaultOf(Reference) ?? Record(new IdentityOpened(Purpose.VerifyClaim, null, Reference, null, null, context.Now)));
}

/// <summary>What any reception window may do about a code, whichever office the matter lies with (safeguards C7).</summary>
internal static class Window
{
    /// <summary>Never of an anonymous filing: nobody could say who comes back for it. Null: go on.</summary>
    public static Decision? FaultOf(Grievance grievance, Context context) =>
        !grievance.IsLodged || grievance.IsSealed || !IsClerk(grievance, context) ? Refuse("no-such-grievance")
        : grievance.Openness == Openness.Anonymous ? Refuse("nothing-to-open")
        : null;

    public static Decision? FaultOf(string reference) => string.IsNullOrWhiteSpace(reference) || !Written.IsLine(reference, 60) ? Refuse("proof-missing") : null;

    private static bool IsClerk(Grievance grievance, Context context) =>
        context.Actor is Actor.Staff staff && !grievance.Recused.Contains(staff.Person) && Authority.Has(staff, Power.Reception, context.Book.Town);
}

[Event("grievance.access-reissued", 1)]
public sealed record AccessReissued(string AccessDigest, string Reference) : IEvent;
