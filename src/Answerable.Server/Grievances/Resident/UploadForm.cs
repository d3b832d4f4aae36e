using System.Runtime.CompilerServices;
using Answerable.Server.Attachments;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Answerable.Server.Grievances.Resident;

/// <summary>
/// A posted form with files, read as it arrives: the fields first, then one file after another, each cleaned before the next is read.
/// The framework's own reader would lay large files on the disk as they came, position and device data included (safeguards A13).
/// </summary>
/// <remarks>The page writes its file field last. The token is checked before a single byte of a file is read.</remarks>
internal sealed class UploadForm
{
    private const int LongestField = 1_000_000;
    private const int MostFields = 200;
    private readonly MultipartReader? reader;
    private MultipartSection? section;

    private UploadForm(IFormCollection fields, MultipartReader? reader, MultipartSection? section) => (Fields, this.reader, this.section) = (fields, reader, section);

    public IFormCollection Fields { get; }

    /// <returns>Null when the form does not prove that one of our pages wrote it.</returns>
    /// <exception cref="BadHttpRequestException">Cut short, or not a form.</exception>
    public static async Task<UploadForm?> Begin(HttpContext http, IAntiforgery guard, CancellationToken cancel)
    {
        try
        {
            var form = await Read(http, cancel);
            http.Features.Set<IFormFeature>(new FormFeature(form.Fields));
            return await guard.IsRequestValidAsync(http) ? form : null;
        }
        catch (Exception broken) when (broken is InvalidDataException or (IOException and not BadHttpRequestException) or FormatException)
        {
            throw new BadHttpRequestException("The form is malformed.", StatusCodes.Status400BadRequest, broken);
        }
    }

    /// <summary>The files, in order. More than ten: the surplus is refused unread.</summary>
    public async IAsyncEnumerable<AttachmentResult> Files([EnumeratorCancellation] CancellationToken cancel)
    {
        for (var count = 0; section is not null; section = await reader!.ReadNextSectionAsync(cancel))
        {
            if (FileName(section) is not { } name)
                continue;
            if (count >= AttachmentLimits.Count)
            {
                yield return new(FileNames.Clean(name), null, RefusedFile.TooMany);
                continue; // the rest is read and dropped: an answer sent before the form has arrived is an answer many never see
            }

            using var content = await Bounded(section.Body, cancel);
            if (content.Length == 0 && name.Length == 0)
                continue; // a file field left empty
            count++;
            yield return AttachmentGate.Accept(name, section.ContentType, content);
        }
    }

    private static async Task<UploadForm> Read(HttpContext http, CancellationToken cancel)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return new(await http.Request.ReadFormAsync(cancel), null, null);
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary);
        if (boundary.Length is 0 or > 128)
            throw new InvalidDataException("No boundary.");
        var reader = new MultipartReader(boundary.Value!, http.Request.Body);
        var fields = new KeyValueAccumulator();
        MultipartSection? section;
        while ((section = await reader.ReadNextSectionAsync(cancel)) is not null && FileName(section) is null)
        {
            if (fields.KeyCount >= MostFields)
                throw new InvalidDataException("Too many fields.");
            fields.Append(FieldName(section), await Value(section, cancel));
        }

        return new(new FormCollection(fields.GetResults()), reader, section);
    }

    private static async Task<string> Value(MultipartSection section, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[8192];
        for (int read; (read = await section.Body.ReadAsync(buffer, cancel)) > 0;)
        {
            if (bytes.Length + read > LongestField)
                throw new InvalidDataException("A field is too long.");
            bytes.Write(buffer, 0, read);
        }

        return System.Text.Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    // One byte past the limit is enough for the gate to say that it is too much; the rest is read and dropped.
    private static async Task<MemoryStream> Bounded(Stream body, CancellationToken cancel)
    {
        var held = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = await body.ReadAsync(buffer, cancel)) > 0;)
            if (held.Length <= AttachmentLimits.Bytes)
                held.Write(buffer, 0, read);
        held.Position = 0;
        return held;
    }

    private static string? FileName(MultipartSection section) =>
        section.GetContentDispositionHeader() is { } about && (about.FileName.HasValue || about.FileNameStar.HasValue)
            ? HeaderUtilities.RemoveQuotes(about.FileNameStar.HasValue ? about.FileNameStar : about.FileName).Value ?? ""
            : null;

    private static string FieldName(MultipartSection section) =>
        section.GetContentDispositionHeader() is { } about && about.Name.HasValue ? HeaderUtilities.RemoveQuotes(about.Name).Value ?? "" : "";
}
