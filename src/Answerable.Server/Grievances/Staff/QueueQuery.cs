using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Storage;
using Answerable.Storage.Reading;
using Answerable.Storage.Rows;
using Answerable.Storage.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using NodaTime;

namespace Answerable.Server.Grievances.Staff;

/// <summary>A view of the queue, as its address says it.</summary>
/// <param name="State">open (default), overdue, approval, review (waits for the reader's office), closed, all.</param>
/// <param name="Mine">Only those where the reader is case officer or leader in charge.</param>
/// <param name="Words">Words to look for, or the number of a case.</param>
public sealed record QueueView(string State = "open", string? Kind = null, string? Stage = null, string? Unit = null, bool Mine = false, int Page = 1, string? Words = null)
{
    public const int PageSize = 25;

    public static QueueView From(IQueryCollection query) => new(
        query["state"].ToString() is { Length: > 0 } state ? state : "open", One(query, "kind"), One(query, "stage"), One(query, "unit"), query["mine"] == "1",
        int.TryParse(query["page"], out var page) && page is > 0 and < 10_000 ? page : 1, One(query, "q"));

    private static string? One(IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 } value ? value : null;
}

/// <summary>What was found in one case, with the contact values masked.</summary>
/// <param name="Snippet">Empty where the hit is in the title.</param>
public sealed record QueueHit(IReadOnlyList<Piece> Title, IReadOnlyList<Piece> Snippet);

/// <param name="Rows">One page, the nearest clock first.</param>
/// <param name="Total">Exact up to <see cref="QueueQuery.CountedTo"/>, and no further: a page needs no more.</param>
public sealed record QueuePageData(QueueView View, IReadOnlyList<CaseEntry> Rows, IReadOnlyDictionary<string, string?> Titles, int Total)
{
    /// <summary>By stream; empty where no words were looked for.</summary>
    public IReadOnlyDictionary<string, QueueHit> Hits { get; init; } = new Dictionary<string, QueueHit>();

    /// <summary>Code of the refusal of what was typed.</summary>
    public string? Refusal { get; init; }
}

/// <summary>The queue of one reader: only what <see cref="Visibility"/> lets them see, counted and paged on top of that.</summary>
public sealed class QueueQuery(IDbContextFactory<RecordDb> databases, CaseTitles titles, ISearchIndex index, CaseTexts texts) : IDisposable
{
    public const int CountedTo = ISearchIndex.Most;
    private readonly MemoryCache pages = new(new MemoryCacheOptions { SizeLimit = 500 });

    public async Task<QueuePageData> Read(Actor actor, Town town, JurisdictionId jurisdiction, QueueView view, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (view.Words is null)
            return await Titled(jurisdiction, view, await Kept(db, actor, town, jurisdiction, view, cancel), cancel);
        var visible = db.VisibleTo(actor, town, jurisdiction);
        if (CaseNumber.Read(view.Words) is { } number)
            return await Titled(jurisdiction, view, await Page(visible.Where(c => c.Number == number), view, cancel), cancel);
        if (!SearchQuery.TryRead(view.Words, out var query, out var refusal))
            return new(view, [], new Dictionary<string, string?>(), 0) { Refusal = refusal };
        var found = await index.Narrow(db, visible, jurisdiction, query, Scope(view, actor, town, jurisdiction), cancel);
        var page = await Titled(jurisdiction, view, await Listed(Filter(found, view, actor, town), view, cancel), cancel);
        return page with { Hits = await Hits(jurisdiction, page.Rows, query, cancel) };
    }

    public void Dispose() => pages.Dispose();

    // The rows are written in the record's own transactions, so while the record stands where it stood, the page is the one it was.
    private async Task<Rows> Kept(RecordDb db, Actor actor, Town town, JurisdictionId jurisdiction, QueueView view, CancellationToken cancel)
    {
        var mark = (jurisdiction, actor, view, await db.PositionOf(jurisdiction, cancel));
        if (pages.TryGetValue(mark, out Rows? kept) && ReferenceEquals(kept!.Town, town))
            return kept;
        var read = await Page(Filter(db.VisibleTo(actor, town, jurisdiction), view, actor, town), view, cancel) with { Town = town };
        return pages.Set(mark, read, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(1) });
    }

    private static async Task<Rows> Page(IQueryable<CaseEntry> cases, QueueView view, CancellationToken cancel)
    {
        var total = await cases.Select(c => c.NextDueAt).OrderBy(due => due).Take(CountedTo).CountAsync(cancel);
        var skip = (view.Page - 1) * QueueView.PageSize;
        // Among equals the stream's random id decides, which tells nothing. Cases without a clock come last; asked for apart, so that
        // each half follows the index.
        var due = cases.Where(c => c.NextDueAt != null);
        var rows = await due.OrderBy(c => c.NextDueAt).ThenBy(c => c.Stream).Skip(skip).Take(QueueView.PageSize).ToListAsync(cancel);
        if (rows.Count == QueueView.PageSize)
            return new(rows, total);
        var before = rows.Count > 0 ? skip + rows.Count : await due.CountAsync(cancel);
        rows.AddRange(await cases.Where(c => c.NextDueAt == null).OrderBy(c => c.Stream).Skip(Math.Max(0, skip - before)).Take(QueueView.PageSize - rows.Count).ToListAsync(cancel));
        return new(rows, total);
    }

    // Of what words have found, the index has let through so few that they are put in order here.
    private static async Task<Rows> Listed(IQueryable<CaseEntry> found, QueueView view, CancellationToken cancel)
    {
        var all = await found.Select(c => new { c.Stream, c.NextDueAt }).ToListAsync(cancel);
        List<string> streams = [.. all.OrderBy(c => c.NextDueAt ?? Instant.MaxValue).ThenBy(c => c.Stream, StringComparer.Ordinal).Select(c => c.Stream).Skip((view.Page - 1) * QueueView.PageSize).Take(QueueView.PageSize)];
        var rows = await found.Where(c => streams.Contains(c.Stream)).ToListAsync(cancel);
        return new([.. rows.OrderBy(row => streams.IndexOf(row.Stream))], Math.Min(all.Count, CountedTo));
    }

    private async Task<QueuePageData> Titled(JurisdictionId jurisdiction, QueueView view, Rows page, CancellationToken cancel) =>
        new(view, page.Cases, await titles.Of(jurisdiction, [.. page.Cases.Where(c => c is { IsSealed: false, IsErased: false }).Select(c => c.Stream)], cancel), page.Total);

    private async Task<IReadOnlyDictionary<string, QueueHit>> Hits(JurisdictionId jurisdiction, IReadOnlyList<CaseEntry> rows, SearchQuery query, CancellationToken cancel)
    {
        var found = await texts.Read(jurisdiction, [.. rows.Select(row => row.Stream)], cancel);
        return found.Where(one => one.Value is not null)
            .ToDictionary(one => one.Key, one => new QueueHit(Highlights.Of(one.Value!.Title, query), Highlights.Snippet(one.Value, query)));
    }

    /// <summary>What <see cref="Filter"/> asks for, as marks, where it can be said by them.</summary>
    private static SearchScope Scope(QueueView view, Actor actor, Town town, JurisdictionId jurisdiction)
    {
        var scope = Visibility.ScopeOf(actor, town, jurisdiction)
            .With(view.Kind is { } kind ? Marks.Kind(kind) : null).With(view.Stage is { } stage ? Marks.Stage(stage) : null).With(view.Unit is { } unit ? Marks.Unit(unit) : null)
            .With(view.Mine && actor is Actor.Staff { Person.Value: var person } ? Marks.Person(person) : null);
        return view.State switch
        {
            "all" => scope,
            "closed" => scope.Without(Marks.Open),
            "overdue" => scope.With(Marks.Open).With(Marks.Overdue),
            "approval" => scope.With(Marks.Open).With(Marks.AwaitsApproval),
            _ => scope.With(Marks.Open),
        };
    }

    private static IQueryable<CaseEntry> Filter(IQueryable<CaseEntry> cases, QueueView view, Actor actor, Town town)
    {
        // Compared with a parameter: "is_open = ?" finds its way into the index, a bare "is_open" does not.
        var isOpen = view.State != "closed";
        cases = view.State switch
        {
            "all" => cases,
            "overdue" => cases.Where(c => c.IsOpen == isOpen && c.IsOverdue),
            "approval" => cases.Where(c => c.IsOpen == isOpen && c.AwaitsApproval),
            "review" => cases.Where(c => c.IsOpen == isOpen).AwaitingReviewBy(actor, town),
            _ => cases.Where(c => c.IsOpen == isOpen),
        };
        if (view.Kind is { } kind) cases = cases.Where(c => c.Kind == kind);
        if (view.Stage is { } stage) cases = cases.Where(c => c.Stage == stage);
        if (view.Unit is { } unit) cases = cases.Where(c => c.Unit == unit);
        if (view.Mine && actor is Actor.Staff { Person.Value: var person }) cases = cases.Where(c => c.Officer == person || c.Leader == person);
        return cases;
    }

    /// <param name="Town">Whose posts and recusals decided what is in it.</param>
    private sealed record Rows(IReadOnlyList<CaseEntry> Cases, int Total, Town? Town = null);
}
