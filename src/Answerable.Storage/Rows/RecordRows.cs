namespace Answerable.Storage.Rows;

/// <summary>Where a jurisdiction's record ends, and who may extend it. The fence: size and epoch must both match.</summary>
public sealed class HeadRow
{
    public required string Jurisdiction { get; set; }

    /// <summary>Which of the jurisdiction's logs is growing: 1, or more after a restore opened a successor.</summary>
    public int Log { get; set; }

    /// <summary>Leaves committed in it, blanks included.</summary>
    public long Size { get; set; }

    /// <summary>Grows by one each time a registrar takes over.</summary>
    public long Epoch { get; set; }

    /// <summary>Name of the public log; a successor log after a restore has another suffix.</summary>
    public required string Origin { get; set; }

    /// <summary>Size of the newest published checkpoint.</summary>
    public long Published { get; set; }

    /// <summary>That checkpoint, signed.</summary>
    public string? Checkpoint { get; set; }
}

/// <summary>One event as it is kept: the canonical record, its blinding, the open payload and the sealed one.</summary>
public sealed class EventRow
{
    public required string Jurisdiction { get; set; }

    /// <summary>The log that its leaf is in.</summary>
    public int Log { get; set; }

    /// <summary>Index of its leaf in that log.</summary>
    public long Seq { get; set; }

    public required string Stream { get; set; }
    public long Version { get; set; }
    public required string Type { get; set; }
    public int TypeVersion { get; set; }
    public Instant OccurredAt { get; set; }
    public Instant RecordedAt { get; set; }
    public required string Actor { get; set; }

    /// <summary>The canonical record (docs/record.md), stored once as bytes and never rewritten.</summary>
    public required byte[] Record { get; set; }

    /// <summary>32 bytes that make the public entry opaque.</summary>
    public required byte[] Blind { get; set; }

    /// <summary>32 bytes from which the salts of the open fields are derived.</summary>
    public required byte[] Seed { get; set; }

    /// <summary>UTF-8 JSON object of the fields that are not personal.</summary>
    public required byte[] Open { get; set; }

    /// <summary>AES-GCM under the stream's key: the personal fields and the seed of their salts. Null when there are none.</summary>
    public byte[]? Sealed { get; set; }
}

/// <summary>256 hashes (or, at level -1, 256 public entries of 32 bytes) of the log, in the transaction that made them necessary.</summary>
public sealed class TileRow
{
    public required string Jurisdiction { get; set; }
    public int Log { get; set; }
    public int Level { get; set; }
    public long Index { get; set; }
    public required byte[] Data { get; set; }
}

/// <summary>A stream's key, wrapped by the key-encryption key. Deleting the row is the erasure of every personal field.</summary>
public sealed class KeyRow
{
    public required string Jurisdiction { get; set; }
    public required string Stream { get; set; }
    public required byte[] Wrapped { get; set; }
}

/// <summary>A stream whose key was destroyed. Replayed after a restore, before anything is served.</summary>
public sealed class TombstoneRow
{
    public required string Jurisdiction { get; set; }
    public required string Stream { get; set; }
    public Instant ErasedAt { get; set; }
}

/// <summary>The answer once given to an idempotency key.</summary>
public sealed class IdempotencyRow
{
    public required string Jurisdiction { get; set; }

    /// <summary>SHA-256 of kind and key, hexadecimal.</summary>
    public required string Key { get; set; }

    public required string Stream { get; set; }
    public long FirstVersion { get; set; }
    public long LastVersion { get; set; }
    public Instant RecordedAt { get; set; }
}

public sealed class DeadlineRow
{
    public required string Jurisdiction { get; set; }
    public required string Stream { get; set; }
    public required string Key { get; set; }
    public Instant DueAt { get; set; }
}

/// <summary>An event type that the record holds: a program that does not know one of them must not run on it.</summary>
public sealed class EventTypeRow
{
    public required string Type { get; set; }
    public int TypeVersion { get; set; }
}
