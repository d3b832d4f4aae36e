using System.Collections.Immutable;
using Answerable.Recording;

namespace Answerable.Grievances;

/// <summary>The papers that a step of a case puts into the complainant's hand. Each has a template of this name (<see cref="LetterTemplate"/>).</summary>
public enum LetterKind
{
    /// <summary>受理告知书 (23).</summary>
    Acceptance,

    /// <summary>程序告知书: another procedure of law decides (31(1)–(5)).</summary>
    OtherProcedure,

    /// <summary>不予受理告知书: outside this system, and who is competent (23¶1).</summary>
    NotOurs,

    /// <summary>转送告知书 (22, 23¶1).</summary>
    Transfer,

    /// <summary>延长办理期限告知书 (34).</summary>
    Extension,

    /// <summary>处理意见书 (31(6), 32).</summary>
    Opinion,

    /// <summary>答复函 to a suggestion (29).</summary>
    Reply,

    /// <summary>复查意见书 (35).</summary>
    Review,

    /// <summary>复核意见书 (36).</summary>
    FinalReview,

    /// <summary>送达回证: goes with any of the others, and comes back signed.</summary>
    ServiceReturn,
}

/// <summary>A letter of a case: which step it is of, and its number.</summary>
/// <param name="Version">Of the event; the letter's name within the case.</param>
/// <param name="DocumentNumber">发文字号; null until one is given.</param>
public sealed record IssuedLetter(long Version, LetterKind Kind, string? DocumentNumber = null);

/// <summary>Which steps are told by a letter, and who may read it when.</summary>
public static class Correspondence
{
    /// <summary>
    /// The letter that a step is told by; null: none. Accusations have none here: their notice follows rules of its own (23¶4),
    /// and their words are not readable on this server.
    /// </summary>
    public static LetterKind? KindOf(IEvent happened) => happened switch
    {
        Accepted => LetterKind.Acceptance,
        NoticeGiven or LitigationSeparated => LetterKind.OtherProcedure,
        ToldNotOurs => LetterKind.NotOurs,
        Transferred => LetterKind.Transfer,
        Extended => LetterKind.Extension,
        OpinionSigned => LetterKind.Opinion,
        Replied => LetterKind.Reply,
        ReviewSigned => LetterKind.Review, // or the final one: the case says of which instance
        _ => null,
    };

    /// <summary>The letters staff can print: none once the words are destroyed.</summary>
    public static ImmutableArray<IssuedLetter> ForStaff(Grievance grievance) => grievance.IsErased ? [] : grievance.Letters;

    /// <summary>The letters the complainant can read: an answer only from when it has reached them, as on their page (35).</summary>
    /// <param name="history">The case's events.</param>
    public static ImmutableArray<IssuedLetter> ForComplainant(Grievance grievance, IReadOnlyList<Happened> history) =>
        [.. ForStaff(grievance).Where(letter => !IsAnswer(letter.Kind) || IsServed(letter, history))];

    /// <summary>An answer: it opens no earlier than it is served, and a signed return proves its service.</summary>
    public static bool IsAnswer(LetterKind kind) => kind is LetterKind.Opinion or LetterKind.Reply or LetterKind.Review or LetterKind.FinalReview;

    private static bool IsServed(IssuedLetter answer, IReadOnlyList<Happened> history) =>
        history.SkipWhile(one => one.Stamp.Version <= answer.Version).TakeWhile(one => KindOf(one.Event) is not { } next || !IsAnswer(next)).Any(one => one.Event is Served);
}

public sealed partial record Grievance
{
    /// <summary>The letters of its steps, oldest first.</summary>
    public ImmutableArray<IssuedLetter> Letters { get; init; } = [];

    private Grievance WithLetters(IEvent happened, Stamp stamp) =>
        happened is LetterNumbered numbered ? this with { Letters = [.. Letters.Select(one => one.Version == numbered.Letter ? one with { DocumentNumber = numbered.DocumentNumber } : one)] }
        : !IsSealed && FiledAs != GrievanceKind.Accusation && Correspondence.KindOf(happened) is { } kind ? this with { Letters = Letters.Add(new(stamp.Version, happened is ReviewSigned && LastReview is { Level: ReviewLevel.FinalReview } ? LetterKind.FinalReview : kind, NumberIn(happened))) }
        : this;

    private static string? NumberIn(IEvent happened) => happened switch
    {
        OpinionSigned e => e.DocumentNumber,
        Replied e => e.DocumentNumber,
        ReviewSigned e => e.DocumentNumber,
        _ => null,
    };
}
