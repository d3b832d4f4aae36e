using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Server.Grievances.Staff;
using Answerable.Server.Shell;
using Answerable.Server.Shell.Components;
using Answerable.Storage.Rows;

namespace Answerable.Server.Grievances.Course;

/// <summary>Supervising and being supervised (40). A closed matter is supervised too: what it promised may be undone.</summary>
internal static class SupervisionActions
{
    public static IEnumerable<StaffAction> All =>
    [
        new("answer-supervision", [new("supervision", Ask.One, Choices: Open), Choices.Of<Adoption>("adoption", "course.adoption"), new("words", Ask.Words), Choices.Paper],
            g => g.Id("supervision") is { } key && g.Enum<Adoption>("adoption") is { } adoption ? new AnswerSupervision(key, adoption, g["words"], g.Line("reference")) : null,
            c => c.Supervisions.Any(one => one.Answer is null), on => Waiting(on).Any()) { AlsoClosed = true },
        new("supervise", [Choices.Of<Ground>("ground", "course.ground"), new("facts", Ask.Words), new("improvement", Ask.Words), new("feedback", Ask.Day)],
            g => g.Enum<Ground>("ground") is { } ground && g.Day("feedback") is { } day ? new Supervise(ground, g["facts"], g["improvement"], day) : null, _ => true, Supervises) { AlsoClosed = true },
        new("propose", [Choices.Of("proposal", "course.proposal", Proposal.Improvement), Choices.Offices("office", on => To(on)), new("words", Ask.Words), new("feedback", Ask.Day)],
            g => g.Enum<Proposal>("proposal") is { } proposal && g.Id("office") is { } office && g.Day("feedback") is { } day ? new Propose(proposal, new(office), g["words"], day) : null,
            _ => true, on => Supervises(on) && To(on).Any()) { AlsoClosed = true, IsRare = true },
    ];

    private static bool Supervises(DeskCase on) => !on.State.IsSealed && Authority.Supervises(on.Reader, on.State, on.Town) is not null;

    private static IEnumerable<OfficeId> To(DeskCase on) =>
        on.Town.Offices.Values.OrderBy(office => office.Tier).Select(office => office.Id).Where(id => id != on.State.Office && id != Authority.Supervises(on.Reader, on.State, on.Town));

    private static IEnumerable<Supervision> Waiting(DeskCase on) => on.State.Supervisions.Where(one => one.Answer is null
        && (Authority.SpeaksFor(on.Reader, one.Of, on.State, on.Town) || Authority.MayEnterFor(on.Reader, one.Of, one.By, on.State, on.Town)));

    private static IEnumerable<Choice> Open(DeskCase on, Words w) => Waiting(on).Select(one => new Choice(one.Key, w["course.supervision.of", on.Town.Find(one.By)?.Name.In(w.Language) ?? one.By.Value, What(one, w)]));

    /// <summary>Which of the six occasions, or which proposal.</summary>
    public static string What(Supervision one, Words w) => one.Ground is { } ground ? w[$"course.ground.{CaseEntry.Code(ground)}"] : w[$"course.proposal.{CaseEntry.Code(one.Proposal)}"];
}
