namespace Answerable.Emergencies;

/// <param name="Dead">People dead, missing not counted.</param>
/// <param name="SeriouslyInjured">重伤, acute industrial poisoning included.</param>
/// <param name="LossYuan">Direct economic loss in whole yuan.</param>
public sealed record Figures(int Dead, int SeriouslyInjured, long LossYuan)
{
    public bool AreValid => Dead >= 0 && SeriouslyInjured >= 0 && LossYuan >= 0;
}

/// <summary>Grades that a national standard computes from figures.</summary>
public static class Grading
{
    /// <summary>国务院令第493号 Art. 3: one criterion suffices; 以上 includes the number, 以下 excludes it.</summary>
    public static EventGrade OfAccident(Figures figures) => figures switch
    {
        { Dead: >= 30 } or { SeriouslyInjured: >= 100 } or { LossYuan: >= 100_000_000 } => EventGrade.EspeciallyMajor,
        { Dead: >= 10 } or { SeriouslyInjured: >= 50 } or { LossYuan: >= 50_000_000 } => EventGrade.Major,
        { Dead: >= 3 } or { SeriouslyInjured: >= 10 } or { LossYuan: >= 10_000_000 } => EventGrade.Larger,
        _ => EventGrade.Ordinary,
    };
}
