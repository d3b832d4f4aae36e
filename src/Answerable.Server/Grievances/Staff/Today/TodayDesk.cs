using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Storage;
using Answerable.Storage.Reading;
using Answerable.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Answerable.Server.Grievances.Staff.Today;

/// <param name="Waits">What it waits for from the reader.</param>
public sealed record WaitingCase(CaseEntry Row, IReadOnlyList<Wait> Waits);

/// <summary>More time that was granted in the reader's name and written down by somebody else.</summary>
public sealed record NamedDeed(CaseEntry Row, Extended Deed, Instant At, ActorId By);

/// <summary>What lies with one officer of a unit; null: with nobody yet.</summary>
/// <param name="Soon">Due within a week, and not late.</param>
public sealed record OfficerLoad(string? Unit, string? Officer, int Open, int Late, int Soon, Instant? Next);

/// <param name="Due">Late, or due before the day ends, the nearest first.</param>
/// <param name="More">More is due than is listed.</param>
public sealed record Day(IReadOnlyList<WaitingCase> Waiting, IReadOnlyList<CaseEntry> Due, bool More, IReadOnlyList<NamedDeed> Named, IReadOnlyList<OfficerLoad> Team)
{
    public IReadOnlyDictionary<string, string?> Titles { get; init; } = new Dictionary<string, string?>();
}

/// <summary>One reader's day, made on top of <see cref="Visibility"/>: a case they may not see is in no line and in no count of it (safeguards A5).</summary>
public sealed class TodayDesk(IDbContextFactory<RecordDb> databases, Histories histories, CaseTitles titles, TownClock clock)
{
    public const int Most = 50;
    private static readonly Duration Told = Duration.FromDays(30);
    private static readonly string ExtendedEvent = EventType.All.Single(type => type.Clr == typeof(Extended)).Name;

    public async Task<Day> Read(Actor.Staff reader, Town town, JurisdictionId jurisdiction, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var visible = db.VisibleTo(reader, town, jurisdiction);
        var due = await Due(visible, reader, town).Take(Most + 1).ToListAsync(cancel);
        var day = new Day(await Waiting(db, visible, reader, town, jurisdiction, cancel), [.. due.Take(Most)], due.Count > Most, await Named(db, visible, reader, town, jurisdiction, cancel), await Team(visible, reader, town, cancel));
        var shown = day.Waiting.Select(one => one.Row).Concat(day.Due).Concat(day.Named.Select(one => one.Row)).Where(row => row is { IsSealed: false, IsErased: false });
        return day with { Titles = await titles.Of(jurisdiction, [.. shown.Select(row => row.Stream).Distinct()], cancel) };
    }

    // The reader's own, and what lies in the reader's offices with nobody: there it would be nobody's to do.
    private IQueryable<CaseEntry> Due(IQueryable<CaseEntry> visible, Actor.Staff reader, Town town)
    {
        var (person, isOpen, ends) = (reader.Person.Value, true, EndOfDay(town, 0));
        List<string> offices = [.. town.PostsOf(reader.Person).Select(post => post.Office.Value).Distinct()];
        return visible.Where(c => c.IsOpen == isOpen && c.NextDueAt != null && c.NextDueAt <= ends)
            .Where(c => c.Officer == person || c.Leader == person || (c.Officer == null && offices.Contains(c.Office)))
            .OrderBy(c => c.NextDueAt).ThenBy(c => c.Stream);
    }

    // Who decides is a rule about one case and no condition of a query, so the cases in question are looked at in turn, none of them left out.
    private async Task<IReadOnlyList<WaitingCase>> Waiting(RecordDb db, IQueryable<CaseEntry> visible, Actor.Staff reader, Town town, JurisdictionId jurisdiction, CancellationToken cancel)
    {
        var (isOpen, asked) = (true, Authority.Has(reader, Power.Leadership, town));
        if (!asked && !Authority.Has(reader, Power.Disposition, town))
            return [];
        var rows = await visible.Where(c => c.IsOpen == isOpen).Where(c => (asked && c.AwaitsApproval) || c.NextClock == "objection-answer"
                || db.Deadlines.Any(d => d.Jurisdiction == c.Jurisdiction && d.Stream == c.Stream && EF.Functions.Like(d.Key, "objection-answer%")))
            .OrderBy(c => c.NextDueAt).ThenBy(c => c.Stream).ToListAsync(cancel);
        var found = new List<WaitingCase>();
        foreach (var row in rows)
        {
            if (found.Count == Most)
                break;
            if (await histories.Read<Grievance>(jurisdiction, new(row.Stream), opened: false, cancel) is { } one && Waits.For(reader, one.State, town).ToList() is { Count: > 0 } waits)
                found.Add(new(row, waits));
        }

        return found;
    }

    // Closed ones too: nobody hides an approval by closing the matter.
    private async Task<IReadOnlyList<NamedDeed>> Named(RecordDb db, IQueryable<CaseEntry> visible, Actor.Staff reader, Town town, JurisdictionId jurisdiction, CancellationToken cancel)
    {
        if (!Authority.Has(reader, Power.Leadership, town))
            return []; // only heads approve
        var (since, named) = (clock.Now - Told, new List<NamedDeed>());
        var rows = await visible.Where(c => c.IsExtended && db.Events.Any(e => e.Jurisdiction == c.Jurisdiction && e.Stream == c.Stream && e.Type == ExtendedEvent && e.RecordedAt > since)).ToListAsync(cancel);
        foreach (var row in rows)
            if (await histories.Read<Grievance>(jurisdiction, new(row.Stream), opened: false, cancel) is { } one)
                named.AddRange(one.Events.Where(happened => happened.Stamp.RecordedAt > since && happened.Event is Extended { Means: not ApprovalMeans.Online } deed && deed.ApprovedBy == reader.Person && happened.Stamp.By != reader.Id)
                    .Select(happened => new NamedDeed(row, (Extended)happened.Event, happened.Stamp.RecordedAt, happened.Stamp.By)));
        return [.. named.OrderByDescending(one => one.At)];
    }

    // In the plan's order, and by nothing that was counted: it says where help is needed, and ranks nobody.
    private async Task<IReadOnlyList<OfficerLoad>> Team(IQueryable<CaseEntry> visible, Actor.Staff reader, Town town, CancellationToken cancel)
    {
        List<string> leads = [.. town.PostsOf(reader.Person).Where(post => post.Powers.Contains(Power.Leadership)).Select(post => post.Office.Value).Distinct()];
        if (leads.Count == 0)
            return [];
        var (isOpen, soon) = (true, EndOfDay(town, 7));
        var loads = await visible.Where(c => c.IsOpen == isOpen && leads.Contains(c.Office)).GroupBy(c => new { c.Unit, c.Officer })
            .Select(g => new { g.Key.Unit, g.Key.Officer, Open = g.Count(), Late = g.Count(c => c.IsOverdue), Soon = g.Count(c => !c.IsOverdue && c.NextDueAt != null && c.NextDueAt <= soon), Next = g.Min(c => c.NextDueAt) }).ToListAsync(cancel);
        var people = town.PostsInOrder.Select(post => town.HolderOf(post.Id)?.Value).ToList();
        return [.. loads.OrderBy(one => one.Unit is { } unit ? town.UnitOrder.IndexOf(unit) : -1).ThenBy(one => one.Officer is { } officer ? people.IndexOf(officer) : -1).ThenBy(one => one.Officer, StringComparer.Ordinal)
            .Select(one => new OfficerLoad(one.Unit, one.Officer, one.Open, one.Late, one.Soon, one.Next))];
    }

    private Instant EndOfDay(Town town, int days) => town.TimeZone.AtStartOfDay(clock.Now.InZone(town.TimeZone).Date.PlusDays(days + 1)).ToInstant();
}
