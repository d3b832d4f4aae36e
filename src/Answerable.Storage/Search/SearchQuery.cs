using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Answerable.Grievances;

namespace Answerable.Storage.Search;

/// <summary>One thing that must occur: terms in a row, or a term that begins so.</summary>
/// <param name="Terms">One or more; more than one only when they follow one another.</param>
/// <param name="Begins">The only term is the beginning of one: a single character, or a word that is perhaps not typed to its end.</param>
public sealed record Clause(ImmutableArray<string> Terms, bool Begins);

/// <summary>What somebody typed, as clauses that must all hold. None: it has no letter or digit, and nothing is found.</summary>
public sealed record SearchQuery(ImmutableArray<Clause> Clauses)
{
    /// <summary>Characters that are read; the rest is left out.</summary>
    public const int Longest = 100;

    /// <summary>Why a query is not answered: it is shaped like a person's number or address.</summary>
    public const string IsPerson = "query-is-a-person";

    private const int MostClauses = 12;
    private const int ShortestBeginning = 3;

    /// <exception cref="QueryRefusedException">It is shaped like a phone, identity or e-mail address (safeguards A2).</exception>
    public static SearchQuery Read(string typed)
    {
        var words = typed.Length > Longest ? typed[..Longest] : typed;
        return PersonShape.IsLike(typed) ? throw new QueryRefusedException(IsPerson) : new([.. Words(words).SelectMany(word => Tokens.Runs(Folded.Of(word)).Select(ClauseOf)).Distinct(Same).Take(MostClauses)]);
    }

    /// <summary>As <see cref="Read"/>, with the code of the refusal as a value.</summary>
    public static bool TryRead(string typed, [NotNullWhen(true)] out SearchQuery? query, [NotNullWhen(false)] out string? refusal)
    {
        refusal = PersonShape.IsLike(typed) ? IsPerson : null;
        query = refusal is null ? Read(typed) : null;
        return query is not null;
    }

    // White space separates what may stand apart, between Han characters too.
    private static string[] Words(string typed) => typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static Clause ClauseOf(Run run) => run.Kind switch
    {
        RunKind.Dense when run.Signs.Count > 1 => new([.. Tokens.Pairs(run.Signs).Select(pair => pair.Term)], false),
        RunKind.Dense => new([run.Term], true),
        RunKind.Word => new([run.Term[..Math.Min(run.Term.Length, Tokens.LongestWord)]], run.Signs.Count >= ShortestBeginning),
        _ => new([run.Term], false),
    };

    private static readonly IEqualityComparer<Clause> Same = EqualityComparer<Clause>.Create(
        (a, b) => a!.Begins == b!.Begins && a.Terms.SequenceEqual(b.Terms), clause => clause.Terms[0].GetHashCode(StringComparison.Ordinal));
}

/// <summary>A query that is not answered, with the stable code of the refusal.</summary>
public sealed class QueryRefusedException(string code) : Exception(code)
{
    public string Code { get; } = code;
}
