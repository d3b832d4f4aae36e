using Answerable.Plans;

namespace Answerable.Tests.Plans;

/// <summary>The plan as issued, and plans given as text.</summary>
internal static class Sample
{
    public static string Root { get; } = Find();

    public static IReadOnlyList<DocumentLine> Lines { get; } = Split(File.ReadAllText(Path.Combine(Root, "data/plans/petition-plan-as-issued.txt")));

    public static PlanReading Reading { get; } = PlanReader.Read(Lines);

    public static Plan Plan => Reading.Plan;

    public static PlanReading Read(string text) => PlanReader.Read(Split(text));

    public static IReadOnlyList<DocumentLine> Split(string text) =>
        [.. text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select((line, i) => new DocumentLine(i + 1, line))];

    private static string Find()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Answerable.slnx")))
            at = at.Parent!;
        return at.FullName;
    }
}
