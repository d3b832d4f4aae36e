using Answerable.Engine.Hosting;
using Answerable.Engine.Reading;
using Answerable.Offices;
using Answerable.Plans;
using Answerable.Recording;
using Answerable.Server.Attachments;
using Answerable.Server.People;
using Answerable.Storage.Reading;
using NodaTime;

namespace Answerable.Server.Plans;

/// <summary>The plan the town keeps, with what it was read from.</summary>
/// <param name="Document">The plan file, as it is downloaded.</param>
/// <param name="Reading">The document's lines and this plan; without a document, the plan file's own.</param>
public sealed record TownPlan(string FileName, Instant KeptAt, string Document, PlanReading Reading, Book Book, IReadOnlyList<PlanFinding> Findings)
{
    public Plan Plan => Reading.Plan;
    public PlanProposal Proposal { get; } = PlanImport.Propose(Reading.Plan);

    /// <summary>Lines of the document whose words fit nowhere in a plan.</summary>
    public int Unmapped => Reading.Lines.Count(IsUnmapped);

    public int Mapped => Reading.Lines.Count(line => !line.IsBlank && !IsUnmapped(line));

    public static bool IsUnmapped(LineUse line) => line.UsedBy.Any(use => use.StartsWith("unmapped", StringComparison.Ordinal));
}

/// <summary>Takes plan documents in and reads the town's plan, for administrators.</summary>
public sealed class PlanDesk(Histories histories, BookShelf books, RecordDesk desk, TownClock clock)
{
    /// <summary>Pages read plans again and again: a document longer than this is for the command line.</summary>
    private const int LongestText = 400_000;

    public async Task<bool> MayAdminister(HttpContext http, CancellationToken cancel) =>
        Authority.MayAdminister(http.Actor(), (await books.Get(http.User.Jurisdiction(), cancel)).Town);

    /// <summary>Null while the town has none.</summary>
    public async Task<TownPlan?> Read(HttpContext http, CancellationToken cancel)
    {
        var jurisdiction = http.User.Jurisdiction();
        var history = await histories.Read<KeptPlan>(jurisdiction, KeptPlan.Stream, opened: true, cancel);
        if (history?.Events.LastOrDefault(happened => happened.Event is PlanKept { Document: not null }) is not { Event: PlanKept { Document: { } document } kept, Stamp: var stamp })
            return null;
        var (plan, lineOf) = PlanYaml.Read(document);
        var lines = history.Events.Select(happened => happened.Event).OfType<PlanKept>().Select(one => one.Lines).LastOrDefault(one => one is not null);
        var reading = lines is { } from ? PlanReader.Read(from) with { Plan = plan } : PlanReading.Of(PlanLines.Move(plan, lineOf));
        var book = await books.Get(jurisdiction, cancel);
        return new(kept.FileName, stamp.RecordedAt, document, reading, book, PlanChecker.Check(reading, clock.Now.InZone(book.Zone).Date));
    }

    /// <summary>Reads a document, or an edited plan file, and keeps it; edits made by hand survive a new import of the document.</summary>
    /// <exception cref="PlanFileException">The file cannot be read, or the record refuses it; nothing is kept.</exception>
    public async Task<IReadOnlyList<MergeConflict>> Take(HttpContext http, byte[] content, string name, CancellationToken cancel)
    {
        var (file, before) = (FileNames.Clean(name), (await Read(http, cancel))?.Plan);
        var isPlanFile = Path.GetExtension(file) is ".yaml" or ".yml";
        var lines = isPlanFile ? [] : PlanDocuments.Read(content, file);
        if (isPlanFile && content.Length > PlanDocuments.MaxBytes || lines.Sum(line => line.Text.Length) > LongestText)
            throw PlanFileException.TooLarge();
        var (plan, conflicts) = isPlanFile ? (PlanYaml.Read(PlainTextReader.Decode(content)).Plan, [])
            : PlanReview.Apply(PlanReader.Read(lines).Plan) is var imported && before is null ? (PlanMerge.First(imported), []) : PlanMerge.Merge(before, imported);
        var answer = await desk.Submit(http.User.Jurisdiction(), new(KeptPlan.Stream, new KeepPlan(file, PlanYaml.Write(plan), [.. lines]), http.Actor()));
        return answer is Answer.Refused refused ? throw PlanFileException.Refused(refused.Code) : conflicts;
    }

    public Founding Founding(HttpContext http) => new(desk, books, http.User.Jurisdiction(), http.Actor());
}
