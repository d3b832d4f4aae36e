using System.Globalization;
using Answerable.Grievances;
using Answerable.Server.Grievances.Staff;
using Answerable.Server.Shell;
using Answerable.Server.Shell.Components;
using Answerable.Storage.Rows;

namespace Answerable.Server.Grievances.Course;

/// <summary>Mediation (33), help (37), what is major or urgent (25), and what is separated because a court decides it (22¶2).</summary>
internal static class HelpActions
{
    public static IEnumerable<StaffAction> All =>
    [
        new("other-side", [Choices.YesNo("consents", "course.consents"), new("reference", Ask.Line)],
            g => g.Yes("consents") is { } consents ? new AnswerMediation(Side.Other, consents, g.Line("reference")) : null, c => c.Mediation is not null, StaffAction.MaySee),
        new("end-mediation", [Choices.Reason], g => new EndMediation(g["reason"]), c => c.Mediation is not null, StaffAction.MaySee),
        new("agreement", [Choices.Of<AgreementKind>("agreement", "course.agreement"), new("words", Ask.Words), new("reference", Ask.Line)],
            g => g.Enum<AgreementKind>("agreement") is { } kind ? new RecordAgreement(kind, g["words"], g["reference"]) : null, c => c is { FiledAs: GrievanceKind.Claim, IsSealed: false }, StaffAction.MaySee) { IsRare = true },
        new("mediate", [new("with", Ask.Line), new("words", Ask.Words)], g => new ProposeMediation(g["with"], g["words"]),
            c => c is { FiledAs: GrievanceKind.Claim, Outcome: null, Mediation: null }, StaffAction.MaySee) { IsRare = true },
        new("relief-result", [new("relief", Ask.One, Choices: Wanted), Choices.Of<ReliefResult>("result", "course.relief.result"), new("words", Ask.Words)],
            g => int.TryParse(g["relief"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && g.Enum<ReliefResult>("result") is { } result ? new RecordRelief(number, result, g["words"]) : null,
            c => c.Reliefs.Any(IsWanted), StaffAction.MaySee) { AlsoClosed = true },
        new("relief", [Choices.Of<ReliefKind>("relief", "course.relief"), new("words", Ask.Words), new("reach", Ask.Words)],
            g => g.Enum<ReliefKind>("relief") is { } kind ? new OfferRelief(kind, g["words"], g["reach"]) : null, c => c is { IsErased: false, IsSealed: false }, StaffAction.MaySee) { AlsoClosed = true, IsRare = true },
        new("major-told", [new("told", Ask.One, Choices: Owed), new("reference", Ask.Line)],
            g => g.Enum<ToldOf>("told") is { } told ? new TellOfMajor(told, g["reference"]) : null, c => c.Major is not null, on => StaffAction.MayDispose(on) && StillOwed(on).Any()),
        new("measures", [new("measures", Ask.Words)], g => new TakeMeasures(g["measures"]), c => c.Major is not null, StaffAction.MaySee),
        new("major", [new("facts", Ask.Words)], g => new FindMajor(g["facts"]), c => c.Major is null, StaffAction.MayDispose) { IsRare = true },
        new("litigation", [new("body", Ask.Line), new("reach", Ask.Words), new("notice", Ask.Words), new("reference", Ask.Line, Optional: true)],
            g => new SeparateLitigation(Text.Zh(g["body"]), g["reach"], g["notice"], g.Line("reference")),
            c => c is { FiledAs: GrievanceKind.Claim, AcceptedAt: null, Outcome: null, Route: null }, StaffAction.MayDispose) { IsRare = true },
    ];

    /// <summary>Who has to be told of a major matter and is not yet.</summary>
    public static IEnumerable<ToldOf> StillOwed(DeskCase on) => FindMajor.Owed(on.Town.Find(on.State.Office)).Except(on.State.Major?.Told ?? []);

    private static bool IsWanted(Relief relief) => relief is { Accepted: true, Result: null };

    private static IEnumerable<Choice> Owed(DeskCase on, Words w) => StillOwed(on).Select(one => new Choice(CaseEntry.Code(one), w[$"course.told.{CaseEntry.Code(one)}"]));

    private static IEnumerable<Choice> Wanted(DeskCase on, Words w) =>
        on.State.Reliefs.Where(IsWanted).Select(relief => new Choice(relief.Number.ToString(CultureInfo.InvariantCulture), w[$"course.relief.{CaseEntry.Code(relief.Kind)}"]));
}
