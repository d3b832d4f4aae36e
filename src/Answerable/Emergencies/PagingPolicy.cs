namespace Answerable.Emergencies;

/// <summary>Whom a step pages on behalf of a seat.</summary>
public enum PageTarget
{
    /// <summary>Whoever holds the post.</summary>
    Holder,

    /// <summary>Whoever holds the post's deputy post (A/B 角).</summary>
    Deputy,

    /// <summary>The leader on duty now (带班领导).</summary>
    DutyLeader,
}

/// <param name="Channels">Used in parallel; empty means every way the person can be reached.</param>
/// <param name="Minutes">Waited after each page, 1 to 120.</param>
/// <param name="Times">The same person is paged this often before the next step, 1 to 10.</param>
public sealed record PagingStep(PageTarget Target, int Minutes, int Times, ImmutableArray<string> Channels);

/// <summary>
/// How one seat is called, step by step. After the last step the duty desk's own alarm rings, always: that step is not in the
/// list because nobody may leave it out.
/// </summary>
public sealed record PagingPolicy(ImmutableArray<PagingStep> Steps)
{
    /// <summary>Used until a plan says otherwise: our figures, not the law's.</summary>
    public static PagingPolicy Default { get; } = new(
    [
        new(PageTarget.Holder, Minutes: 3, Times: 2, []),
        new(PageTarget.Deputy, Minutes: 3, Times: 2, []),
        new(PageTarget.DutyLeader, Minutes: 3, Times: 1, []),
    ]);

    public bool IsValid =>
        !Steps.IsDefault && Steps.Length <= 10
        && Steps.All(step => step is { Minutes: >= 1 and <= 120, Times: >= 1 and <= 10, Channels.IsDefault: false });
}
