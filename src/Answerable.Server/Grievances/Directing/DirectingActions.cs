using Answerable.Grievances;
using Answerable.Grievances.Directing;
using Answerable.Offices;
using Answerable.Server.Grievances.Staff;

namespace Answerable.Server.Grievances.Directing;

/// <summary>What staff do about where a matter lies, and what it is about.</summary>
internal static class DirectingActions
{
    public static IEnumerable<StaffAction> Deciding =>
    [
        new("follow-rule", [new("reason", Ask.Words)], g => new FollowRule(g["reason"]), c => c is { Suggested: not null, Outcome: null }, StaffAction.MayDispose),
        new("decline-rule", [new("reason", Ask.Words)], g => new DeclineRule(g["reason"]), c => c is { Suggested: not null, Outcome: null }, StaffAction.MayDispose),
    ];

    public static IEnumerable<StaffAction> Rare =>
    [
        new("correct-subject", [new("subject", Ask.One, Optional: true, Choices: (on, w) => DirectingWords.Subjects(on.Book, w)), new("area", Ask.One, Optional: true, Choices: (on, w) => DirectingWords.Areas(on.Book, w))],
            g => new CorrectSubject(g.Id("subject"), g.Id("area")), c => !c.IsSealed, StaffAction.MaySee) { IsRare = true },
        new("ask-rules", [], _ => new AskRules(), c => !c.IsSealed, on => StaffAction.MayDispose(on) && AskRules.WouldPropose(on.State, on.Book)) { IsRare = true },
        new("unit-objects", [new("reason", Ask.Words)], g => new ObjectAsUnit(g["reason"]), c => c is { Unit: not null, Outcome: null, Draft: null, IsUnitDisputed: false },
            on => on.State.Unit is { } unit && StaffAction.MaySee(on) && Authority.HandlesIn(on.Town, on.Reader.Person, unit)) { IsRare = true },
    ];
}
