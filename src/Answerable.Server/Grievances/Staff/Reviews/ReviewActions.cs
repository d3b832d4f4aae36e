using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Storage.Rows;
using Answerable.Server.Shell;
using Answerable.Server.Shell.Components;

namespace Answerable.Server.Grievances.Staff.Reviews;

/// <summary>What is done in a review, with a request to handle anew, and by the office above a late one.</summary>
internal static class ReviewActions
{
    public static IEnumerable<StaffAction> All { get; } =
    [
        new("take-up-review", [new("reviewer", Ask.Reviewer), new("leader", Ask.ReviewLeader, Optional: true)],
            g => g.Person("reviewer") is { } reviewer ? new TakeUpReview(reviewer, g.Person("leader")) : null, c => c.Review is not null, on => Authority.MayTakeUpReview(on.Reader, on.State, on.Town)),
        new("ask-position", [new("words", Ask.Words)], g => new AskPosition(g["words"]), c => c.Review is { PositionAskedAt: null }, MayReview),
        new("position", [new("words", Ask.Words)], g => new GivePosition(g["words"]), c => c.Review is { PositionAskedAt: not null, PositionGivenAt: null }, on => Authority.MayGivePosition(on.Reader, on.State, on.Town)),
        new("note-review", [new("words", Ask.Words)], g => new NoteReview(g["words"]), c => c.Review is not null, MayReview),
        new("hearing", [new("at", Ask.Moment), new("place", Ask.Line), new("words", Ask.Words)],
            g => g.Moment("at") is { } at ? new AnnounceHearing(at, g["place"], g["words"]) : null, c => c.Review is { Hearing: null or { IsCalledOff: true } }, MayReview),
        new("call-off-hearing", [new("reason", Ask.Words)], g => new CallOffHearing(g["reason"]), c => c.Review is { Hearing.IsAhead: true }, on => MayReview(on) && on.Now < on.State.Review!.Hearing!.At),
        new("hold-hearing", [new("minutes", Ask.Words)], g => new HoldHearing(g["minutes"]), c => c.Review is { Hearing.IsAhead: true }, on => MayReview(on) && on.Now >= on.State.Review!.Hearing!.At),
        new("draft-review", [.. Opinion, new("document", Ask.Line, Optional: true)], g => Written(g) is { } opinion ? new DraftReview(opinion, g.Line("document")) : null,
            c => c.Review is { Officer: not null }, on => MayReview(on) && !(on.State.Review!.Hearing is { IsAhead: true } hearing && on.Now < hearing.At)),
        new("sign-review", [], _ => new SignReview(), c => c.Review is { Draft: not null }, MaySign),
        new("return-review", [new("reason", Ask.Words)], g => new ReturnReview(g["reason"]), c => c.Review is { Draft: not null }, MaySign),
        new("enter-review", [.. Opinion, new("document", Ask.Line), new("signer", Ask.Line)], g => Written(g) is { } opinion ? new EnterReview(opinion, g["document"], g["signer"]) : null,
            c => c.Review is not null, on => !Authority.IsServed(on.State.Review!.Office, on.Town) && Authority.MayEnterReview(on.Reader, on.State, on.Town)),
        new("decide-redo", [new("grant", Ask.Grant), new("reason", Ask.Words)], g => g.Enum<Grant>("grant") is { } grant ? new DecideRedo(grant == Grant.Granted, g["reason"]) : null,
            c => c.Redo is { IsOpen: true }, on => Authority.MayDecideRedo(on.Reader, on.State, on.Town)),
        new("take-over", [new("reason", Ask.Words)], g => new TakeOver(g["reason"]), c => c is { Higher.IsOpen: true, Outcome: null, Review: null, IsSealed: false }, MayAnswer),
        new("hurry", [new("until", Ask.Day), new("reason", Ask.Words)], g => g.Day("until") is { } day ? new HurryLower(day, g["reason"]) : null, c => c is { Higher.IsOpen: true }, MayAnswer),
        new("publish-opinion", [new("published", Ask.Words)], g => new PublishOpinion(g["published"]), PublishOpinion.Fits, on => Authority.MayPublish(on.Reader, on.State, on.Town)),
        new("tell-final", [new("notice", Ask.Words)], g => new TellFinal(g["notice"]),
            c => c is { After: not null, AcceptedAt: null, Outcome: null, LastReview: null } && c.Stage != Stage.ToldFinal, on => Authority.MayDispose(on.Reader, on.State, on.Town)),
    ];

    /// <summary>The field that a refusal of one of these speaks of.</summary>
    public static IReadOnlyDictionary<string, string> Refusals { get; } = new Dictionary<string, string>
    {
        ["took-part"] = "reviewer", ["reviewer-not-of-office"] = "reviewer", ["hearing-day"] = "at", ["hearing-place-missing"] = "place", ["changed-to-what"] = "changed", ["notice-not-changed"] = "decision",
        ["signer-missing"] = "signer", ["document-number-missing"] = "document", ["day-too-far"] = "until", ["minutes-missing"] = "minutes", ["published-names-somebody"] = "published",
    };

    /// <summary>The action that is shown first: what the review waits for from this reader.</summary>
    public static StaffAction? Next(DeskCase on)
    {
        var may = StaffAction.For(on).Select(action => action.Name).ToHashSet();
        var name = on.State.Review is not { } review ? null
            : review.Draft is not null && may.Contains("sign-review") ? "sign-review"
            : review.Officer is null ? "take-up-review"
            : may.Contains("hold-hearing") ? "hold-hearing"
            : may.Contains("draft-review") ? "draft-review"
            : "enter-review";
        return name is not null && may.Contains(name) ? StaffAction.Find(name) : null;
    }

    /// <summary>What is to be published holds a name, number or address of the complainant's.</summary>
    public static bool NamesSomebody(DeskCase on, StaffAction action, StaffAction.Given given) =>
        action.Name == "publish-opinion" && on.Masked(given["published"]) != given["published"];

    private static ActionField[] Opinion =>
        [new("decision", Ask.ReviewOutcome), new("changed", Ask.Outcome, Optional: true), new("asked", Ask.Words), new("facts", Ask.Words), new("basis", Ask.Words)];

    private static ReviewOpinion? Written(StaffAction.Given g) =>
        g.Enum<ReviewOutcome>("decision") is { } decision ? new(decision, g["asked"], g["facts"], g["basis"], decision == ReviewOutcome.Change ? g.Enum<Outcome>("changed") : null) : null;

    private static bool MayReview(DeskCase on) => Authority.MayReview(on.Reader, on.State, on.Town);
    private static bool MaySign(DeskCase on) => Authority.MaySignReview(on.Reader, on.State, on.Town);
    private static bool MayAnswer(DeskCase on) => Authority.MayAnswerForHigher(on.Reader, on.State, on.Town);
}

/// <summary>What a request to handle anew comes to.</summary>
public enum Grant { Granted, Refused }

/// <summary>What can be chosen in these forms, and what they begin with.</summary>
internal static class ReviewChoices
{
    public static IEnumerable<Choice> Of(DeskCase on, StaffAction action, Ask ask, Words w) => ask switch
    {
        Ask.Reviewer => People(on, w, person => Authority.WorksIn(person, on.State.Review!.Office, on.Town)),
        Ask.ReviewLeader => People(on, w, person => Authority.Leads(person, on.State.Review!.Office, on.Town)),
        Ask.ReviewOutcome => Options<ReviewOutcome>("review.outcome", w).Where(choice => on.State.Review?.Disputed is not null || choice.Value != "change"),
        Ask.Grant => Options<Grant>("redo.grant", w),
        _ => [],
    };

    /// <summary>Whoever drafted goes on from their own words; a form filled in anew begins with the number of the draft that was returned.</summary>
    public static string? Begin(DeskCase on, StaffAction action, ActionField field) =>
        action.Name != "draft-review" || on.Case.Events.LastOrDefault(one => one.Event is ReviewDrafted && one.Stamp.Version > on.State.Review!.Request)?.Event is not ReviewDrafted draft || draft.DraftedBy != on.Reader.Person ? null
        : field.Name switch
        {
            "decision" => CaseEntry.Code(draft.Outcome),
            "changed" => draft.Changed is { } changed ? CaseEntry.Code(changed) : null,
            "asked" => draft.Asked,
            "facts" => draft.Facts,
            "basis" => draft.LegalBasis,
            "document" => draft.DocumentNumber,
            _ => null,
        };

    // Whoever took part in what is disputed is offered nowhere.
    private static IEnumerable<Choice> People(DeskCase on, Words w, Func<PersonId, bool> may) => on.Town.PostsInOrder
        .Select(post => on.Town.HolderOf(post.Id)).OfType<PersonId>().Distinct()
        .Where(person => may(person) && !on.State.IsBarredFrom(on.State.Review!, person)).Select(id => on.Town.Find(id)).OfType<Person>()
        .Select(person => new Choice(person.Id.Value, $"{person.Name} · {string.Join("、", on.Town.PostsOf(person.Id).Where(post => post.Office == on.State.Review!.Office).Select(post => w.Of(post.Title)))}"));

    private static IEnumerable<Choice> Options<T>(string key, Words w) where T : struct, Enum =>
        Enum.GetValues<T>().Select(value => new Choice(CaseEntry.Code(value), w[$"{key}.{CaseEntry.Code(value)}"]));
}
