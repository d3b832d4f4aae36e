using System.Globalization;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.Shell;
using Answerable.Storage.Rows;
using NodaTime.Text;
using Route = Answerable.Grievances.Route;

namespace Answerable.Server.Grievances.Staff;

/// <summary>How an action asks for one of its values.</summary>
public enum Ask { Line, Words, Day, Unit, Officer, Leader, Office, Route, Outcome, Proof, Purpose, Days, Means }

/// <param name="Name">Of the form's field; its label is <c>staff.field.NAME</c>.</param>
public sealed record ActionField(string Name, Ask Ask, bool Optional = false);

/// <summary>What staff can do with a case, as a form: which fields it asks and what wish they make.</summary>
/// <param name="Name">In the address: <c>/desk/grievances/NUMBER/NAME</c>; its words are <c>staff.do.NAME</c>.</param>
public sealed record StaffAction(string Name, IReadOnlyList<ActionField> Fields, Func<StaffAction.Given, ICommand?> Wish, Func<Grievance, bool> Fits)
{
    /// <summary>In the order in which a case usually needs them. Whether somebody may is asked of the rules when they do.</summary>
    public static IReadOnlyList<StaffAction> All { get; } =
    [
        new("accept", [new("notice", Ask.Words)], g => new Accept(g["notice"]), c => c is { FiledAs: GrievanceKind.Claim, NoticedAt: null, Outcome: null, Route: null }),
        new("transfer", [new("office", Ask.Office), new("reason", Ask.Words), new("feedback", Ask.Day, Optional: true)],
            g => g.Id("office") is { } to ? new Transfer(new(to), g["reason"], g.Day("feedback")) : null, c => c.Outcome is null),
        new("notice", [new("route", Ask.Route), new("notice", Ask.Words)],
            g => g.Enum<Route>("route") is { } route ? new GiveNotice(route, g["notice"]) : null, c => c is { FiledAs: GrievanceKind.Claim, AcceptedAt: null, Outcome: null, Route: null }),
        new("not-ours", [new("body", Ask.Line), new("reach", Ask.Words), new("reason", Ask.Words)],
            g => new NotOurs(Text.Zh(g["body"]), g["reach"], g["reason"]), c => c is { AcceptedAt: null, Outcome: null } && c.Stage != Stage.NotOurs),
        new("assign", [new("unit", Ask.Unit), new("officer", Ask.Officer, Optional: true), new("leader", Ask.Leader, Optional: true)],
            g => g.Id("unit") is { } unit ? new Assign(new(unit), g.Person("officer"), g.Person("leader")) : null, c => c.Outcome is null),
        new("note", [new("words", Ask.Words)], g => new Note(g["words"]), _ => true),
        new("write", [new("words", Ask.Words)], g => new WriteToComplainant(g["words"]), c => !c.IsSealed),
        new("reply", [new("outcome", Ask.Outcome), new("asked", Ask.Words), new("facts", Ask.Words), new("basis", Ask.Words, Optional: true), new("leader", Ask.Leader), new("document", Ask.Line, Optional: true)],
            g => g.Enum<Outcome>("outcome") is { } outcome && g.Person("leader") is { } signer
                ? new Reply(new(outcome, g["asked"], g["facts"], g.Line("basis")), signer, g.Line("document")) : null, c => c.Outcome is null && !c.IsSealed),
        new("extend", [new("days", Ask.Days), new("reason", Ask.Words)],
            g => int.TryParse(g["days"], NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? new RequestExtension(days, g["reason"]) : null,
            c => c is { PendingExtension: null } && c.Open("close") is { Clock.Extension: null }),
        new("approve", [new("leader", Ask.Leader), new("means", Ask.Means)],
            g => g.Person("leader") is { } leader && g.Enum<ApprovalMeans>("means") is { } means ? new ApproveExtension(leader, means) : null, c => c.PendingExtension is not null),
        new("decline", [new("reason", Ask.Words)], g => new DeclineExtension(g["reason"]), c => c.PendingExtension is not null),
        new("serve", [new("proof", Ask.Proof), new("reference", Ask.Line)],
            g => g.Enum<ServiceProof>("proof") is { } proof ? new Serve(proof, g.Line("reference")) : null, c => c is { Outcome: not null, ServedAt: null }),
        new("close", [], _ => new Close(), c => c.Outcome is not null),
        new("recuse", [new("officer", Ask.Officer), new("reason", Ask.Words)],
            g => g.Person("officer") is { } person ? new Recuse(person, g["reason"]) : null, _ => true),
    ];

    /// <summary>Whether it must be answered. 32: the opinion on a claim states its legal basis; a suggestion is answered without one.</summary>
    public bool Asks(ActionField field, Grievance of) => !field.Optional || (field.Name == "basis" && of.FiledAs == GrievanceKind.Claim);

    /// <summary>The key of a field's label: what the field is called in this action, where it has a name of its own.</summary>
    public string LabelOf(ActionField field, Words words) => words.Has($"staff.field.{Name}.{field.Name}") ? $"staff.field.{Name}.{field.Name}" : $"staff.field.{field.Name}";

    /// <summary>The field a refusal speaks of: the first, unless its code says more.</summary>
    public string FieldOf(string refusal) => (Refusals.GetValueOrDefault(refusal) is { } field && Fields.Any(one => one.Name == field) ? field : Fields.FirstOrDefault()?.Name) ?? "main";

    private static readonly Dictionary<string, string> Refusals = new()
    {
        ["reason-missing"] = "reason", ["day-in-the-past"] = "feedback", ["officer-not-of-unit"] = "officer", ["leader-not-of-office"] = "leader", ["notice-empty"] = "notice",
        ["signer-not-head"] = "leader", ["opinion-incomplete"] = "asked", ["legal-basis-missing"] = "basis", ["document-number-invalid"] = "document", ["proof-missing"] = "reference",
    };

    public static StaffAction? Find(string name) => All.FirstOrDefault(action => action.Name == name);

    /// <summary>What can be done at this stage. A closed case takes nothing more.</summary>
    public static IEnumerable<StaffAction> For(Grievance grievance) =>
        grievance.IsClosed || grievance.IsWithdrawn ? [] : All.Where(action => action.Fits(grievance));

    /// <summary>A posted form, read with care.</summary>
    public sealed class Given(IFormCollection form)
    {
        public string this[string name] => form[name].ToString().Trim();

        public string? Line(string name) => this[name] is { Length: > 0 } line ? line : null;

        public string? Id(string name) => Line(name) is { } id && IdText.IsValid(id) ? id : null;

        public PersonId? Person(string name) => Id(name) is { } id ? new PersonId(id) : null;

        public NodaTime.LocalDate? Day(string name) => LocalDatePattern.Iso.Parse(this[name]) is { Success: true } day ? day.Value : null;

        public T? Enum<T>(string name) where T : struct, System.Enum =>
            System.Enum.GetValues<T>().Cast<T?>().FirstOrDefault(value => CaseEntry.Code(value!.Value) == this[name]);
    }
}
