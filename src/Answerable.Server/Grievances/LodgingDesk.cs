using System.Text;
using Answerable.Engine.Hosting;
using Answerable.Engine.Reading;
using Answerable.Engine.Sealing;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Storage.Vaults;

namespace Answerable.Server.Grievances;

/// <summary>Whom an accusation concerns. Steers the sealing and the routing, and is recorded only inside the seal.</summary>
public sealed record Accused(PersonId? Person = null, UnitId? Unit = null, OfficeId? Office = null);

/// <summary>What came of a filing.</summary>
public abstract record Filed
{
    private Filed() { }

    /// <param name="AccessCode">Shown now and never again.</param>
    public sealed record Accepted(StreamId Stream, string Number, string AccessCode) : Filed;

    public sealed record Refused(Answer.Refused Why) : Filed;
}

/// <summary>
/// Takes filings from the pages and the API alike. An accusation is encrypted here, on arrival, to the key of the office above
/// all who are accused; from then on this server cannot read it (safeguards A4).
/// </summary>
public sealed class LodgingDesk(RecordDesk desk, BookShelf books, Vault vault, IdSource ids)
{
    private readonly byte[] secret = vault.Derive("access-code");

    /// <param name="filing">As the filer gave it; for an accusation its words are sealed.</param>
    /// <param name="idempotencyKey">Chosen by the caller; the same key and words give the same number and the same code.</param>
    public async Task<Filed> Lodge(JurisdictionId jurisdiction, Filing filing, Accused? accused, Channel channel, string? idempotencyKey, CancellationToken cancel)
    {
        var key = idempotencyKey ?? ids.Hex(16);
        var code = AccessCode.Derive(secret, key);
        ICommand? command = filing.Kind == GrievanceKind.Accusation
            ? await Accusation(jurisdiction, filing, accused ?? new(), channel, code, cancel)
            : new Lodge(filing, channel, code);
        if (command is null)
            return new Filed.Refused(new("accusation-needs-higher-office") { Details = await AddressAbove(jurisdiction, accused ?? new(), cancel) });
        var envelope = new Envelope(StreamId.New(Grievance.Kind, ids), command, new Actor.Complainant(), IdempotencyKey: $"lodge:{key}", ExpectedVersion: 0);
        return await desk.Submit(jurisdiction, envelope) switch
        {
            Answer.Recorded recorded => Told(recorded, code),
            Answer.Refused refused => new Filed.Refused(refused),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    // A key used before for another filing would hand its code to whoever asks again: it is refused instead.
    private static Filed Told(Answer.Recorded recorded, string code)
    {
        var (number, digest) = recorded.Events[0] switch
        {
            Lodged lodged => (lodged.Number, lodged.AccessDigest),
            AccusationSealed held => (held.Number, held.AccessDigest),
            var other => throw new InvalidOperationException($"A filing was answered with {other.GetType().Name}."),
        };
        return AccessCode.Opens(code, digest)
            ? new Filed.Accepted(recorded.Stream, number, code)
            : new Filed.Refused(new("idempotency-key-reused"));
    }

    private async Task<ICommand?> Accusation(JurisdictionId jurisdiction, Filing filing, Accused accused, Channel channel, string code, CancellationToken cancel)
    {
        var town = (await books.Get(jurisdiction, cancel)).Town;
        if (Above(town, accused) is not { SealingKey: { } recipient } office)
            return null;
        var words = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new { filing.Title, filing.Body, filing.Place, filing.Contact, filing.Confidential, accused }, Json.Options);
        var payload = AgeArmor.Wrap(Age.Encrypt(Padded(words), [AgeRecipient.Parse(recipient)]));
        return new LodgeAccusation(payload, office.Id, channel, code, accused.Person, accused.Unit, accused.Office);
    }

    // To the next 4 kB, so that length tells little (A17's padded sizes).
    private static byte[] Padded(byte[] json) => [.. json, .. Encoding.ASCII.GetBytes(new string(' ', 4096 - json.Length % 4096))];

    private static Office? Above(Town town, Accused accused) =>
        town.ReceivingOffice is { } from ? Routing.AboveTheAccused(town, from, accused.Person, accused.Unit, accused.Office) : null;

    private async Task<System.Collections.Immutable.ImmutableSortedDictionary<string, string>> AddressAbove(JurisdictionId jurisdiction, Accused accused, CancellationToken cancel) =>
        Routing.AddressOf(Above((await books.Get(jurisdiction, cancel)).Town, accused));
}
