using System.Collections.Immutable;
using Answerable.Deadlines;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>Asks for more time for a complicated matter (34). Grants nothing by itself.</summary>
/// <param name="Length">Days; what the rule allows at most, in the law 30, and once.</param>
/// <param name="Reason">Told to the complainant when granted; 1 to 5,000 characters.</param>
public sealed record RequestExtension(int Length, string Reason) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Seen(grievance, context) ?? Guard.Alive(grievance)
        ?? (grievance.Open(Role.Answer) is not { } close ? Refuse("no-clock-to-extend")
            : close.Status == ClockStatus.Missed || context.Now >= close.Clock.DueAt ? Refuse("already-overdue")
            : grievance.PendingExtension is not null ? Refuse("extension-pending")
            : close.Clock.Extension is not null ? Refuse("already-extended")
            : Length < 1 || Length > close.Clock.LongestExtension(Rulebooks.Get(close.Clock.Rule)) ? TooLong(close)
            : !Written.IsText(Reason, 5_000) ? Refuse("reason-missing")
            : Record(new ExtensionRequested(close.Key, Length, Guard.Person(context), Reason)));

    private static Decision.Refused TooLong(CaseClock close) => new Decision.Refused("extension-too-long")
    {
        Details = ImmutableSortedDictionary<string, string>.Empty
            .Add("most", close.Clock.LongestExtension(Rulebooks.Get(close.Clock.Rule)).ToString(System.Globalization.CultureInfo.InvariantCulture)),
    };
}

/// <summary>Grants the extension that was asked for: by a head of the office (34: 本机关、单位负责人), never by whoever asked.</summary>
/// <param name="ApprovedBy">
/// The head who decided. Where the only head of the office is the one who asked, a head of the next higher office (safeguards C3).
/// </param>
/// <param name="Means">Online: the actor is the head. Otherwise somebody else records what a leader said on the phone or signed on paper.</param>
/// <param name="Reference">Time of the call, or number of the sheet; required unless online; at most 60 characters.</param>
public sealed record ApproveExtension(PersonId ApprovedBy, ApprovalMeans Means = ApprovalMeans.Online, string? Reference = null) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        grievance.PendingExtension is not { } asked || grievance.Find(asked.Key) is not { } close ? Guard.Seen(grievance, context) ?? Refuse("nothing-to-approve")
        : !MayRecord(grievance, asked, context) ? Guard.Seen(grievance, context) ?? Refuse("not-allowed")
        : Guard.Alive(grievance)
        ?? (ApprovedBy == asked.By ? RefuseOnRecord("own-request")
            : !Authority.MayExtend(ApprovedBy, asked, grievance, context.Book.Town) ? Refuse("approver-not-head")
            : close.Status != ClockStatus.Running || context.Now >= close.Clock.DueAt ? Refuse("already-overdue")
            : Means != ApprovalMeans.Online && (string.IsNullOrWhiteSpace(Reference) || !Written.IsLine(Reference, 60)) ? Refuse("proof-missing")
            : Record(new Extended(asked.Key, ApprovedBy, Means, Longer(close, asked, context), Means == ApprovalMeans.Online ? null : Reference)));

    private bool MayRecord(Grievance grievance, PendingExtension asked, Context context) =>
        Means == ApprovalMeans.Online ? context.Actor == new Actor.Staff(ApprovedBy) : Authority.MayRecordExtension(context.Actor, asked, grievance, context.Book.Town);

    private Clock Longer(CaseClock close, PendingExtension asked, Context context) =>
        close.Clock.Extend(Rulebooks.Get(close.Clock.Rule), asked.Length, new Actor.Staff(ApprovedBy).Id, context.Now, context.Book.Calendar);
}

public sealed record DeclineExtension(string Reason) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        grievance.PendingExtension is not { } asked ? Guard.Seen(grievance, context) ?? Refuse("nothing-to-approve")
        : context.Actor is not Actor.Staff staff || !Authority.MayExtend(staff.Person, asked, grievance, context.Book.Town) ? Guard.Seen(grievance, context) ?? Refuse("not-allowed")
        : Guard.Alive(grievance) ?? (!Written.IsText(Reason, 5_000) ? Refuse("reason-missing") : Record(new ExtensionDeclined(asked.Key, Reason)));
}

[Event("grievance.extension-requested", 1)]
public sealed record ExtensionRequested(string Key, int Length, PersonId RequestedBy, [property: Personal] string? Reason) : IEvent;

/// <param name="Clock">The clock as it runs from now on.</param>
/// <param name="Reference">Where the approval stands that was not given online.</param>
[Event("grievance.extended", 1)]
public sealed record Extended(string Key, PersonId ApprovedBy, ApprovalMeans Means, Clock Clock, string? Reference = null) : IEvent;

[Event("grievance.extension-declined", 1)]
public sealed record ExtensionDeclined(string Key, [property: Personal] string? Reason) : IEvent;
