using System.Collections.Immutable;
using System.Security.Cryptography;
using Answerable.Grievances;

namespace Answerable.Server.Attachments;

/// <summary>The one way a file comes in: named by its content, cleaned of metadata, bounded in size and in what it unpacks to.</summary>
/// <remarks>Nothing here touches the disk: an untouched file is never written anywhere unless its owner asks for that (safeguard A13).</remarks>
public static class AttachmentGate
{
    // Decoding is the one costly step; two at a time keep a town's machine answering while many people attach photos.
    private static readonly SemaphoreSlim Decoders = new(2);

    /// <summary>All files of one form, in order. More than <see cref="AttachmentLimits.Count"/>: the surplus is refused, the rest is kept.</summary>
    public static IReadOnlyList<AttachmentResult> AcceptAll(IEnumerable<IFormFile> files) =>
        [.. files.Where(file => file.Length > 0 || file.FileName.Length > 0).Select((file, index) =>
        {
            if (index >= AttachmentLimits.Count) return new AttachmentResult(FileNames.Clean(file.FileName), null, RefusedFile.TooMany);
            using var stream = file.OpenReadStream();
            return Accept(file.FileName, file.ContentType, stream);
        })];

    /// <param name="fileName">As the browser gave it; may carry paths, control characters, anything.</param>
    /// <param name="declaredType">Ignored on purpose: only the content says what a file is.</param>
    /// <param name="stream">Read at most to one byte past the limit.</param>
    public static AttachmentResult Accept(string fileName, string? declaredType, Stream stream)
    {
        _ = declaredType;
        try
        {
            var bytes = Read(stream);
            var kind = FileKind.Of(bytes) ?? throw new RefusedFile(RefusedFile.Type);
            var (clean, removed) = Clean(kind, bytes);
            if (clean.LongLength > AttachmentLimits.Bytes * 2) throw new RefusedFile(RefusedFile.TooLarge);
            var made = FileKind.Of(clean) ?? throw new RefusedFile(RefusedFile.Damaged); // a GIF leaves as a PNG
            var name = FileNames.Clean(fileName, made.Extension);
            return new(name, new Attachment(name, made.Type, clean, Convert.ToHexStringLower(SHA256.HashData(clean))) { Removed = removed }, null)
            {
                Untouched = new(FileNames.Clean(fileName, kind.Extension), kind.Type, bytes),
            };
        }
        catch (RefusedFile refused)
        {
            return new(FileNames.Clean(fileName), null, refused.Code);
        }
    }

    private static (byte[] Clean, ImmutableArray<FileTrace> Removed) Clean(FileKind kind, byte[] bytes)
    {
        Decoders.Wait();
        try
        {
            return (kind.Clean(bytes), TraceFinder.In(kind, bytes));
        }
        catch (Exception error) when (error is not RefusedFile and not OutOfMemoryException)
        {
            throw new RefusedFile(RefusedFile.Damaged); // whatever a broken file does to a parser, the answer is the same
        }
        finally
        {
            Decoders.Release();
        }
    }

    private static byte[] Read(Stream stream)
    {
        using var held = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            if (held.Length + read > AttachmentLimits.Bytes) throw new RefusedFile(RefusedFile.TooLarge);
            held.Write(buffer, 0, read);
        }
        return held.Length == 0 ? throw new RefusedFile(RefusedFile.Empty) : held.ToArray();
    }
}
