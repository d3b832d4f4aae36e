using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Answerable.Ledger;
using Answerable.Storage.Rows;
using Answerable.Storage.Vaults;

namespace Answerable.Storage.Appending;

/// <summary>Turns a fact into the row that is stored and the commitment that is published (docs/record.md).</summary>
public static class EventWriter
{
    private const int Secret = Commitment.SecretLength;

    /// <param name="key">The stream's key. Null once it is destroyed: personal fields are then left out, as if they had not been given.</param>
    public static (EventRow Row, Hash Entry) Write(JurisdictionId jurisdiction, StreamId stream, long seq, IEvent happened, Stamp stamp, byte[]? key)
    {
        var type = EventType.Of(happened);
        var fields = key is null ? [.. type.Write(happened).Where(f => !f.Personal)] : type.Write(happened);
        var (seed, personalSeed, blind) = Secrets();
        using var salts = new Salts(seed, personalSeed);
        var record = RecordText.Write(new(
            $"{type.Name}/{type.Version}",
            Guid.ParseExact(stream.Pseudonym, "N"),
            seq,
            stamp.Version,
            stamp.OccurredAt.ToDateTimeOffset(),
            stamp.RecordedAt.ToDateTimeOffset(),
            stamp.By.Value,
            [.. fields.Select(f => Commit(f, salts)).OrderBy(f => f.Name, StringComparer.Ordinal)]));
        var row = new EventRow
        {
            Jurisdiction = jurisdiction.Value,
            Seq = seq,
            Stream = stream.Value,
            Version = stamp.Version,
            Type = type.Name,
            TypeVersion = type.Version,
            OccurredAt = stamp.OccurredAt,
            RecordedAt = stamp.RecordedAt,
            Actor = stamp.By.Value,
            Record = record,
            Blind = blind,
            Seed = seed,
            Open = EventType.Object(fields.Where(f => !f.Personal)),
            Sealed = fields.Any(f => f.Personal) ? SealPersonal(fields, personalSeed, key!, stream, stamp.Version) : null,
        };
        return (row, Commitment.Entry(blind, record));
    }

    /// <summary>The salt of one field: HMAC-SHA256(seed, field name as in the record).</summary>
    public static byte[] Salt(byte[] seed, string name) => HMACSHA256.HashData(seed, Encoding.ASCII.GetBytes(name));

    internal static byte[] BoundTo(StreamId stream, long version) => Encoding.ASCII.GetBytes($"{stream.Value}@{version}");

    private static RecordField Commit(EventField field, Salts salts)
    {
        var name = FieldName.Of(field.Name);
        return new(name, Commitment.Field(name, salts.Of(name, field.Personal), field.Value.Span));
    }

    // One call of the generator for all three.
    private static (byte[] Seed, byte[] PersonalSeed, byte[] Blind) Secrets()
    {
        Span<byte> drawn = stackalloc byte[3 * Secret];
        RandomNumberGenerator.Fill(drawn);
        return (drawn[..Secret].ToArray(), drawn[Secret..(2 * Secret)].ToArray(), drawn[(2 * Secret)..].ToArray());
    }

    private static byte[] SealPersonal(IEnumerable<EventField> fields, byte[] seed, byte[] key, StreamId stream, long version) =>
        Vault.Seal(key, [.. seed, .. EventType.Object(fields.Where(f => f.Personal))], BoundTo(stream, version));

    /// <summary>The salts of one event's fields, each HMAC keyed once.</summary>
    private sealed class Salts(byte[] seed, byte[] personalSeed) : IDisposable
    {
        private readonly IncrementalHash open = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, seed);
        private IncrementalHash? personal;

        public byte[] Of(string name, bool isPersonal)
        {
            var hash = isPersonal ? personal ??= IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, personalSeed) : open;
            hash.AppendData(Encoding.ASCII.GetBytes(name));
            return hash.GetHashAndReset();
        }

        public void Dispose()
        {
            open.Dispose();
            personal?.Dispose();
        }
    }
}

/// <summary>A field's name in the record: kebab-case, as records have no capitals.</summary>
public static class FieldName
{
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, string> Known = new(StringComparer.Ordinal);

    public static string Of(string camelCase) => Known.GetOrAdd(camelCase, static name => JsonNamingPolicy.KebabCaseLower.ConvertName(name));
}
