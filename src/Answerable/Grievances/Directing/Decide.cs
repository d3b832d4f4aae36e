using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances.Directing;

/// <summary>Corrects what the matter is about, or where it is. The rules are asked again and may propose; nothing moves, and no clock changes.</summary>
public sealed record CorrectSubject(string? Category, string? Area) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Seen(grievance, context) ?? Guard.Alive(grievance)
        ?? (grievance.IsSealed ? Refuse("sealed-stays-above")
            : Category is not null && Category != grievance.Category && context.Book.Categories.Find(Category) is null ? Refuse("category-invalid")
            : Area is not null && Area != grievance.Area && context.Book.Directions.Find(Area) is null ? Refuse("area-unknown")
            : (Category, Area) == (grievance.Category, grievance.Area) ? Nothing
            : Corrected(grievance, context));

    private Decision Corrected(Grievance grievance, Context context)
    {
        var corrected = new SubjectCorrected(grievance.Category, grievance.Area, Category, Area);
        return Record([corrected, .. Guide.Proposal(grievance with { Category = Category, Area = Area, Suggested = null }, context.Book)]);
    }
}

/// <summary>Asks the rules once more, as they are now. They propose; somebody decides.</summary>
public sealed record AskRules : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Disposing(grievance, context) ?? (grievance.Outcome is not null ? Refuse("already-answered")
            : Guide.Proposal(grievance, context.Book) is { IsEmpty: false } proposal ? Record([.. proposal]) : Nothing);

    /// <summary>They would send it elsewhere than it lies, and nobody has said so yet.</summary>
    public static bool WouldPropose(Grievance grievance, Book book) => grievance.Outcome is null && !Guide.Proposal(grievance, book).IsEmpty;
}

/// <summary>Follows what a rule proposed: a transfer with its reason where the office changes, with every rule that holds for transfers; else the unit is named.</summary>
/// <param name="Reason">Told to the complainant with a transfer.</param>
public sealed record FollowRule(string Reason) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Disposing(grievance, context)
        ?? (grievance.Suggested is not { } proposed ? Refuse("nothing-proposed")
            : !Written.IsText(Reason, 5_000) ? Refuse("reason-missing")
            : proposed.Office != grievance.Office ? new Transfer(proposed.Office, Reason).Decide(grievance, context)
            : new Assign(proposed.Unit!.Value).Decide(grievance, context));
}

/// <summary>Leaves the matter where it is, whatever the rule proposed, and says why.</summary>
public sealed record DeclineRule(string Reason) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Disposing(grievance, context)
        ?? (grievance.Suggested is not { } proposed ? Refuse("nothing-proposed")
            : !Written.IsText(Reason, 2_000) ? Refuse("reason-missing")
            : Record(new DirectionDeclined(proposed.Rule, proposed.Office, proposed.Unit, Reason)));
}

/// <summary>
/// Misdirected: the unit that was to handle it says, with its reasons, that another is competent. It goes on answering until the office names
/// one. A unit that has said so is given the matter again by a head of the office alone, so that it is not sent round below (谁主管谁负责).
/// </summary>
public sealed record ObjectAsUnit(string Reason) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Seen(grievance, context) ?? Guard.Alive(grievance)
        ?? (grievance.Unit is not { } unit || !IsOfUnit(context, unit) ? Refuse("not-allowed")
            : grievance.Outcome is not null ? Refuse("already-answered")
            : grievance.Draft is not null ? Refuse("opinion-awaits-signature")
            : grievance.NotTheirs.Contains(unit) ? Nothing
            : !Written.IsText(Reason, 2_000) ? Refuse("reason-missing")
            : Record(new UnitObjected(unit, Reason)));

    private static bool IsOfUnit(Context context, UnitId unit) => context.Actor is Actor.Staff { Person: var person } && Authority.HandlesIn(context.Book.Town, person, unit);

    /// <summary>Whoever names the unit leads the office, where that unit has said that the matter is not its own.</summary>
    internal static bool MayBeGiven(Grievance grievance, UnitId unit, Context context) =>
        !grievance.NotTheirs.Contains(unit) || (context.Actor is Actor.Staff { Person: var head } && Authority.Leads(head, grievance.Office, context.Book.Town));
}
