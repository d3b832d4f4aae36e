using Answerable.Recording;
using Answerable.Storage;
using Answerable.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Answerable.Server.People;

/// <summary>
/// Visits that somebody has ended: staff who signed out, complainants who closed their case. Taking a cookie away from one browser does not reach
/// a copy of it, so every visit has a number inside its sealed cookie, and what ended stands in the database: for every node and after
/// every restart. Other visits of the same person go on.
/// </summary>
public sealed class EndedSessions(IDbContextFactory<RecordDb> databases, IdSource ids, TimeProvider time)
{
    // Longer than any cookie of a visit lives.
    private const int DaysKept = 2;

    private static readonly CompiledQuery<string, bool> Ended = new((db, session, _) => db.EndedSessions.Any(ended => ended.Id == session));

    /// <summary>The number of a visit that begins.</summary>
    public string Begin() => ids.Hex(16);

    /// <summary>Whether this visit has ended; so has one without a number.</summary>
    public async Task<bool> Has(string? session, CancellationToken cancel)
    {
        if (session is null)
            return true;
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await Ended.Ask(db, session, cancel);
    }

    /// <summary>Ends a visit; once more is harmless.</summary>
    public async Task End(string session)
    {
        // To the day: nobody reads from here when somebody looked at their case.
        var today = Instant.FromDateTimeOffset(time.GetUtcNow()).InUtc().Date.AtMidnight().InUtc().ToInstant();
        await using var db = await databases.CreateDbContextAsync();
        await db.EndedSessions.Where(ended => ended.Until < today).ExecuteDeleteAsync();
        db.EndedSessions.Add(new() { Id = session, Until = today + Duration.FromDays(DaysKept) });
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateException)
        {
            if (!await Has(session, CancellationToken.None)) // ended already by a second click, or not ended at all
                throw;
        }
    }
}
