using System.Text.Json;
using Answerable.Ledger;
using Answerable.Storage.Rows;
using Answerable.Storage.Vaults;

namespace Answerable.Storage.Appending;

/// <summary>Reads stored rows back into facts, with or without their personal fields.</summary>
public static class EventReader
{
    /// <summary>As a decision sees it: personal fields are null.</summary>
    public static Happened Closed(EventRow row) => new(EventType.Of(row.Type, row.TypeVersion).Read(row.Open, []), StampOf(row));

    /// <summary>With personal fields, where <paramref name="key"/> still exists.</summary>
    public static Happened Opened(EventRow row, byte[]? key) =>
        row.Sealed is null || key is null
            ? Closed(row)
            : new(EventType.Of(row.Type, row.TypeVersion).Read(row.Open, Personal(row, key).AsSpan(Commitment.SecretLength)), StampOf(row));

    /// <summary>What opens the row's leaf: every field that can still be read, with its salt.</summary>
    public static LeafOpening Opening(EventRow row, byte[]? key)
    {
        var fields = Openings(row.Open, row.Seed);
        if (row.Sealed is not null && key is not null)
        {
            var personal = Personal(row, key);
            fields = fields.Concat(Openings(personal.AsMemory(Commitment.SecretLength), personal[..Commitment.SecretLength]));
        }

        return new(row.Blind, row.Record, [.. fields.OrderBy(f => f.Name, StringComparer.Ordinal)]);
    }

    public static Stamp StampOf(EventRow row) => new(row.Version, row.OccurredAt, row.RecordedAt, new(row.Actor));

    private static byte[] Personal(EventRow row, byte[] key) => Vault.Unseal(key, row.Sealed, EventWriter.BoundTo(new(row.Stream), row.Version));

    // The committed value is the property exactly as stored, so its raw bytes are taken, not a re-serialisation.
    private static IEnumerable<FieldOpening> Openings(ReadOnlyMemory<byte> json, byte[] seed)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateObject().Select(p => (Name: FieldName.Of(p.Name), Raw: p.Value.GetRawText()))
            .Select(p => new FieldOpening(p.Name, EventWriter.Salt(seed, p.Name), System.Text.Encoding.UTF8.GetBytes(p.Raw)))];
    }
}
