namespace Answerable.Ledger;

/// <summary>A field of a record: its name, and a commitment in place of its value.</summary>
public readonly record struct RecordField(string Name, Hash Commitment);

/// <summary>
/// What a leaf commits to: that something happened, in which stream, when, and by whom; values are commitments, so that a
/// record can be shown field by field and outlives the erasure of its values.
/// </summary>
/// <param name="Type">Event name and version, for example <c>grievance.lodged/1</c>.</param>
/// <param name="Stream">The stream (case, emergency, office …) the event belongs to.</param>
/// <param name="Index">Index of the leaf in the log, from 0.</param>
/// <param name="Version">Position within the stream, from 1.</param>
/// <param name="Occurred">When it happened (received); digits beyond the microsecond are dropped.</param>
/// <param name="Recorded">When it was recorded; likewise.</param>
/// <param name="Actor">Who acted: a role or pseudonym, never a person's name.</param>
/// <param name="Fields">Ordered by ordinal name, each name once.</param>
public sealed record Record(
    string Type, Guid Stream, long Index, long Version, DateTimeOffset Occurred, DateTimeOffset Recorded, string Actor,
    IReadOnlyList<RecordField> Fields);
