using System.IO.Compression;

namespace Answerable.Server.Plans;

/// <summary>Looks at a DOCX as a ZIP file before anything interprets it: a small file must not become a huge one.</summary>
internal static class DocxPackage
{
    private const int MaxEntries = 2_000;
    private const long MaxUnpacked = 64L * 1024 * 1024;
    private const int MaxRatio = 200;

    /// <exception cref="PlanFileException">Too many entries, too much content, a name that leaves the package, or no document inside.</exception>
    public static void Inspect(byte[] content)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            if (zip.Entries.Count > MaxEntries)
                throw PlanFileException.TooLarge();
            var total = 0L;
            foreach (var entry in zip.Entries)
            {
                if (entry.FullName.Contains("..", StringComparison.Ordinal) || entry.FullName.StartsWith('/') || entry.FullName.Contains('\\') || entry.FullName.Contains(':'))
                    throw PlanFileException.Unreadable();
                total += Unpacked(entry, MaxUnpacked - total);
            }

            if (zip.GetEntry("word/document.xml") is null)
                throw PlanFileException.Unreadable();
        }
        catch (Exception error) when (error is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            throw PlanFileException.Unreadable(error);
        }
    }

    // The lengths in the directory are claims: count what really comes out.
    private static long Unpacked(ZipArchiveEntry entry, long left)
    {
        using var stream = entry.Open();
        var buffer = new byte[81_920];
        var size = 0L;
        for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            size += read;
            if (size > left || size > 1024 * 1024 && size > entry.CompressedLength * MaxRatio)
                throw PlanFileException.TooLarge();
        }

        return size;
    }
}
