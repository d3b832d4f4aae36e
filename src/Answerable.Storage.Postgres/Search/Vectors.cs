using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Answerable.Storage.Search;

namespace Answerable.Storage.Postgres.Search;

/// <summary>
/// Our terms as the text of a <c>tsvector</c>, and our clauses as that of a <c>tsquery</c>. A vector counts positions to 16,383 and
/// keeps 256 of a term, so a long case becomes several parts; they overlap by more than the longest query, so nothing falls between.
/// </summary>
internal static class Vectors
{
    private const int PartLength = 2000;
    private const int MostPlaces = 256;

    /// <summary>Said of every part of a case that has more than one.</summary>
    public static readonly string IsLong = Quoted("=long");

    public static IEnumerable<string> Of(IReadOnlyList<string> terms, IEnumerable<string> marks)
    {
        var said = string.Join(' ', marks.Select(mark => Quoted(Marks.Term(mark))).Concat(PartLength + SearchQuery.Longest < terms.Count ? [IsLong] : []));
        for (var from = 0; from == 0 || from + SearchQuery.Longest < terms.Count; from += PartLength)
            yield return Part(terms, from, Math.Min(terms.Count, from + PartLength + SearchQuery.Longest)) + said;
    }

    public static string Query(SearchScope scope) => string.Join(" & ",
        [$"({string.Join(" | ", scope.Any.Select(Mark))})", .. scope.All.Select(Mark), .. scope.None.Select(mark => $"!{Mark(mark)}")]);

    public static string Query(Clause clause) => clause.Begins ? $"{Quoted(clause.Terms[0])}:*" : $"({string.Join(" <-> ", clause.Terms.Select(Quoted))})";

    private static string Part(IReadOnlyList<string> terms, int from, int to)
    {
        var places = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = from; i < to; i++)
        {
            if (!places.TryGetValue(terms[i], out var of))
                places[terms[i]] = of = [];
            if (of.Count < MostPlaces)
                of.Add(i - from + 1);
        }

        var vector = new StringBuilder(places.Count * 12);
        foreach (var (term, of) in places)
            vector.Append(Quoted(term)).Append(':').AppendJoin(',', of.Select(place => place.ToString(CultureInfo.InvariantCulture))).Append(' ');
        return vector.ToString();
    }

    private static string Mark(string mark) => Quoted(Marks.Term(mark));

    // Terms are letters and digits; quoted, none of them is taken for an operator.
    private static string Quoted(string term) => $"'{term}'";
}
