using Answerable.Engine.Hosting;
using Answerable.Engine.Reading;
using Answerable.Engine.Residents;
using Answerable.Grievances;
using Answerable.Recording;
using Answerable.Server.People;
using Answerable.Storage;
using Answerable.Storage.Reading;
using Answerable.Storage.Vaults;
using Microsoft.EntityFrameworkCore;

namespace Answerable.Server.Grievances.Staff;

/// <summary>
/// Access codes at the window: a new one in person, an end to a lost one by telephone. The number is given by whoever comes or rings; nothing
/// of the case is shown but, to compare with a person who stands there, the name.
/// </summary>
public sealed class AccessDesk(IDbContextFactory<RecordDb> databases, Histories histories, BookShelf books, RecordDesk desk, ContactCodes codes, IdSource ids, Vault vault)
{
    private readonly byte[] secret = vault.Derive("access-code");

    public async Task<bool> May(HttpContext http, CancellationToken cancel) => RegisterDesk.May(http.Actor(), (await books.Get(http.User.Jurisdiction(), cancel)).Town);

    /// <summary>Whose case it is, recorded as an opening.</summary>
    public async Task<(Answer Answer, Contact? Contact)> Open(HttpContext http, string number, string reference, CancellationToken cancel)
    {
        var answer = await Do(http, number, _ => new OpenToReissue(reference), null, cancel);
        return answer is Answer.Recorded recorded && await histories.Read<Grievance>(http.User.Jurisdiction(), recorded.Stream, opened: true, cancel) is { } found
            ? (answer, Contacts.Of(found.State, found.Events))
            : (answer, null);
    }

    /// <param name="key">Of the form: sent twice, it is the same code.</param>
    public async Task<(Answer Answer, string Code)> Reissue(HttpContext http, string number, string reference, string key, CancellationToken cancel)
    {
        var code = AccessCode.Derive(secret, $"reissue/{key}", SameFiling.Digest(new { number, reference }));
        return (await Do(http, number, _ => new ReissueAccess(code, reference), $"reissue:{key}:{reference}", cancel), code);
    }

    public Task<Answer> ReportLoss(HttpContext http, string number, string key, CancellationToken cancel) =>
        Do(http, number, found => new AskRevocation(codes.Draw(http.User.Jurisdiction(), found.Stream, ids)), $"lost:{key}", cancel);

    public Task<Answer> Revoke(HttpContext http, string number, string typed, string key, CancellationToken cancel) =>
        Do(http, number, found => new RevokeAccess(codes.Digest(http.User.Jurisdiction(), found.Stream, found.State.PendingRevocation?.Code.Nonce ?? "", typed)), $"revoke:{key}", cancel);

    private async Task<Answer> Do(HttpContext http, string number, Func<History<Grievance>, ICommand> wish, string? key, CancellationToken cancel)
    {
        var jurisdiction = http.User.Jurisdiction();
        await using var db = await databases.CreateDbContextAsync(cancel);
        return CaseNumber.Read(number) is { } canonical && await db.CaseOf(jurisdiction, canonical, cancel) is { } entry
            && await histories.Read<Grievance>(jurisdiction, new(entry.Stream), opened: false, cancel) is { } found
            ? await desk.Submit(jurisdiction, new(found.Stream, wish(found), http.Actor(), IdempotencyKey: key))
            : new Answer.Refused("no-such-grievance");
    }
}
