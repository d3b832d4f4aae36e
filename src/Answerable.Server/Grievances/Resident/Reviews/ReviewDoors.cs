using Answerable.Grievances;
using Answerable.Offices;

namespace Answerable.Server.Grievances.Resident.Reviews;

/// <summary>What a complainant can do about an answer, a review or a late office now. The rules decide again when one is used.</summary>
/// <param name="Final">Ask this office for the final review.</param>
/// <param name="Redo">Ask for the matter to be handled anew.</param>
/// <param name="Higher">Turn to this office because the one below is late.</param>
/// <param name="Anew">File new facts and reasons as a matter of their own.</param>
public sealed record ReviewDoors(Office? Final, bool Redo, Office? Higher, bool Anew)
{
    public static ReviewDoors Of(CaseDoor.Opened opened)
    {
        var (grievance, town) = (opened.Case.State, opened.Book.Town);
        return new(
            RequestFinalReview.Fits(grievance, opened.Now) ? Routing.Reviewer(town, grievance) : null,
            RequestRedo.Fits(grievance),
            grievance is { IsClosed: false, IsWithdrawn: false } && AskHigher.To(grievance, town) is { } to ? town.Find(to) : null,
            grievance.IsFinal && !grievance.IsSealed);
    }
}
