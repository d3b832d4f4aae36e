using Answerable.Engine.Hosting;
using Answerable.Engine.Reading;
using Answerable.Engine.Residents;
using Answerable.Grievances;
using Answerable.Recording;
using Answerable.Storage;
using Answerable.Storage.Reading;
using Answerable.Storage.Vaults;
using Microsoft.EntityFrameworkCore;

namespace Answerable.Server.Grievances.Mailbox;

/// <summary>The access code of what came by e-mail, for whoever reads the mail of the address it came from.</summary>
public sealed class FetchDesk(IDbContextFactory<RecordDb> databases, Histories histories, Jurisdictions jurisdictions, RecordDesk desk, ContactCodes codes, IdSource ids, Vault vault)
{
    private readonly byte[] secret = vault.Derive("access-code");

    /// <summary>Sends the six digits. The same is said to everybody, whatever becomes of it: a number tells nobody anything.</summary>
    public async Task Ask(string number, CancellationToken cancel)
    {
        if (await Find(number, cancel) is { } found)
            await desk.Submit(found.Jurisdiction, new(found.Case.Stream, new AskFetch(codes.Draw(found.Jurisdiction, found.Case.Stream, ids)), new Actor.Complainant()));
    }

    /// <returns>Null: the digits are wrong, or there is nothing to fetch; which of the two is not told.</returns>
    public async Task<(JurisdictionId Jurisdiction, StreamId Stream, string Number, string Code)?> Fetch(string number, string typed, CancellationToken cancel)
    {
        if (await Find(number, cancel) is not { Case.State.PendingFetch.Code.Nonce: var nonce } found)
            return null;
        var code = AccessCode.Derive(secret, "fetch", SameFiling.Digest(new { found.Case.Stream, nonce }));
        var answer = await desk.Submit(found.Jurisdiction, new(found.Case.Stream, new FetchAccess(codes.Digest(found.Jurisdiction, found.Case.Stream, nonce, typed), code), new Actor.Complainant()));
        return answer is Answer.Recorded recorded && recorded.Events.Any(one => one is AccessChanged) ? (found.Jurisdiction, found.Case.Stream, found.Case.State.Number, code) : null;
    }

    private async Task<(JurisdictionId Jurisdiction, History<Grievance> Case)?> Find(string number, CancellationToken cancel)
    {
        if (CaseNumber.Read(number) is not { } canonical)
            return null;
        await using var db = await databases.CreateDbContextAsync(cancel);
        foreach (var jurisdiction in await jurisdictions.All(cancel))
            if (await db.CaseOf(jurisdiction, canonical, cancel) is { } entry)
                return await histories.Read<Grievance>(jurisdiction, new(entry.Stream), opened: false, cancel) is { } found ? (jurisdiction, found) : null;
        return null;
    }
}
