using Answerable.Engine.Reading;
using Answerable.Grievances;
using Answerable.Recording;
using Answerable.Storage;
using Answerable.Storage.Reading;
using Microsoft.EntityFrameworkCore;

namespace Answerable.Server.Grievances;

/// <summary>The one way for a complainant to their case: its number and its access code. There is no list to find it in.</summary>
public sealed class CaseDoor(IDbContextFactory<RecordDb> databases, Histories histories, Jurisdictions jurisdictions, BookShelf books, Pacing pacing, TownClock clock)
{
    public abstract record Outcome;

    /// <summary>The case, opened to its complainant.</summary>
    public sealed record Opened(JurisdictionId Jurisdiction, History<Grievance> Case, Book Book, NodaTime.Instant Now) : Outcome
    {
        public string Number => Case.State.Number;
    }

    /// <summary>Wrong number or wrong code: which of the two is not told.</summary>
    public sealed record Shut : Outcome;

    /// <summary>Too many wrong codes: wait.</summary>
    public sealed record Slow(int Seconds) : Outcome;

    public async Task<Outcome> Open(HttpContext http, string number, string? accessCode, CancellationToken cancel)
    {
        if (CaseNumber.Read(number) is not { } canonical)
            return new Shut();
        if (pacing.BeforeGuess(http) is > 0 and var patience)
            return new Slow(patience);
        foreach (var jurisdiction in await jurisdictions.All(cancel))
            if (await Find(jurisdiction, canonical, cancel) is { } found && AccessCode.Opens(accessCode, found.State.AccessDigest))
            {
                pacing.WasRight(http);
                return new Opened(jurisdiction, found, await books.Get(jurisdiction, cancel), clock.Now);
            }

        return pacing.WasWrong(canonical) is > 0 and var seconds ? new Slow(seconds) : new Shut();
    }

    /// <summary>The case again, for somebody who opened it a moment ago; shut when its code has changed since.</summary>
    public async Task<Opened?> Again(JurisdictionId jurisdiction, StreamId stream, string digest, CancellationToken cancel) =>
        await histories.Read<Grievance>(jurisdiction, stream, opened: true, cancel) is { } found
            && System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(found.State.AccessDigest), System.Text.Encoding.ASCII.GetBytes(digest))
            ? new(jurisdiction, found, await books.Get(jurisdiction, cancel), clock.Now)
            : null;

    private async Task<History<Grievance>?> Find(JurisdictionId jurisdiction, string number, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.CaseOf(jurisdiction, number, cancel) is { } entry
            ? await histories.Read<Grievance>(jurisdiction, new(entry.Stream), opened: true, cancel)
            : null;
    }
}
