using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Answerable.Engine.Deliveries;
using Answerable.Engine.Hosting;
using Answerable.Engine.Reading;
using Answerable.Grievances;
using Answerable.Recording;
using Answerable.Server.Attachments;
using Answerable.Server.Grievances.Resident;
using Answerable.Server.Limits;
using Answerable.Server.Shell;
using Answerable.Storage;
using Answerable.Storage.Reading;
using Answerable.Storage.Vaults;
using MimeKit;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Answerable.Server.Grievances.Mailbox;

/// <summary>What becomes of a mail in the mailbox.</summary>
public enum Handled
{
    /// <summary>It is on the record, or nothing that belongs there.</summary>
    Delete,

    /// <summary>Registered, but not everything of it could be taken over: it stays for a person to look at, marked, and is not read again.</summary>
    Keep,

    /// <summary>Not now: everything about it is done again at the next visit, with the same result.</summary>
    Later,
}

/// <summary>
/// One mail, from whoever wrote it to the record. It belongs to a matter by the number in its subject, by the message of ours that it answers,
/// or by the one number in its text, and never by who sent it (safeguards A14); otherwise it is a filing.
/// </summary>
public sealed partial class MailDesk(
    MailboxOptions options, MailSources sources, MailAnswers answers, LodgingDesk lodging, Intake intake, RecordDesk desk, DeliveryReports reports, Jurisdictions jurisdictions,
    BookShelf books, Histories histories, IDbContextFactory<RecordDb> databases, Pace pace, Vault vault)
{
    // Whoever answers every answer writes to itself alone after the sixth.
    private static readonly PaceRule Answers = new("mail-answers", Burst: 6, Every: TimeSpan.FromHours(4), Longest: TimeSpan.Zero, Refuses: true);
    private readonly byte[] secret = vault.Derive("mailbox");

    /// <param name="received">When the mail server took it: the day of receipt.</param>
    /// <param name="isWhole">False: it was too large to fetch, and only its head is known.</param>
    public async Task<Handled> Take(MimeMessage mail, Instant received, bool isWhole, CancellationToken cancel)
    {
        switch (sources.Of(mail))
        {
            case MailSource.Loop or MailSource.AutoReply:
                return Handled.Delete;
            case MailSource.Bounce:
                return await Returned(mail, cancel);
            case var source:
                var jurisdiction = options.Jurisdiction is { } named ? new JurisdictionId(named) : (await jurisdictions.All(cancel))[0];
                var read = await Judged(ReadMail.Read(mail), isWhole, cancel);
                var key = Key(jurisdiction, mail);
                return await CaseOf(jurisdiction, mail, read.Mail, cancel) is { } stream && await Add(jurisdiction, stream, read, key, cancel) is { } added
                    ? added
                    : await File(new(jurisdiction, read, received, key, source == MailSource.Person), cancel);
        }
    }

    private sealed record Letter(JurisdictionId Jurisdiction, Judgement Read, Instant Received, string Key, bool IsAnswered);

    /// <param name="Notes">What could not be taken over, in the language of the mail; for its readers.</param>
    private sealed record Judgement(ReadMail Mail, IReadOnlyList<AttachmentResult> Good, string Notes, bool IsWhole);

    private async Task<Handled> Returned(MimeMessage mail, CancellationToken cancel)
    {
        if (Bounce.Read(mail, sources) is not { } bounce)
            return Handled.Keep; // about nothing of ours: nobody's submission, and nobody's loss either
        if (bounce.IsFinal)
            await reports.Callback(NoticeChoice.ChannelOf(NoticeWay.Email)!, bounce.MessageId, DeliveryOutcome.Failed, bounce.Status ?? "returned", cancel);
        return Handled.Delete;
    }

    private async Task<Judgement> Judged(ReadMail mail, bool isWhole, CancellationToken cancel)
    {
        var words = WordBook.Embedded.In(mail.Language);
        var judged = await intake.Judge(mail.Files.Where(file => file.Content.Length > 0).Select(file => (file.Name, file.Content)), cancel);
        var notes = judged.Where(one => one.Kept is null).Select(one => words[$"refusal.{one.Refusal}", one.Name]).ToList();
        if (!isWhole)
            notes.Add(words["mailbox.too-large"]);
        else if (!mail.IsReadable)
            notes.Add(words["mailbox.unreadable.text"]);
        return new(mail, [.. judged.Where(one => one.Kept is not null)], string.Join('\n', notes), isWhole && judged.All(one => one.Kept is not null || one.Refusal == RefusedFile.Infected));
    }

    // Null: the matter takes nothing any more, so it is a filing of its own.
    private async Task<Handled?> Add(JurisdictionId jurisdiction, StreamId stream, Judgement read, string key, CancellationToken cancel)
    {
        if (await histories.Read<Grievance>(jurisdiction, stream, opened: false, cancel) is not { State.IsErased: false } found)
            return null;
        var office = found.State.IsSealed ? (await books.Get(jurisdiction, cancel)).Town.Find(found.State.Office) : null;
        if (found.State.IsSealed && office?.SealingKey is null)
            return Handled.Later; // nothing may be read here, and nothing can be sealed
        if (await intake.Continue(jurisdiction, stream, read.Good, office, cancel) is not { } batch)
            return null;
        var words = Joined(read.Mail.Subject, read.Mail.Body, read.Notes) is { Length: > 0 } said ? said : WordBook.Embedded.In(read.Mail.Language)["mailbox.no-words"];
        var added = new AddMail(office is null ? words : Seal.To([office], new { words, files = batch.Sealed }), [.. batch.Kept]) { Cleaned = [.. batch.Cleaned] };
        var answer = await desk.Submit(jurisdiction, new(stream, added, new Actor.Engine(), IdempotencyKey: $"mail:{key}"));
        if (answer is not Answer.Recorded { Again: false })
            await intake.Undo(batch, CancellationToken.None);
        return answer is Answer.Recorded ? Done(read, isSealed: office is not null) : answer is Answer.Refused { Code: "erased" } ? null : Handled.Keep;
    }

    private async Task<Handled> File(Letter letter, CancellationToken cancel)
    {
        var (jurisdiction, read) = (letter.Jurisdiction, letter.Read);
        var (mail, words) = (read.Mail, WordBook.Embedded.In(read.Mail.Language));
        var kind = MailKinds.Of(mail.Subject, mail.Text);
        var above = kind == GrievanceKind.Accusation ? await lodging.OfficeAbove(jurisdiction, new(), cancel) : null;
        if (kind == GrievanceKind.Accusation && above?.SealingKey is null)
            return await Elsewhere(letter, above, cancel);
        var batch = await intake.Begin(jurisdiction, read.Good, above, cancel);
        var body = Joined("", mail.Body.Length > 0 ? mail.Body : words[mail.IsReadable && read.IsWhole ? "mailbox.no-words" : "mailbox.unreadable"], read.Notes);
        var filing = new Filing(kind ?? GrievanceKind.Claim, mail.Title(words[mail.IsReadable ? "mailbox.no-title" : "mailbox.unreadable"]), body,
            Contact: mail.Address is null ? null : new(mail.Name, Email: mail.Address), Confidential: MailKinds.IsConfidential(mail.Subject, mail.Text))
        {
            Mail = new(kind is not null),
            Notices = kind != GrievanceKind.Accusation && MayAnswer(letter) ? new(NoticeWay.Email, mail.Language) : null,
        };
        var filed = await lodging.Lodge(jurisdiction, filing, null, Channel.Email, letter.Key, cancel, batch.Files, letter.Received);
        if (filed is not Filed.Accepted accepted || accepted.Stream != batch.Stream)
            await intake.Undo(batch, CancellationToken.None);
        return filed switch
        {
            Filed.Accepted done when kind == GrievanceKind.Accusation => await Answered(letter, done, cancel),
            // Read by other rules than when it was registered: it is there.
            Filed.Accepted or Filed.Refused { Why.Code: "idempotency-key-reused" } => Done(read, isSealed: false),
            _ => Handled.Keep,
        };
    }

    private async Task<Handled> Answered(Letter letter, Filed.Accepted filed, CancellationToken cancel)
    {
        var mail = letter.Read.Mail;
        if (MayAnswer(letter))
        {
            var town = (await books.Get(letter.Jurisdiction, cancel)).Town;
            if (!await answers.Registered(mail.Address!, $"mail/{letter.Key}", town, filed.Number, filed.AccessCode, mail.Language, cancel))
                return Handled.Later;
        }

        return Done(letter.Read, isSealed: true);
    }

    // Nobody here may read it and it cannot be sealed: its writer is told where to go. Who cannot be told has not been heard, so it stays.
    private async Task<Handled> Elsewhere(Letter letter, Answerable.Offices.Office? above, CancellationToken cancel)
    {
        var mail = letter.Read.Mail;
        if (!MayAnswer(letter))
            return Handled.Keep;
        var town = (await books.Get(letter.Jurisdiction, cancel)).Town;
        return await answers.Elsewhere(mail.Address!, $"mail/{letter.Key}", town, above, mail.Language, cancel) ? Handled.Delete : Handled.Later;
    }

    private bool MayAnswer(Letter letter) =>
        letter.IsAnswered && answers.IsOpen && letter.Read.Mail.Address is { } address && pace.Wait(Answers, address) is not null;

    // What the town must not read does not lie about in its mailbox because a file of it was of a wrong kind.
    private static Handled Done(Judgement read, bool isSealed) => read.IsWhole || isSealed ? Handled.Delete : Handled.Keep;

    private async Task<StreamId?> CaseOf(JurisdictionId jurisdiction, MimeMessage mail, ReadMail read, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        foreach (var number in NumbersIn(read.Subject))
            if (await db.CaseOf(jurisdiction, number, cancel) is { } entry)
                return new(entry.Stream);
        foreach (var id in sources.Ours(mail))
            if (await db.Deliveries.AsNoTracking().Where(row => row.Jurisdiction == jurisdiction.Value && row.ProviderRef == id && row.Channel == "email").Select(row => row.Stream).FirstOrDefaultAsync(cancel) is { } stream
                && stream.StartsWith(Grievance.Kind, StringComparison.Ordinal))
                return new(stream);
        var named = new HashSet<string>();
        foreach (var number in NumbersIn(read.Text).Take(20))
            if (await db.CaseOf(jurisdiction, number, cancel) is { } entry)
                named.Add(entry.Stream);
        return named.Count == 1 ? new StreamId(named.Single()) : null; // of several nobody can say which is meant
    }

    private static IEnumerable<string> NumbersIn(string words) =>
        Number().Matches(words.Normalize(System.Text.NormalizationForm.FormKC)).Select(match => CaseNumber.Read(match.Value)).OfType<string>().Distinct();

    // Keyed: whoever has a copy of a mail cannot find out from the record whether it came.
    private string Key(JurisdictionId jurisdiction, MimeMessage mail) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(secret, (byte[])[.. System.Text.Encoding.UTF8.GetBytes(jurisdiction.Value), 0, .. ReadMail.Digest(mail)]));

    private static string Joined(params string[] parts) => string.Join("\n\n", parts.Where(part => part.Length > 0));

    [GeneratedRegex("(?<![0-9A-Za-z])[0-9A-Za-z]{4}-?[0-9A-Za-z]{4}-?[0-9A-Za-z]{4}(?![0-9A-Za-z-])")]
    private static partial Regex Number();
}
