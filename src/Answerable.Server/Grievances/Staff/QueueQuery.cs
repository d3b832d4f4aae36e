using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Storage;
using Answerable.Storage.Reading;
using Answerable.Storage.Rows;
using Answerable.Storage.Search;
using Microsoft.EntityFrameworkCore;

namespace Answerable.Server.Grievances.Staff;

/// <summary>A view of the queue, as its address says it.</summary>
/// <param name="State">open (default), overdue, approval, closed, all.</param>
/// <param name="Mine">Only those where the reader is case officer or leader in charge.</param>
/// <param name="Words">Words to look for, or the number of a case.</param>
public sealed record QueueView(string State = "open", string? Kind = null, string? Stage = null, string? Unit = null, bool Mine = false, int Page = 1, string? Words = null)
{
    public const int PageSize = 50;

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
public sealed class QueueQuery(IDbContextFactory<RecordDb> databases, Histories histories, ISearchIndex index, CaseTexts texts)
{
    public const int CountedTo = 1000;

    public async Task<QueuePageData> Read(Actor actor, Town town, JurisdictionId jurisdiction, QueueView view, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var visible = db.VisibleTo(actor, town, jurisdiction);
        if (CaseNumber.Read(view.Words) is { } number)
            return await Page(visible.Where(c => c.Number == number), jurisdiction, view, cancel);
        if (view.Words is not { } typed)
            return await Page(Filter(visible, view, actor), jurisdiction, view, cancel);
        if (!SearchQuery.TryRead(typed, out var query, out var refusal))
            return new(view, [], new Dictionary<string, string?>(), 0) { Refusal = refusal };
        var page = await Page(Filter(await index.Narrow(db, visible, jurisdiction, query, cancel), view, actor), jurisdiction, view, cancel);
        return page with { Hits = await Hits(jurisdiction, page.Rows, query, cancel) };
    }

    private async Task<QueuePageData> Page(IQueryable<CaseEntry> cases, JurisdictionId jurisdiction, QueueView view, CancellationToken cancel)
    {
        var total = await cases.Select(c => c.NextDueAt).OrderBy(due => due).Take(CountedTo).CountAsync(cancel);
        // Cases without a clock come last; among equals the stream's random id decides, which tells nothing.
        var rows = await cases.OrderBy(c => c.NextDueAt == null).ThenBy(c => c.NextDueAt).ThenBy(c => c.Stream)
            .Skip((view.Page - 1) * QueueView.PageSize).Take(QueueView.PageSize).ToListAsync(cancel);
        return new(view, rows, await histories.Titles(jurisdiction, [.. rows.Where(r => !r.IsSealed).Select(r => r.Stream)], cancel), total);
    }

    private async Task<IReadOnlyDictionary<string, QueueHit>> Hits(JurisdictionId jurisdiction, IReadOnlyList<CaseEntry> rows, SearchQuery query, CancellationToken cancel)
    {
        var found = await texts.Read(jurisdiction, [.. rows.Select(row => row.Stream)], cancel);
        return found.Where(one => one.Value is not null)
            .ToDictionary(one => one.Key, one => new QueueHit(Highlights.Of(one.Value!.Title, query), Highlights.Snippet(one.Value, query)));
    }

    private static IQueryable<CaseEntry> Filter(IQueryable<CaseEntry> cases, QueueView view, Actor actor)
    {
        cases = view.State switch
        {
            "all" => cases,
            "closed" => cases.Where(c => !c.IsOpen),
            "overdue" => cases.Where(c => c.IsOpen && c.IsOverdue),
            "approval" => cases.Where(c => c.IsOpen && c.AwaitsApproval),
            _ => cases.Where(c => c.IsOpen),
        };
        if (view.Kind is { } kind) cases = cases.Where(c => c.Kind == kind);
        if (view.Stage is { } stage) cases = cases.Where(c => c.Stage == stage);
        if (view.Unit is { } unit) cases = cases.Where(c => c.Unit == unit);
        if (view.Mine && actor is Actor.Staff { Person.Value: var person }) cases = cases.Where(c => c.Officer == person || c.Leader == person);
        return cases;
    }
}
