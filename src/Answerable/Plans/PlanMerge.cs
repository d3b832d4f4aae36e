namespace Answerable.Plans;

/// <summary>The document and a hand edit changed the same entry; the hand edit was kept.</summary>
/// <param name="Id">The entry.</param>
/// <param name="Why"><c>both-changed</c> or <c>removed-from-document</c>.</param>
public sealed record MergeConflict(string Id, string Why, int Line);

/// <summary>
/// Brings a newly read plan into an edited plan file. For every entry three states are compared: as imported before (the baseline), as
/// edited by hand, as imported now. What only one side changed is taken; what both changed stays as edited and is reported; what was
/// deleted by hand stays deleted; what was added by hand stays.
/// </summary>
public static class PlanMerge
{
    /// <summary>The plan with the baseline of a first import.</summary>
    public static Plan First(Plan imported) => Merge(new() { Title = new() { Id = "" } }, imported).Plan;

    public static (Plan Plan, IReadOnlyList<MergeConflict> Conflicts) Merge(Plan edited, Plan imported)
    {
        var run = new Run(edited.Baseline);
        var plan = imported with
        {
            Title = run.One("title", edited.Title, imported.Title)!,
            DocumentNumber = run.One("document-number", edited.DocumentNumber, imported.DocumentNumber),
            IssuedOn = run.One("issued-on", edited.IssuedOn, imported.IssuedOn),
            Nature = run.Value("nature", edited.Nature, imported.Nature),
            LastDrill = edited.LastDrill ?? imported.LastDrill,
            Rulebook = edited.Rulebook ?? imported.Rulebook,
            LastEvaluation = edited.LastEvaluation ?? imported.LastEvaluation,
            IssuedBy = run.Items("issuer", edited.IssuedBy, imported.IssuedBy),
            Purpose = run.Items("purpose", edited.Purpose, imported.Purpose),
            Objectives = run.Items("objective", edited.Objectives, imported.Objectives),
            Principles = run.Items("principle", edited.Principles, imported.Principles),
            Accountability = run.Items("accountability", edited.Accountability, imported.Accountability),
            Provisions = run.Items("provision", edited.Provisions, imported.Provisions),
            Unmapped = run.Items("unmapped", edited.Unmapped, imported.Unmapped),
            Groups = run.List("group", edited.Groups, imported.Groups, new(g => g.Id, (g, id) => g with { Id = id }, g => g.NameAsIssued, PlanFingerprint.Of, g => g.Line,
                (kept, mine, theirs) => kept with { Deputy = mine.Deputy ?? theirs.Deputy, Line = theirs.Line })),
            Steps = run.List("step", edited.Steps, imported.Steps, new(s => s.Id, (s, id) => s with { Id = id, Action = s.Action with { Id = id } }, s => s.Action.Text, PlanFingerprint.Of, s => s.Action.Line,
                (kept, mine, theirs) => kept with { WithinMinutes = mine.WithinMinutes ?? theirs.WithinMinutes, Action = kept.Action with { Line = theirs.Action.Line, EndLine = theirs.Action.EndLine } })),
            Rosters = run.List("roster", edited.Rosters, imported.Rosters, new(r => r.Id, (r, id) => r with { Id = id }, r => r.Name, PlanFingerprint.Of, r => r.Line, (kept, _, theirs) => kept with { Line = theirs.Line })),
            Units = run.List("unit", edited.Units, imported.Units, new(u => u.Id, (u, id) => u with { Id = id }, u => u.Name, PlanFingerprint.Of, u => u.Line, (kept, _, theirs) => kept with { Line = theirs.Line })),
            People = run.List("person", edited.People, imported.People, new(p => p.Id, (p, id) => p with { Id = id }, p => p.Name, PlanFingerprint.Of, p => p.Line,
                (kept, mine, theirs) => kept with { Phone = mine.Phone ?? theirs.Phone, Email = mine.Email ?? theirs.Email, Line = theirs.Line })),
        };
        return (plan with { Baseline = run.Baseline }, run.Conflicts);
    }

    /// <summary>How entries of one kind are told apart and put together.</summary>
    /// <param name="Both">Adds to the entry that was kept what either side alone can know.</param>
    private sealed record Shape<T>(Func<T, string> Id, Func<T, string, T> WithId, Func<T, string> Key, Func<T, string> Print, Func<T, int> Line, Func<T, T, T, T> Both);

    private sealed class Run(IReadOnlyDictionary<string, string> before)
    {
        private static readonly Shape<PlanItem> Item = new(i => i.Id, (i, id) => i with { Id = id }, i => i.Text, PlanFingerprint.Of, i => i.Line, (kept, _, theirs) => kept with { Line = theirs.Line, EndLine = theirs.EndLine });

        public SortedDictionary<string, string> Baseline { get; } = new(StringComparer.Ordinal);
        public List<MergeConflict> Conflicts { get; } = [];

        public IReadOnlyList<PlanItem> Items(string kind, IReadOnlyList<PlanItem> mine, IReadOnlyList<PlanItem> theirs) => List(kind, mine, theirs, Item);

        public PlanItem? One(string id, PlanItem? mine, PlanItem? theirs) =>
            List(id, mine is null or { Id: "" } ? [] : [mine], theirs is null ? [] : [theirs with { Id = id }], Item).FirstOrDefault();

        public T Value<T>(string id, T mine, T theirs) where T : struct, Enum
        {
            Baseline[id] = theirs.ToString();
            return before.TryGetValue(id, out var then) && then != mine.ToString() ? mine : theirs;
        }

        public IReadOnlyList<T> List<T>(string kind, IReadOnlyList<T> mine, IReadOnlyList<T> theirs, Shape<T> shape) where T : class
        {
            var pairs = Align(mine, theirs, shape);
            var result = new List<T>();
            var taken = mine.Select(shape.Id).Concat(before.Keys).ToHashSet(StringComparer.Ordinal);
            foreach (var t in theirs)
            {
                var print = shape.Print(t);
                if (pairs.FirstOrDefault(pair => pair.Theirs == t).Mine is { } m)
                {
                    Baseline[shape.Id(m)] = print;
                    result.Add(shape.Both(Choose(m, shape.WithId(t, shape.Id(m)), shape), m, t));
                    continue;
                }

                var deleted = before.FirstOrDefault(old => old.Value == print && old.Key.StartsWith(kind, StringComparison.Ordinal) && mine.All(e => shape.Id(e) != old.Key)).Key;
                if (deleted is not null)
                {
                    Baseline[deleted] = print;
                    continue;
                }

                var id = taken.Contains(shape.Id(t)) ? Fresh(kind, taken) : shape.Id(t);
                taken.Add(id);
                Baseline[id] = print;
                result.Add(shape.WithId(t, id));
            }

            foreach (var m in mine.Where(m => pairs.All(pair => pair.Mine != m)))
                Alone(m, shape, result);
            return result;
        }

        private T Choose<T>(T mine, T theirs, Shape<T> shape) where T : class
        {
            var (now, new_) = (shape.Print(mine), shape.Print(theirs));
            var then = before.GetValueOrDefault(shape.Id(mine));
            if (then == now)
                return theirs;
            if (then != new_ && now != new_)
                Conflicts.Add(new(shape.Id(mine), "both-changed", shape.Line(theirs)));
            return mine;
        }

        private void Alone<T>(T mine, Shape<T> shape, List<T> result) where T : class
        {
            if (before.TryGetValue(shape.Id(mine), out var then))
            {
                if (then == shape.Print(mine))
                    return;
                Conflicts.Add(new(shape.Id(mine), "removed-from-document", shape.Line(mine)));
            }

            result.Add(mine);
        }

        // Same words first; then, in order, entries that are more alike than not.
        private static List<(T Mine, T Theirs)> Align<T>(IReadOnlyList<T> mine, IReadOnlyList<T> theirs, Shape<T> shape) where T : class
        {
            var pairs = new List<(T Mine, T Theirs)>();
            foreach (var least in new[] { 1.0, 0.5 })
                foreach (var t in theirs.Where(t => pairs.All(p => p.Theirs != t)))
                    if (mine.Where(m => pairs.All(p => p.Mine != m)).Select(m => (Mine: m, Like: Likeness(shape.Key(m), shape.Key(t)))).Where(x => x.Like >= least).OrderByDescending(x => x.Like).FirstOrDefault() is { Mine: { } best })
                        pairs.Add((best, t));
            foreach (var t in theirs.Where(t => pairs.All(p => p.Theirs != t)).ToList())
                if (mine.FirstOrDefault(m => shape.Id(m) == shape.Id(t) && pairs.All(p => p.Mine != m) && mine.Count == theirs.Count) is { } same)
                    pairs.Add((same, t));
            return pairs;
        }

        // Shared pairs of neighbouring characters (Dice): 1 is the same text.
        private static double Likeness(string one, string other)
        {
            if (one == other)
                return 1;
            var a = Enumerable.Range(0, Math.Max(one.Length - 1, 0)).Select(i => one.Substring(i, 2)).ToHashSet(StringComparer.Ordinal);
            var b = Enumerable.Range(0, Math.Max(other.Length - 1, 0)).Select(i => other.Substring(i, 2)).ToHashSet(StringComparer.Ordinal);
            return a.Count + b.Count == 0 ? 0 : Math.Min(0.999, 2.0 * a.Intersect(b).Count() / (a.Count + b.Count));
        }

        private static string Fresh(string kind, HashSet<string> taken)
        {
            var n = 1;
            while (taken.Contains($"{kind}-{n}")) n++;
            return $"{kind}-{n}";
        }
    }
}
