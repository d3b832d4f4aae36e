using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Answerable.Grievances;
using MimeKit;
using MimeKit.Cryptography;
using MimeKit.Tnef;

namespace Answerable.Server.Grievances.Mailbox;

/// <param name="Name">As the mail calls it.</param>
public sealed record MailFile(string Name, byte[] Content);

/// <summary>What a mail says, in words and files.</summary>
/// <param name="Address">Its one writer; null where it names none that could be written to.</param>
/// <param name="IsReadable">False: encrypted, broken, or in an encoding nobody knows; what came is then one of the files.</param>
public sealed record ReadMail(string Subject, string Text, string? Name, string? Address, ImmutableArray<MailFile> Files, bool IsReadable)
{
    /// <summary>The type we give to what no parser reads.</summary>
    public const string Broken = "application/x-broken-mail";

    private const int LongestTitle = 200, LongestBody = 50_000, Deepest = 8;

    public string Language => (Subject + Text).Any(c => c is >= '\u4e00' and <= '\u9fff') || (Subject + Text).Trim().Length == 0 ? "zh" : "en";

    /// <summary>One line of at most 200 characters: the subject, or the first words.</summary>
    public string Title(string otherwise) => Shorten(Subject.Length > 0 ? Subject : MailWords.OneLine(Text.Split('\n')[0]), LongestTitle) is { Length: > 0 } title ? title : otherwise;

    /// <summary>The words that fit on the record. What does not is in a file of its own: <see cref="Read"/>.</summary>
    public string Body => Shorten(Text, LongestBody - 5_000);

    public static ReadMail Read(MimeMessage mail)
    {
        var text = new StringBuilder();
        var files = ImmutableArray.CreateBuilder<MailFile>();
        var readable = mail.Body is not null && Collect(mail.Body, text, files, 0);
        var words = MailWords.Clean(text.ToString());
        if (words.Length > LongestBody - 5_000)
            files.Insert(0, new("mail.txt", Encoding.UTF8.GetBytes(words)));
        if (!readable && mail.Body is { } body)
            files.Insert(0, new("mail-as-sent.txt", AsSent(body)));
        var from = mail.From.Mailboxes.Count() == 1 ? mail.From.Mailboxes.Single() : null;
        var contact = from is null ? null : new Contact(Email: from.Address);
        var name = from?.Name is { Length: > 0 } given ? Shorten(MailWords.OneLine(given), 100) : null;
        return new(MailWords.Subject(mail), words, name, contact?.IsSound() == true && from!.Address.All(char.IsAscii) ? from.Address : null, files.ToImmutable(), readable && (words.Length > 0 || files.Count > 0 || MailWords.Subject(mail).Length > 0));
    }

    /// <summary>The same for the same mail however often it is delivered: everything but the stamps that servers put on it.</summary>
    public static byte[] Digest(MimeMessage mail)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var header in new[] { HeaderId.MessageId, HeaderId.Date, HeaderId.From, HeaderId.Subject }.Select(id => mail.Headers.FirstOrDefault(header => header.Id == id)))
            hash.AppendData([.. header?.RawValue ?? [], 0]);
        using var body = new MemoryStream();
        mail.Body?.WriteTo(body);
        hash.AppendData(body.ToArray());
        return hash.GetHashAndReset();
    }

    // False: a part could not be read.
    private static bool Collect(MimeEntity part, StringBuilder text, ImmutableArray<MailFile>.Builder files, int depth)
    {
        switch (part)
        {
            case MultipartEncrypted or ApplicationPkcs7Mime { SecureMimeType: not (SecureMimeType.SignedData or SecureMimeType.CertsOnly) } or ApplicationPgpEncrypted or MimePart { ContentType.MimeType: Broken }:
                return false;
            case ApplicationPkcs7Signature or ApplicationPgpSignature:
                return true;
            case MultipartAlternative choices:
                return Best(choices) is { } best ? Collect(best, text, files, depth + 1) : depth < Deepest && choices.All(one => Collect(one, text, files, depth + 1));
            case Multipart parts:
                return depth < Deepest && parts.ToList().TrueForAll(one => Collect(one, text, files, depth + 1));
            case TnefPart tnef:
                return depth < Deepest && tnef.ConvertToMessage().Body is { } within && Collect(within, text, files, depth + 1);
            case MessagePart { Message: { } forwarded }:
                return Forwarded(forwarded, files, depth);
            case TextPart { IsAttachment: false, FileName: null } words:
                text.Append(MailWords.Of(words)).Append("\n\n");
                return MailWords.Of(words) is not null;
            case MimePart file:
                using (var content = new MemoryStream())
                {
                    file.Content?.DecodeTo(content);
                    files.Add(new(file.FileName ?? $"file-{files.Count + 1}", content.ToArray()));
                }

                return true;
            default:
                return false;
        }
    }

    private static MimeEntity? Best(MultipartAlternative choices) =>
        choices.OfType<TextPart>().FirstOrDefault(one => one.IsPlain && !string.IsNullOrWhiteSpace(MailWords.Of(one)))
        ?? choices.LastOrDefault(one => one is TextPart { IsHtml: true } or MultipartRelated or Multipart);

    // A mail that hangs on another is a file: its words, and its own files after it.
    private static bool Forwarded(MimeMessage forwarded, ImmutableArray<MailFile>.Builder files, int depth)
    {
        var text = new StringBuilder();
        var at = files.Count;
        var readable = depth < Deepest && forwarded.Body is not null && Collect(forwarded.Body, text, files, depth + 1);
        files.Insert(at, new("forwarded.txt", Encoding.UTF8.GetBytes(MailWords.Clean($"{MailWords.Subject(forwarded)}\n\n{text}"))));
        return readable;
    }

    // Base64 of the body alone: text like any other to whoever keeps it, and without the stations it passed.
    private static byte[] AsSent(MimeEntity body)
    {
        using var raw = new MemoryStream();
        body.WriteTo(raw);
        return Encoding.ASCII.GetBytes(Convert.ToBase64String(raw.ToArray(), Base64FormattingOptions.InsertLineBreaks));
    }

    private static string Shorten(string words, int most) => words.Length <= most ? words : words[..(char.IsHighSurrogate(words[most - 1]) ? most - 1 : most)];
}
