using System.Collections.Immutable;
using Answerable.Recording;

namespace Answerable.Grievances;

public sealed partial record Grievance
{
    private Grievance Notified(IEvent happened, Stamp stamp) => happened switch
    {
        NoticesChosen e => this with { Notices = e.Notices, Unreached = AllTold },
        ContactAsked e => this with { PendingContact = new(stamp.Version, e.Wanted, e.Code, e.Until), CodesSent = Grievances.CodesSent.With(CodesSent, stamp.RecordedAt) },
        ContactConfirmed e => this with { Notices = e.Notices, NoticeAddresses = NoticeAddresses.SetItem(e.Notices.Way, e.Asked), PendingContact = null, Unreached = AllTold },
        ContactMistyped => this with { PendingContact = PendingContact is { Wrong: < SentCode.MostWrong - 1 } pending ? pending with { Wrong = pending.Wrong + 1 } : null },
        ContactGivenUp => this with { PendingContact = null },
        NoticeUnreached e when NoticeKey.Parse(e.Key) is { Message: NoticeMessages.ContactCode } => this with { PendingContact = PendingContact is { } pending ? pending with { Bounced = true } : null },
        NoticeUnreached e => this with { Unreached = Unreached.Add(new(e.Key, e.Way, stamp.RecordedAt)) },
        ToldOtherwise => this with { Unreached = AllTold },
        _ => this,
    };

    private ImmutableArray<UnreachedNotice> AllTold => [.. Unreached.Select(notice => notice with { IsSettled = true })];
}
