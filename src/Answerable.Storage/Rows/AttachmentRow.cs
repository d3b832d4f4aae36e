namespace Answerable.Storage.Rows;

/// <summary>A cleaned file that belongs to a stream; its bytes lie encrypted under the stream's key beside the database.</summary>
public sealed class AttachmentRow
{
    public required string Jurisdiction { get; set; }
    public required string Stream { get; set; }

    /// <summary>SHA-256 of the cleaned bytes, hexadecimal: the name of its file and what the event commits to.</summary>
    public required string Hash { get; set; }

    public required string Type { get; set; }
    public long Length { get; set; }

    /// <summary>The file name, sealed under the stream's key.</summary>
    public required byte[] Name { get; set; }

    public Instant StoredAt { get; set; }
}
