using System.Globalization;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.Grievances.Course;
using Answerable.Server.Receptions;
using Answerable.Server.Shell;
using Answerable.Server.Shell.Components;
using Answerable.Storage.Rows;
using NodaTime.Text;
using Route = Answerable.Grievances.Route;

namespace Answerable.Server.Grievances.Staff;

/// <summary>How an action asks for one of its values.</summary>
public enum Ask { Line, Words, Day, Unit, Officer, Leader, Approver, Recused, Office, Route, Outcome, Proof, Days, Means, Self, Reviewer, ReviewLeader, ReviewOutcome, Moment, Grant, One, Otherwise }

/// <param name="Name">Of the form's field; its label is <c>staff.field.NAME</c>.</param>
/// <param name="Choices">What can be chosen, where <paramref name="Ask"/> does not say it.</param>
public sealed record ActionField(string Name, Ask Ask, bool Optional = false, Func<DeskCase, Words, IEnumerable<Choice>>? Choices = null);

/// <summary>What staff can do with a case, as a form: which fields it asks and what wish they make.</summary>
/// <param name="Name">In the address: <c>/desk/grievances/NUMBER/NAME</c>; its words are <c>staff.do.NAME</c>.</param>
/// <param name="Fits">Whether the case has come to where this can be done.</param>
/// <param name="May">Whether the reader may: what the rules of the wish will ask of <see cref="Authority"/> too.</param>
public sealed record StaffAction(
    string Name, IReadOnlyList<ActionField> Fields, Func<StaffAction.Given, ICommand?> Wish, Func<Grievance, bool> Fits, Func<DeskCase, bool> May)
{
    /// <summary>A closed case takes it too.</summary>
    public bool AlsoClosed { get; init; }

    /// <summary>Seldom needed: behind one more click on the page of the case.</summary>
    public bool IsRare { get; init; }

    /// <summary>In the order in which a case usually needs them.</summary>
    public static IReadOnlyList<StaffAction> All { get; } =
    [
        .. CompetenceActions.Answering, .. SupervisionActions.All, .. Directing.DirectingActions.Deciding,
        new("accept", [new("notice", Ask.Words)], g => new Accept(g["notice"]), c => c is { FiledAs: GrievanceKind.Claim, AcceptedAt: null, Outcome: null, LastReview: null }, MayDispose),
        new("late-notice", [new("notice", Ask.Words)], g => new Accept(g["notice"]), c => c is { FiledAs: GrievanceKind.Claim, AcceptedAt: not null, NoticedAt: null, Outcome: null, LastReview: null }, MayDispose),
        new("transfer", [new("office", Ask.Office), new("reason", Ask.Words)],
            g => g.Id("office") is { } office ? new Transfer(new(office), g["reason"]) : null, c => c.LastReview is null && CompetenceActions.MayBeSent(c), MayDispose),
        new("notice", [new("route", Ask.Route), new("notice", Ask.Words)],
            g => g.Enum<Route>("route") is { } route ? new GiveNotice(route, g["notice"]) : null, c => c is { FiledAs: GrievanceKind.Claim, AcceptedAt: null, Outcome: null, Route: null, LastReview: null }, MayDispose),
        new("not-ours", [new("body", Ask.Line), new("reach", Ask.Words), new("reason", Ask.Words)],
            g => new NotOurs(Text.Zh(g["body"]), g["reach"], g["reason"]), c => c is { AcceptedAt: null, Outcome: null, LastReview: null } && c.Stage != Stage.NotOurs, MayDispose),
        new("assign", [new("unit", Ask.Unit), new("officer", Ask.Officer, Optional: true), new("leader", Ask.Leader, Optional: true)],
            g => g.Id("unit") is { } unit ? new Assign(new(unit), g.Person("officer"), g.Person("leader")) : null, c => c.Outcome is null, MayDispose),
        new("receipt", [new("notice", Ask.Words)], g => new TellReceived(g["notice"]),
            c => c is { FiledAs: GrievanceKind.Suggestion, Outcome: null } && (c.Open(Deadlines.Role.Notice) ?? c.Open(Deadlines.Role.TransferNotice)) is not null, MayDispose),
        new("note", [new("words", Ask.Words)], g => new Note(g["words"]), _ => true, on => MaySee(on) && !Authority.MayReview(on.Reader, on.State, on.Town)),
        new("write", [new("words", Ask.Words)], g => new WriteToComplainant(g["words"]), c => !c.IsSealed, MaySee),
        new("reply", [new("outcome", Ask.Outcome), .. Opinion, new("basis", Ask.Words, Optional: true), new("document", Ask.Line, Optional: true)],
            g => Written(g) is { } opinion ? new Reply(opinion, g.Line("document")) : null, c => c is { Outcome: null, IsSealed: false, FiledAs: not GrievanceKind.Claim }, MaySee),
        new("draft", [new("outcome", Ask.Outcome), .. Opinion, new("basis", Ask.Words), new("document", Ask.Line, Optional: true)],
            g => Written(g) is { } opinion ? new DraftOpinion(opinion, g.Line("document")) : null,
            c => c is { Outcome: null, IsSealed: false, FiledAs: GrievanceKind.Claim, AcceptedAt: not null, Unit: not null }, on => Authority.MayHandle(on.Reader, on.State, on.Town)),
        new("sign", [], _ => new SignOpinion(), c => c.Draft is not null, MaySign),
        new("return", [new("reason", Ask.Words)], g => new ReturnOpinion(g["reason"]), c => c.Draft is not null, MaySign),
        new("extend", [new("days", Ask.Days), new("reason", Ask.Words)],
            g => g.Days("days") is { } days ? new RequestExtension(days, g["reason"]) : null,
            c => c is { PendingExtension: null } && c.Open(Deadlines.Role.Answer) is { Status: ClockStatus.Running } answer && answer.Clock.LongestExtension(Deadlines.Rulebooks.Get(answer.Clock.Rule)) > 0, MaySee),
        new("approve", [new("leader", Ask.Self)], g => g.Person("leader") is { } leader ? new ApproveExtension(leader) : null, c => c.PendingExtension is not null, MayExtend),
        // A head decides on the page; everybody else writes down what a head said or signed.
        new("record-approval", [new("leader", Ask.Approver), new("means", Ask.Means), new("reference", Ask.Line)],
            g => g.Person("leader") is { } leader && g.Enum<ApprovalMeans>("means") is { } means ? new ApproveExtension(leader, means, g["reference"]) : null, c => c.PendingExtension is not null,
            on => !MayExtend(on) && Authority.MayRecordExtension(on.Reader, on.State.PendingExtension!, on.State, on.Town)),
        new("decline", [new("reason", Ask.Words)], g => new DeclineExtension(g["reason"]), c => c.PendingExtension is not null, MayExtend),
        new("serve", [new("proof", Ask.Proof), new("reference", Ask.Line), new("served", Ask.Day)],
            g => g.Enum<ServiceProof>("proof") is { } proof ? new Serve(proof, g.Line("reference")) : null, c => c is { Outcome: not null, ServedAt: null } || c.UnservedReview is not null, MayDispose),
        new("told-otherwise", [new("means", Ask.Otherwise), new("reference", Ask.Line)],
            g => g.Enum<OtherMeans>("means") is { } means ? new TellOtherwise(means, g["reference"]) : null, c => c.IsUnreached, MaySee),
        new("close", [], _ => new Close(), c => c is { Outcome: not null, Review: null, UnservedReview: null, Redo: null or { IsOpen: false } } && c.KeysOf(Deadlines.Role.Feedback).IsEmpty && (c.ServedAt is not null || c is { Openness: Openness.Anonymous, IsSealed: false }), MayDispose),
        new("recuse", [new("officer", Ask.Recused), new("reason", Ask.Words)],
            g => g.Person("officer") is { } person ? new Recuse(person, g["reason"]) : null, _ => true, MaySee),
        .. Reviews.ReviewActions.All,
        .. CompetenceActions.Rare, .. HelpActions.All, .. UndertakingActions.All, .. ReceptionActions.All, .. Directing.DirectingActions.Rare,
    ];

    private static ActionField[] Opinion => [new("asked", Ask.Words), new("facts", Ask.Words)];

    private static Opinion? Written(Given g) => g.Enum<Outcome>("outcome") is { } outcome ? new(outcome, g["asked"], g["facts"], g.Line("basis")) : null;

    internal static bool MaySee(DeskCase on) => Authority.MaySee(on.Reader, on.State, on.Town);

    internal static bool MayDispose(DeskCase on) => Authority.MayDispose(on.Reader, on.State, on.Town);

    private static bool MaySign(DeskCase on) => Authority.MaySign(on.Reader, on.State, on.Town);

    private static bool MayExtend(DeskCase on) => Authority.MayExtend(on.Reader.Person, on.State.PendingExtension!, on.State, on.Town);

    /// <summary>The key of a field's label: what the field is called in this action, where it has a name of its own.</summary>
    public string LabelOf(ActionField field, Words words) => words.Has($"staff.field.{Name}.{field.Name}") ? $"staff.field.{Name}.{field.Name}" : $"staff.field.{field.Name}";

    /// <summary>The field a refusal speaks of: the first, unless its code says more.</summary>
    public string FieldOf(string refusal) => ((Refusals.GetValueOrDefault(refusal) ?? Reviews.ReviewActions.Refusals.GetValueOrDefault(refusal)) is { } field && Fields.Any(one => one.Name == field) ? field : Fields.FirstOrDefault()?.Name) ?? "main";

    private static readonly Dictionary<string, string> Refusals = new()
    {
        ["reason-missing"] = "reason", ["day-in-the-past"] = "feedback", ["officer-not-of-unit"] = "officer", ["leader-not-of-office"] = "leader", ["notice-empty"] = "notice",
        ["approver-not-head"] = "leader", ["own-request"] = "leader", ["extension-too-long"] = "days", ["recused"] = "officer", ["office-unknown"] = "office", ["same-office"] = "office",
        ["person-unknown"] = "officer", ["words-missing"] = "words", ["competent-body-missing"] = "body", ["opinion-incomplete"] = "asked", ["legal-basis-missing"] = "basis", ["document-number-invalid"] = "document", ["proof-missing"] = "reference", ["received-in-the-future"] = "served", ["occurred-in-future"] = "served",
        ["reference-missing"] = "reference", ["improvement-missing"] = "improvement", ["answer-day-too-far"] = "feedback", ["other-side-missing"] = "with", ["already-a-party"] = "office",
        ["assign-not-upward"] = "office", ["office-outside"] = "office", ["waives-a-right"] = "words", ["undertaking-missing"] = "undertaking",
    };

    public static StaffAction? Find(string name) => All.FirstOrDefault(action => action.Name == name);

    /// <summary>What this reader can do at this stage. A closed case takes hardly anything more.</summary>
    public static IEnumerable<StaffAction> For(DeskCase on) =>
        All.Where(action => (action.AlsoClosed ? !on.State.IsWithdrawn : on.State is { IsClosed: false, IsWithdrawn: false }) && action.Fits(on.State) && action.May(on));

    /// <summary>Everything that is missing or cannot be read, in one round.</summary>
    public FormErrors Faults(Given given, Words words)
    {
        var errors = new FormErrors();
        foreach (var field in Fields)
            if (given.Line(field.Name) is null ? !field.Optional : !given.Reads(field))
                errors.Add(field.Name, given.Line(field.Name) is not null ? "staff.unreadable" : field.Ask is Ask.Line or Ask.Words or Ask.Day or Ask.Days ? "staff.missing" : "staff.unchosen", new Words.Word(LabelOf(field, words)));
        return errors;
    }

    /// <summary>A posted form, read with care.</summary>
    public sealed class Given(IFormCollection form)
    {
        /// <summary>The day on which it happened, where the form says so.</summary>
        public NodaTime.LocalDate? On => Day("served");

        public string this[string name] => form[name].ToString().Trim();

        public string? Line(string name) => this[name] is { Length: > 0 } line ? line : null;

        public string? Id(string name) => Line(name) is { } id && IdText.IsValid(id) ? id : null;

        public PersonId? Person(string name) => Id(name) is { } id ? new PersonId(id) : null;

        public bool? Yes(string name) => this[name] switch { "yes" => true, "no" => false, _ => null };

        public NodaTime.LocalDate? Day(string name) => LocalDatePattern.Iso.Parse(this[name]) is { Success: true } day ? day.Value : null;

        public NodaTime.LocalDateTime? Moment(string name) => LocalDateTimePattern.GeneralIso.Parse(this[name].Length == 16 ? this[name] + ":00" : this[name]) is { Success: true } at ? at.Value : null;

        public int? Days(string name) => int.TryParse(this[name], NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : null;

        /// <summary>Whether what was given is a value of the kind that is asked.</summary>
        internal bool Reads(ActionField field) => field.Ask switch
        {
            Ask.Line or Ask.Words => true,
            Ask.One => Id(field.Name) is not null,
            Ask.Day => Day(field.Name) is not null,
            Ask.Days => Days(field.Name) is not null,
            Ask.Route => Enum<Route>(field.Name) is not null,
            Ask.Outcome => Enum<Outcome>(field.Name) is not null,
            Ask.Proof => Enum<ServiceProof>(field.Name) is not null,
            Ask.Means => Enum<ApprovalMeans>(field.Name) is not null,
            Ask.ReviewOutcome => Enum<ReviewOutcome>(field.Name) is not null,
            Ask.Grant => Enum<Reviews.Grant>(field.Name) is not null,
            Ask.Otherwise => Enum<OtherMeans>(field.Name) is not null,
            Ask.Moment => Moment(field.Name) is not null,
            _ => Id(field.Name) is not null,
        };

        public T? Enum<T>(string name) where T : struct, System.Enum =>
            System.Enum.GetValues<T>().Cast<T?>().FirstOrDefault(value => CaseEntry.Code(value!.Value) == this[name]);
    }
}
