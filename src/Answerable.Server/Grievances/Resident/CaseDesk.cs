using Answerable.Engine.Hosting;
using Answerable.Engine.Reading;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Storage.Attachments;
using Answerable.Storage.Vaults;

namespace Answerable.Server.Grievances.Resident;

/// <summary>What a complainant does with their own case.</summary>
public sealed class CaseDesk(RecordDesk desk, CaseAttachments files, Vault vault, IdSource ids, BookShelf books)
{
    private readonly byte[] secret = vault.Derive("access-code");

    /// <summary>A token for one form: sent twice, it acts once.</summary>
    public string Once() => ids.Hex(16);

    /// <param name="said">What the form said, before it was sealed: the same form with other words acts again, or they would be lost.</param>
    public Task<Answer> Act(CaseDoor.Opened opened, ICommand command, string? once, object said) =>
        desk.Submit(opened.Jurisdiction, new(opened.Case.Stream, command, new Actor.Complainant(), IdempotencyKey: Key(opened, command, once, said)));

    /// <summary>What a complainant writes about a sealed case is sealed to its office as well; of any other it stays as it is.</summary>
    public static string? Words(CaseDoor.Opened opened, string? words) =>
        string.IsNullOrWhiteSpace(words) ? null
        : SealedTo(opened) is { } office ? Seal.To([office], new { words })
        : words;

    /// <summary>The office that alone reads the case; null where the case is not sealed, or the office has no key any more.</summary>
    public static Office? SealedTo(CaseDoor.Opened opened) =>
        opened.Case.State.IsSealed && opened.Book.Town.Find(opened.Case.State.Office) is { SealingKey: not null } office ? office : null;

    /// <summary>The cleaned copies; an original stays where it is kept, unless its filer asks for it by name.</summary>
    public Task<IReadOnlyList<StoredFile>> Files(CaseDoor.Opened opened, CancellationToken cancel) => files.Copies(opened.Jurisdiction, opened.Case, cancel);

    public Task<(StoredFile File, byte[] Content)?> File(CaseDoor.Opened opened, string hash, CancellationToken cancel) => files.Read(opened.Jurisdiction, opened.Case.Stream, hash, cancel);

    /// <summary>
    /// "I was threatened, visited, detained, followed or pressed": a matter of its own, sealed to the next higher office and the body of
    /// discipline above (safeguards A12). What is said is read there and nowhere else.
    /// </summary>
    /// <param name="concerning">The office the matter lay with; null: the one that receives for the town.</param>
    public async Task<Filed> ReportPressure(JurisdictionId jurisdiction, OfficeId? concerning, object words, string once)
    {
        var town = (await books.Get(jurisdiction)).Town;
        if ((concerning ?? town.ReceivingOffice) is not { } office)
            return new Filed.Refused(new("retaliation-needs-higher-office"));
        var above = Routing.AgainstRetaliation(town, office);
        if (above.IsEmpty || above[0].SealingKey is null)
            return new Filed.Refused(new("retaliation-needs-higher-office") { Details = Routing.AddressOf(above.FirstOrDefault()) });
        var content = SameFiling.Digest(new { jurisdiction, office, words });
        var key = $"pressed:{once}:{Convert.ToHexStringLower(content)}"; // other words are another report: none is lost
        var code = AccessCode.Derive(secret, key, content);
        var command = new ReportRetaliation(Seal.To(above, words), above[0].Id, office, Channel.Web, code, [.. above.Skip(1).Where(one => one.SealingKey is not null).Select(one => one.Id)]);
        var answer = await desk.Submit(jurisdiction, new(StreamId.New(Grievance.Kind, ids), command, new Actor.Complainant(), IdempotencyKey: key, ExpectedVersion: 0));
        return answer is Answer.Recorded recorded
            ? new Filed.Accepted(recorded.Stream, ((AccusationSealed)recorded.Events[0]).Number, code, recorded.Again)
            : new Filed.Refused((Answer.Refused)answer);
    }

    /// <summary>Where a report of pressure would go; empty where no office above has a key.</summary>
    public async Task<IReadOnlyList<Office>> AgainstPressure(JurisdictionId jurisdiction, OfficeId? concerning, CancellationToken cancel)
    {
        var town = (await books.Get(jurisdiction, cancel)).Town;
        return (concerning ?? town.ReceivingOffice) is { } office ? Routing.AgainstRetaliation(town, office) : [];
    }

    private static string? Key(CaseDoor.Opened opened, ICommand command, string? once, object said) =>
        once is { Length: > 0 and <= 64 } ? $"{command.GetType().Name}:{Convert.ToHexStringLower(SameFiling.Digest(new { opened.Case.Stream, once, said }))}" : null;
}
