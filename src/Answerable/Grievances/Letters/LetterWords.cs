using System.Collections.Immutable;

namespace Answerable.Grievances;

/// <summary>The placeholders and conditions that the template of a kind may use, and what it must say because the law asks for it.</summary>
/// <param name="Known">Placeholders; conditions may be any of these and of <paramref name="Flags"/>.</param>
/// <param name="Needed">Placeholders without which the letter would not be what the law asks for.</param>
public sealed record LetterWords(ImmutableArray<string> Known, ImmutableArray<string> Flags, ImmutableArray<string> Needed)
{
    private static readonly string[] Common =
    [
        "number", "title", "received", "date", "document", "recipient", "address",
        "office", "office-phone", "office-address", "above", "above-phone", "above-address",
    ];

    private static readonly string[] Outcomes = ["support", "explain", "not-support"];

    public static LetterWords Of(LetterKind kind) => kind switch
    {
        LetterKind.Acceptance => Make(["notice", "accepted", "days", "due", "law"], ["deemed"], ["notice"]),
        LetterKind.OtherProcedure => Make(["notice"], ["litigation", "arbitration", "party-appeal", "administrative-procedure", "statutory-duty"], ["notice"]),
        LetterKind.NotOurs => Make(["body", "reach", "reason"], [], ["body", "reach", "reason"]), // 23¶1 names the competent body
        LetterKind.Transfer => Make(["to", "to-phone", "to-address", "reason", "days", "due", "law", "feedback"], [], ["to", "reason"]),
        LetterKind.Extension => Make(["reason", "was", "days", "due", "law"], [], ["reason", "due"]), // 34: the reason is told
        LetterKind.Opinion => Make(["asked", "facts", "basis", "appeal-days", "appeal-law"], Outcomes, ["asked", "facts", "basis", "above", "appeal-days"]), // 32, 35
        LetterKind.Reply => Make(["asked", "facts", "basis"], Outcomes, ["facts"]),
        LetterKind.Review => Make(["asked", "facts", "basis", "decision", "reviewed", "appeal-days", "appeal-law"], ["non-acceptance"], ["facts", "decision", "above", "appeal-days"]), // 35, 36
        LetterKind.FinalReview => Make(["asked", "facts", "basis", "decision", "reviewed"], ["non-acceptance"], ["facts", "decision"]), // 36
        _ => Make(["letter"], [], ["letter", "recipient"]),
    };

    /// <summary>A placeholder whose value may have several lines: its paragraph becomes as many.</summary>
    public static bool IsLong(string name) => name is "notice" or "reason" or "reach" or "asked" or "facts" or "basis" or "decision";

    private static LetterWords Make(string[] own, string[] flags, string[] needed) => new([.. Common, .. own], [.. flags, "claim", "petition-office"], [.. needed]);
}
