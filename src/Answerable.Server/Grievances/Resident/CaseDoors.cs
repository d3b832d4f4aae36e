using Answerable.Grievances;

namespace Answerable.Server.Grievances.Resident;

/// <summary>What a complainant can do with a case now: the doors the page shows. The rules decide again when one is used.</summary>
public sealed record CaseDoors(
    GivenAnswer? Answer, bool HasUnopenedAnswer, bool StartsReview, bool MayAdd, bool MayRate, bool MayReview, bool MayConsent, bool MayWithdraw, bool MayTakeUp)
{
    public static CaseDoors Of(CaseDoor.Opened opened)
    {
        var (grievance, now) = (opened.Case.State, opened.Now);
        var answered = grievance.AnsweredBy is not null;
        var served = grievance.ServedAt is not null;
        return new(
            answered && served ? GivenAnswer.Of(grievance, opened.Case.Events) : null,
            answered && !served,
            grievance.FiledAs == GrievanceKind.Claim,
            !grievance.IsErased,
            answered && served && !grievance.IsRated,
            // 35; also against a notice that turned it away (19¶3, 36¶3). An answer that was not opened yet is opened first.
            RequestReview.Fits(grievance, now) && (grievance.Outcome is null || served) && Routing.Reviewer(opened.Book.Town, grievance) is not null,
            grievance.Stage == Stage.NotOurs && !grievance.AsksToBeSentOn,
            grievance is { IsClosed: false, IsWithdrawn: false },
            grievance is { IsWithdrawn: true, Ending: null });
    }

    /// <summary>Whether the page of this act can be of use now.</summary>
    public bool May(string act) => act switch { "add" => MayAdd, "rate" => MayRate, "review" => MayReview, "withdraw" => MayWithdraw, _ => false };
}
