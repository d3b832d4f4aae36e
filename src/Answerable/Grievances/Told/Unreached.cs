using System.Collections.Immutable;
using System.Globalization;
using Answerable.Deadlines;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>A notice that certainly did not arrive.</summary>
/// <param name="Key">Of its delivery.</param>
/// <param name="IsSettled">Told otherwise, or the complainant has seen to it.</param>
public sealed record UnreachedNotice(string Key, NoticeWay Way, Instant At, bool IsSettled = false);

/// <summary>Key of a delivery to a complainant: version of the event, what it was about, and the channel.</summary>
internal readonly record struct NoticeKey(long Version, string Message, NoticeWay Way)
{
    public static NoticeKey? Parse(string key) =>
        key.Split('.') is [var version, var message, ("sms" or "email") and var channel] && long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(number, message, channel == "sms" ? NoticeWay.Sms : NoticeWay.Email)
            : null;
}

/// <summary>The delivery workers say that a message to the complainant has failed for certain. Saying it twice does no harm.</summary>
public sealed record TakeNoticeFailure(string Key) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        context.Actor is not Actor.Engine ? Refuse("not-allowed")
        : grievance.IsErased || NoticeKey.Parse(Key) is not { } key || grievance.Unreached.Any(known => known.Key == Key) ? Nothing
        : NoticeMessages.IsCode(key.Message) ? grievance.PendingContact is { Bounced: false } pending && pending.Version == key.Version ? Record(new NoticeUnreached(Key, key.Way, [])) : Nothing
        : NoticeMessages.IsAnnouncement(key.Message) || !IsInUse(grievance, key) ? Nothing
        : Record(new NoticeUnreached(Key, key.Way, Starts(grievance, context)));

    // Whoever has given another address since has been on the page, where the news is.
    private static bool IsInUse(Grievance grievance, NoticeKey key) =>
        grievance.Notices?.Way == key.Way && grievance.NoticeAddresses.TryGetValue(key.Way, out var from) && from <= key.Version;

    private static ImmutableArray<ClockStart> Starts(Grievance grievance, Context context) =>
        grievance.IsClosed || grievance.IsWithdrawn || grievance.Open(Telling.OtherwiseRule) is not null ? []
        : CaseClocks.One(context, grievance, context.Book.House, Telling.OtherwiseRule, grievance.Office, context.Now);
}

/// <summary>The complainant could not be told; from now on the office owes it by other means.</summary>
[Event("grievance.notice-unreached", 1)]
public sealed record NoticeUnreached(string Key, NoticeWay Way, ImmutableArray<ClockStart> Starts) : IClockEvent
{
    [System.Text.Json.Serialization.JsonIgnore]
    public ImmutableArray<string> Meets => [];
}

/// <summary>How somebody was told whom a notice did not reach.</summary>
public enum OtherMeans
{
    Letter,
    InPerson,
    Phone,

    /// <summary>There is no other address: it is kept at the window, for whenever they come or ring.</summary>
    AtWindow,
}

/// <summary>The office has told the complainant otherwise.</summary>
/// <param name="Reference">Number of the letter, or who told whom and when. 1 to 200 characters.</param>
public sealed record TellOtherwise(OtherMeans Means, string Reference) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Seen(grievance, context)
        ?? (!grievance.IsUnreached ? Nothing
            : !Enum.IsDefined(Means) || string.IsNullOrWhiteSpace(Reference) || !Written.IsLine(Reference, 200) ? Refuse("proof-missing")
            : Record(new ToldOtherwise(Means, Reference, grievance.KeysOf(Telling.OtherwiseRule))));
}

[Event("grievance.told-otherwise", 1)]
public sealed record ToldOtherwise(OtherMeans Means, string Reference, ImmutableArray<string> Meets) : IClockEvent
{
    [System.Text.Json.Serialization.JsonIgnore]
    public ImmutableArray<ClockStart> Starts => [];
}
