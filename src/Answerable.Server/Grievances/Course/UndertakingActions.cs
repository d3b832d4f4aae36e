using Answerable.Grievances;
using Answerable.Server.Grievances.Staff;
using Answerable.Server.Shell;
using Answerable.Server.Shell.Components;

namespace Answerable.Server.Grievances.Course;

/// <summary>What staff promise after an answer, and what came of it.</summary>
internal static class UndertakingActions
{
    public static IEnumerable<StaffAction> All =>
    [
        new("keep-undertaking", [new("promised", Ask.One, Choices: Open), new("words", Ask.Words)], g => new KeepUndertaking(g["promised"], g["words"]),
            c => c.Undertakings.Any(one => one.Done is null), on => Mine(on).Any()) { AlsoClosed = true },
        new("undertake", [new("words", Ask.Words), new("until", Ask.Day), new("unit", Ask.Unit, Optional: true)],
            g => g.Day("until") is { } until ? new Undertake(g["words"], until, g.Id("unit") is { } unit ? new(unit) : null) : null,
            c => c is { Outcome: not null, IsErased: false, IsSealed: false }, May) { AlsoClosed = true, IsRare = true },
    ];

    /// <summary>The words of a promise, as its event has them.</summary>
    public static string? Words(IEnumerable<Recording.Happened> history, Undertaking one) =>
        (history.FirstOrDefault(happened => happened.Stamp.Version == one.Made)?.Event as UndertakingMade)?.Words;

    private static IEnumerable<Undertaking> Mine(DeskCase on) => on.State.Undertakings.Where(one => one.Done is null && KeepUndertaking.May(on.Reader, one.Key, on.State, on.Town));

    private static bool May(DeskCase on) => Undertake.May(on.Reader, on.State, on.Town);

    private static IEnumerable<Choice> Open(DeskCase on, Words w) => Mine(on)
        .Select(one => new Choice(one.Key, w["undertaking.choice", w.Date(on.State.Find(one.Key)!.Clock.DueDay), on.Masked(Words(on.Case.Events, one) ?? w["staff.erased"])]));
}
