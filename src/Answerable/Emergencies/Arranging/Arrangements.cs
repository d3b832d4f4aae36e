using Answerable.Offices;
using Answerable.Recording;
using Answerable.Reports;

namespace Answerable.Emergencies;

/// <summary>People called together: a leading group, a working group.</summary>
/// <param name="Posts">In the order of the plan; they are paged in this order.</param>
public sealed record ResponseGroup(string Id, Text Name, ImmutableArray<PostId> Posts);

/// <summary>Who may declare a response level, and on what that power rests (突发事件应对法 71¶3, 72).</summary>
/// <param name="Levels">1 (highest) to 4.</param>
public sealed record DeclaringPower(OfficeId Office, ImmutableArray<int> Levels, string Authority);

/// <summary>What the plan in force says about emergencies: the one stream <c>arrangements/main</c>. An activation freezes what it uses.</summary>
public sealed record Arrangements : IState<Arrangements>
{
    public static readonly StreamId Stream = StreamId.Only("arrangements");

    public ImmutableSortedDictionary<string, ResponseGroup> Groups { get; init; } = Empty<ResponseGroup>();

    /// <summary>The group that opening an emergency calls: the leading group.</summary>
    public string? OpeningGroup { get; init; }

    public PagingPolicy Policy { get; init; } = PagingPolicy.Default;
    public ImmutableArray<DeclaringPower> Powers { get; init; } = [];

    /// <summary>By id; the shipped rows until an arrangement replaces or adds to them.</summary>
    public ImmutableSortedDictionary<string, ReportRule> ReportRules { get; init; } =
        Reports.ReportRules.China.ToImmutableSortedDictionary(rule => rule.Id, rule => rule, StringComparer.Ordinal);

    public static string Kind => "arrangements";
    public static Arrangements Initial { get; } = new();
    public IEnumerable<Deadline> Deadlines => [];

    public static ICommand<Arrangements> OnDeadline(string key) => throw new InvalidOperationException("Arrangements have no deadlines.");

    public Arrangements With(IEvent happened, Stamp stamp) => happened switch
    {
        GroupArranged e => this with { Groups = Groups.SetItem(e.Group.Id, e.Group), OpeningGroup = e.CalledOnOpening ? e.Group.Id : OpeningGroup },
        PagingArranged e => this with { Policy = e.Policy },
        PowersArranged e => this with { Powers = e.Powers },
        ReportArranged e => this with { ReportRules = ReportRules.SetItem(e.Rule.Id, e.Rule) },
        _ => this,
    };

    /// <summary>
    /// The posts that opening an emergency calls. A town without a leading group calls whoever may command; without those, a seat
    /// that nobody holds, so that the duty desk rings instead of nothing happening.
    /// </summary>
    public (string Group, IEnumerable<PostId> Posts) Opening(Town town)
    {
        if (OpeningGroup is { } id && Groups[id] is { Posts.IsEmpty: false } group)
            return (id, group.Posts);
        var commanders = town.Posts.Values.Where(post => post.Powers.Contains(Power.Command)).Select(post => post.Id).ToList();
        return ("command", commanders.Count > 0 ? commanders : [new PostId("command")]);
    }

    private static ImmutableSortedDictionary<string, T> Empty<T>() => ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
}
