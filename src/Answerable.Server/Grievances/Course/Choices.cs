using Answerable.Offices;
using Answerable.Server.Grievances.Staff;
using Answerable.Server.Shell;
using Answerable.Server.Shell.Components;
using Answerable.Storage.Rows;

namespace Answerable.Server.Grievances.Course;

/// <summary>What can be chosen in the forms of these stages.</summary>
internal static class Choices
{
    /// <summary>Values of an enum under <c>KEY.CODE</c>.</summary>
    public static ActionField Of<T>(string name, string key, params T[] except) where T : struct, Enum =>
        new(name, Ask.One, Choices: (_, w) => Enum.GetValues<T>().Except(except).Select(value => new Choice(CaseEntry.Code(value), w[$"{key}.{CaseEntry.Code(value)}"])));

    /// <summary>Yes or no under <c>KEY.yes</c> and <c>KEY.no</c>.</summary>
    public static ActionField YesNo(string name, string key) => new(name, Ask.One, Choices: (_, w) => [new("yes", w[$"{key}.yes"]), new("no", w[$"{key}.no"])]);

    public static ActionField Offices(string name, Func<DeskCase, IEnumerable<OfficeId>> which) =>
        new(name, Ask.One, Choices: (on, w) => which(on).Select(on.Town.Find).OfType<Office>().Select(office => new Choice(office.Id.Value, w.Of(office.Name))));

    /// <summary>Every office within the system but the one it lies with.</summary>
    public static IEnumerable<OfficeId> Others(DeskCase on) => Inside(on).Where(id => id != on.State.Office);

    public static IEnumerable<OfficeId> Inside(DeskCase on) => on.Town.Offices.Values.Where(office => !office.Outside).OrderBy(office => office.Tier).Select(office => office.Id);

    /// <summary>The number of the paper; needed only where somebody enters what an office wrote.</summary>
    public static ActionField Paper { get; } = new("reference", Ask.Line, Optional: true);

    public static ActionField Reason { get; } = new("reason", Ask.Words);
}
