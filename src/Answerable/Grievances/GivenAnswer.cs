using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Grievances;

/// <summary>The answer in force, in words: a reply, or the opinion as it was drafted and signed. The words are null once erased.</summary>
public sealed record GivenAnswer(Outcome Outcome, PersonId SignedBy, string? DocumentNumber, string? Asked, string? Facts, string? LegalBasis, Stamp At)
{
    /// <param name="history">The case's events, personal fields opened.</param>
    /// <returns>Null while there is none.</returns>
    public static GivenAnswer? Of(Grievance grievance, IReadOnlyList<Happened> history) => Find(history, grievance.AnsweredBy) is not { } given ? null : given.Event switch
    {
        Replied e => new(e.Outcome, e.SignedBy, e.DocumentNumber, e.Asked, e.Facts, e.LegalBasis, given.Stamp),
        OpinionSigned e when Find(history, e.Draft)?.Event is OpinionDrafted draft => new(e.Outcome, e.SignedBy, e.DocumentNumber, draft.Asked, draft.Facts, draft.LegalBasis, given.Stamp),
        _ => null,
    };

    private static Happened? Find(IReadOnlyList<Happened> history, long? version) => history.LastOrDefault(one => one.Stamp.Version == version);
}
