using Answerable.Storage.Rows;
using Answerable.Storage.Vaults;

namespace Answerable.Storage.Search;

/// <summary>How far an index has followed one jurisdiction's record.</summary>
/// <param name="Log">The log of the last event in it; 0 before the first.</param>
/// <param name="Seq">That event's leaf; -1 before the first.</param>
/// <param name="Growing">The log that grew when this pass began; another one means that the record was restored.</param>
/// <param name="Generation">Grows with every pass from the beginning.</param>
/// <param name="Tokens">The <see cref="Tokens.Version"/> its terms were made with.</param>
/// <param name="IsWhole">This pass has reached the end at least once.</param>
public sealed record SearchPosition(int Log, long Seq, int Growing, long Generation, int Tokens, bool IsWhole)
{
    public static SearchPosition Nowhere { get; } = new(0, -1, 0, 0, 0, false);
}

/// <param name="Terms">In the order of the text; null: the case leaves the index.</param>
/// <param name="Marks">Who may see it and where it stands: <see cref="Search.Marks"/>.</param>
public sealed record SearchDocument(string Stream, IReadOnlyList<string>? Terms, IReadOnlyList<string> Marks);

/// <summary>
/// The words of cases, and nothing else about them: a projection with its own position, outside the append transaction, that can be
/// thrown away and made anew. Two implementations, one contract suite. To forget takes a case out at once, so that nothing finds it;
/// the registrar waits for that. Overwriting it on disk is left to <see cref="Finish"/>, for which only the indexer waits.
/// </summary>
public interface ISearchIndex : IForget
{
    Task<SearchPosition> Position(JurisdictionId jurisdiction, CancellationToken cancel);

    /// <summary>Replaces the documents and moves from one position to the next, both or neither.</summary>
    /// <returns>False where the index no longer stands at <paramref name="from"/>: somebody else moved it, and nothing was written.</returns>
    Task<bool> Write(JurisdictionId jurisdiction, SearchPosition from, SearchPosition to, IReadOnlyList<SearchDocument> documents, CancellationToken cancel);

    /// <summary>Back to the first event. What is in the index stays findable until it is replaced or <see cref="Finish"/> finds it stale.</summary>
    Task<SearchPosition> Restart(JurisdictionId jurisdiction, int growing, CancellationToken cancel);

    /// <summary>
    /// The end was reached: drops what an earlier pass left, and overwrites on disk what has left the index since the last time.
    /// Costs nothing when there is nothing to do.
    /// </summary>
    Task Finish(JurisdictionId jurisdiction, CancellationToken cancel);

    /// <summary>
    /// Those of <paramref name="visible"/> that match, <see cref="Most"/> at most. There is no other way to ask: what somebody may not see is never counted,
    /// so it changes no number and no page (safeguards A5).
    /// </summary>
    /// <param name="scope">What <paramref name="visible"/> holds, as marks: what lies outside takes no place among the most.</param>
    /// <param name="visible">Cases of <paramref name="jurisdiction"/> from <see cref="Reading.Visibility.VisibleTo"/> of <paramref name="db"/>.</param>
    Task<IQueryable<CaseEntry>> Narrow(RecordDb db, IQueryable<CaseEntry> visible, JurisdictionId jurisdiction, SearchQuery query, SearchScope scope, CancellationToken cancel);

    /// <summary>Cases that a query finds; whoever gets so many adds a word.</summary>
    const int Most = 1000;
}
