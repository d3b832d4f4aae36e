using System.Collections.Immutable;
using Answerable.Grievances;

namespace Answerable.Server.Attachments;

/// <summary>A file as it is kept: cleaned of position, device and author, re-encoded where its format allows.</summary>
/// <param name="Name">For display only, cleaned; never a path.</param>
/// <param name="Type">The media type found in the content, never the one declared.</param>
/// <param name="Bytes">The cleaned content.</param>
/// <param name="Sha256">Of the cleaned content: 64 lower-case hexadecimal digits.</param>
public sealed record Attachment(string Name, string Type, byte[] Bytes, string Sha256)
{
    /// <summary>What was taken out of it.</summary>
    public ImmutableArray<FileTrace> Removed { get; init; } = [];
}

/// <summary>A file as it was sent. It is in memory only, and stored only where its filer asked for that.</summary>
public sealed record UntouchedFile(string Name, string Type, byte[] Bytes);

/// <summary>A kept attachment, or why the file cannot be taken.</summary>
/// <param name="Kept">Null when refused.</param>
/// <param name="Refusal">A stable code; its words are <c>refusal.CODE</c> with the file's name as <c>{0}</c>. Null when kept.</param>
public sealed record AttachmentResult(string Name, Attachment? Kept, string? Refusal)
{
    /// <summary>Null when refused.</summary>
    public UntouchedFile? Untouched { get; init; }
}

/// <summary>Why a file cannot be taken; thrown inside the gate only.</summary>
internal sealed class RefusedFile(string code) : Exception(code)
{
    public const string Type = "attachment-type";
    public const string TooLarge = "attachment-too-large";
    public const string TooMany = "attachment-too-many";
    public const string Damaged = "attachment-damaged";
    public const string Bomb = "attachment-bomb";
    public const string Locked = "attachment-locked";
    public const string OldOffice = "attachment-old-office";
    public const string Empty = "attachment-empty";
    public const string Infected = "attachment-infected";

    public string Code { get; } = code;
}
