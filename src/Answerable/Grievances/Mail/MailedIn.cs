using System.Collections.Immutable;
using Answerable.Recording;

namespace Answerable.Grievances;

/// <summary>The filing came by e-mail and was taken in by the system, so that nobody was shown an access code.</summary>
/// <param name="SaidKind">
/// The mail says which of the three kinds it is. Otherwise it runs as a claim, whose clocks are all there are, and its complainant is asked.
/// </param>
public sealed record MailedIn(bool SaidKind);

/// <summary>A code that was sent to the address a filing came from, for its access code to be fetched with.</summary>
/// <param name="Until">The code counts until then.</param>
public sealed record PendingFetch(SentCode Code, Instant Until, int Wrong = 0);

public sealed partial record Grievance
{
    /// <summary>Null: it did not come by e-mail, or a clerk registered it.</summary>
    public MailedIn? Mail { get; init; }

    /// <summary>The access code is still to be fetched for the first time.</summary>
    public bool AwaitsFetch { get; init; }

    public PendingFetch? PendingFetch { get; init; }

    /// <summary>Nobody has said which of the three kinds it is; only its complainant, or an office above, may.</summary>
    public bool IsKindUnsaid { get; init; }

    // Whoever has a code, however they came by it, needs none to be fetched.
    private Grievance WithMail(IEvent happened, Stamp stamp) => happened switch
    {
        Lodged { Mail: { } mail } => this with { Mail = mail, AwaitsFetch = true, IsKindUnsaid = !mail.SaidKind },
        MailAdded e => this with { Files = Files.AddRange(e.Attachments.Select(file => file.Sha256)) },
        KindSaid or Reclassified => this with { IsKindUnsaid = false },
        FetchAsked e => this with { PendingFetch = new(e.Code, e.Until), CodesSent = Grievances.CodesSent.With(CodesSent, stamp.RecordedAt) },
        FetchMistyped => this with { PendingFetch = PendingFetch is { Wrong: < SentCode.MostWrong - 1 } pending ? pending with { Wrong = pending.Wrong + 1 } : null },
        AccessChanged or AccessReissued or AccessRevoked => this with { AwaitsFetch = false, PendingFetch = null },
        _ => this,
    };

    private IEnumerable<Delivery> ByMail(IEvent happened, Stamp stamp) => happened switch
    {
        MailAdded => [ToOffice(stamp, "mail-added", Office)],
        KindSaid => [ToOffice(stamp, "kind-said", Office)],
        FetchAsked e when Notices is { Channel: not null } told => [WithCode(stamp, NoticeMessages.FetchCode, told, NoticeMessages.Recipient, e.Code)],
        _ => [],
    };

    // The one message that says the number: whoever wrote from that address has nothing else to find the matter by.
    private IEnumerable<Delivery> MailAnswered(Stamp stamp) =>
        ToComplainant(stamp, NoticeMessages.MailRegistered).Select(delivery => delivery with { Arguments = new Dictionary<string, string>(delivery.Arguments) { ["number"] = Number } });
}
