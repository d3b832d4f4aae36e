using System.Collections.Immutable;
using Answerable.Engine.Hosting;
using Answerable.Engine.Reading;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Storage.Vaults;

namespace Answerable.Server.Grievances;

/// <summary>Whom an accusation concerns. Steers the sealing and the routing, and is recorded only inside the seal.</summary>
/// <param name="Words">As the filer describes them, where they stand on no list.</param>
public sealed record Accused(PersonId? Person = null, UnitId? Unit = null, OfficeId? Office = null, string? Words = null);

/// <summary>Files that were taken in before the filing is recorded: encrypted under the key of the stream that it will have.</summary>
/// <param name="Kept">What the event commits to; empty for an accusation, whose files are told of inside the seal.</param>
/// <param name="Sealed">For an accusation: each file's own name, and the name of its sealed bytes in the store.</param>
/// <param name="Cleaned">What was taken out of them, by name in the store.</param>
public sealed record FiledFiles(StreamId Stream, byte[] WrappedKey, ImmutableArray<Attachment> Kept, ImmutableArray<SealedAttachment> Sealed, ImmutableArray<CleanedFile> Cleaned);

/// <param name="Sha256">Of the cleaned file.</param>
/// <param name="Stored">SHA-256 of the sealed bytes: their name in the store.</param>
public sealed record SealedAttachment(string Name, string Type, long Size, string Sha256, string Stored);

/// <summary>What came of a filing.</summary>
public abstract record Filed
{
    private Filed() { }

    /// <param name="AccessCode">Shown now and never again.</param>
    /// <param name="Again">The same filing was sent before, under the same key: this is what it was answered then.</param>
    public sealed record Accepted(StreamId Stream, string Number, string AccessCode, bool Again = false) : Filed;

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
    /// <param name="idempotencyKey">Chosen by the caller; the same key and words give the same number and the same code, the same key and other words are refused (docs/decisions/0090).</param>
    /// <param name="received">When it arrived, where that was before now.</param>
    public async Task<Filed> Lodge(JurisdictionId jurisdiction, Filing filing, Accused? accused, Channel channel, string? idempotencyKey, CancellationToken cancel, FiledFiles? files = null, NodaTime.Instant? received = null)
    {
        var stream = files?.Stream ?? StreamId.New(Grievance.Kind, ids);
        var code = idempotencyKey is null ? AccessCode.Draw(ids) : AccessCode.Derive(secret, idempotencyKey, SameFiling.Digest(ContentOf(jurisdiction, filing, accused, channel, files)));
        if (filing.Kind == GrievanceKind.Accusation && (FaultOfSealed(filing) ?? FaultOf(accused, (await books.Get(jurisdiction, cancel)).Town)) is { } fault)
            return new Filed.Refused(new(fault));
        ICommand? command = filing.Kind == GrievanceKind.Accusation
            ? await Accusation(jurisdiction, filing, accused ?? new(), files, channel, code, cancel)
            : new Lodge((await Located(jurisdiction, filing, cancel)) with { Attachments = files?.Kept ?? [], Cleaned = files?.Cleaned ?? [] }, channel, code);
        if (command is null)
            return new Filed.Refused(new("accusation-needs-higher-office") { Details = await AddressAbove(jurisdiction, accused ?? new(), cancel) });
        var envelope = new Envelope(
            stream, command, new Actor.Complainant(), received, IdempotencyKey: idempotencyKey is null ? stream.Pseudonym : $"lodge:{idempotencyKey}", ExpectedVersion: 0, WrappedKey: files?.WrappedKey);
        return await desk.Submit(jurisdiction, envelope) switch
        {
            Answer.Recorded recorded => Told(recorded, code),
            Answer.Refused refused => new Filed.Refused(refused),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    // Whoever names an area is believed; a spot alone is looked up in the town's boundaries.
    private async Task<Filing> Located(JurisdictionId jurisdiction, Filing filing, CancellationToken cancel) =>
        filing is { Area: null, Spot: { IsSound: true } spot } ? filing with { Area = Directing.AreaMap.Of((await books.Get(jurisdiction, cancel)).Directions).At(spot) } : filing;

    // Not what the files are called in the store: sealed anew, they have another name each time.
    private static object ContentOf(JurisdictionId jurisdiction, Filing filing, Accused? accused, Channel channel, FiledFiles? files) => new
    {
        jurisdiction, filing, accused, channel, Kept = files?.Kept.Select(file => file.Sha256), Sealed = files?.Sealed.Select(file => file.Sha256),
    };

    // The code comes from key and words together: whoever sends other words under a key that was used holds a code that opens nothing.
    private static Filed Told(Answer.Recorded recorded, string code)
    {
        var (number, digest) = recorded.Events[0] switch
        {
            Lodged lodged => (lodged.Number, lodged.AccessDigest),
            AccusationSealed held => (held.Number, held.AccessDigest),
            var other => throw new InvalidOperationException($"A filing was answered with {other.GetType().Name}."),
        };
        return AccessCode.Opens(code, digest)
            ? new Filed.Accepted(recorded.Stream, number, code, recorded.Again)
            : new Filed.Refused(new("idempotency-key-reused"));
    }

    /// <summary>The office an accusation would be sealed to; without a key of its own it can only be named, never filed with.</summary>
    public async Task<Office?> OfficeAbove(JurisdictionId jurisdiction, Accused accused, CancellationToken cancel) =>
        Above((await books.Get(jurisdiction, cancel)).Town, accused);

    // What is sealed cannot be checked later: the same limits as for any filing.
    private static string? FaultOfSealed(Filing filing) =>
        string.IsNullOrWhiteSpace(filing.Title) || filing.Title.Length > 200 ? "title-invalid"
        : string.IsNullOrWhiteSpace(filing.Body) || filing.Body.Length > 50_000 ? "body-invalid"
        : filing.Place is { Length: > 300 } ? "place-invalid"
        : filing.Contact is { } contact && !contact.IsSound() ? "contact-invalid"
        : null;

    // Nobody could be routed away from somebody who is not there.
    private static string? FaultOf(Accused? accused, Town town) =>
        accused?.Office is { } office && town.Find(office) is null ? "office-unknown"
        : accused?.Unit is { } unit && town.Find(unit) is null ? "unit-unknown"
        : accused?.Person is { } person && town.Find(person) is null ? "person-unknown"
        : null;

    private async Task<ICommand?> Accusation(
        JurisdictionId jurisdiction, Filing filing, Accused accused, FiledFiles? files, Channel channel, string code, CancellationToken cancel)
    {
        if (await OfficeAbove(jurisdiction, accused, cancel) is not { SealingKey: not null } office)
            return null;
        var payload = Seal.To([office], new { filing.Title, filing.Body, filing.Place, filing.Contact, filing.Confidential, accused, files = files?.Sealed ?? [] });
        return new LodgeAccusation(payload, office.Id, channel, code, accused.Person, accused.Unit, accused.Office) { Cleaned = files?.Cleaned ?? [] };
    }

    private static Office? Above(Town town, Accused accused) =>
        town.ReceivingOffice is { } from ? Routing.AboveTheAccused(town, from, accused.Person, accused.Unit, accused.Office) : null;

    private async Task<ImmutableSortedDictionary<string, string>> AddressAbove(JurisdictionId jurisdiction, Accused accused, CancellationToken cancel) =>
        Routing.AddressOf(await OfficeAbove(jurisdiction, accused, cancel));
}
