using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Plans;

/// <summary>The town's plan: the one stream <c>plan/main</c>. What was kept last counts; every earlier one stays on the record.</summary>
public sealed record KeptPlan : IState<KeptPlan>
{
    public static readonly StreamId Stream = StreamId.Only("plan");

    /// <summary>SHA-256 of the plan file, hexadecimal; null before the first.</summary>
    public string? Digest { get; init; }

    public static string Kind => "plan";
    public static KeptPlan Initial { get; } = new();
    public IEnumerable<Deadline> Deadlines => [];

    public static ICommand<KeptPlan> OnDeadline(string key) => throw new InvalidOperationException("A plan has no deadlines.");

    public KeptPlan With(IEvent happened, Stamp stamp) => happened is PlanKept kept ? this with { Digest = kept.Digest } : this;
}

/// <summary>
/// Keeps a plan as it was read. The document itself is kept word for word, coercive clauses included: it is the source that findings
/// quote (safeguards A1, A22). Nothing is created by it.
/// </summary>
/// <param name="FileName">As the administrator's file was called; a line of at most 200 characters.</param>
/// <param name="Document">The plan file (plan.yaml); at most 2,000,000 characters.</param>
/// <param name="Lines">The document it was read from; empty when the plan file itself was handed in.</param>
public sealed record KeepPlan(string FileName, string Document, ImmutableArray<DocumentLine> Lines) : ICommand<KeptPlan>
{
    public const int Longest = 2_000_000;

    public Decision Decide(KeptPlan plan, Context context)
    {
        if (!Authority.MayAdminister(context.Actor, context.Book.Town))
            return Refuse("not-allowed");
        if (Document.Length > Longest || Lines.IsDefault || Lines.Sum(line => line.Text.Length + 1) > Longest)
            return Refuse("plan-too-long");
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Document)));
        return digest == plan.Digest ? Nothing : Record(new PlanKept(FileName.Length > 200 ? FileName[..200] : FileName, digest, Document, Lines.IsEmpty ? null : Lines));
    }
}

/// <param name="Digest">SHA-256 of the plan file: whoever holds a copy can tell that it is this one.</param>
/// <param name="Document">The plan file. It may name people and how they are reached.</param>
/// <param name="Lines">Null when no document was read for it.</param>
[Event("plan.kept", 1)]
public sealed record PlanKept(string FileName, string Digest, [property: Personal] string? Document, [property: Personal] ImmutableArray<DocumentLine>? Lines) : IEvent;
