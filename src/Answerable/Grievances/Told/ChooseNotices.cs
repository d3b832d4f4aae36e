using System.Collections.Immutable;
using Answerable.Deadlines;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>
/// The complainant says how they want to be told from now on: by an address that is theirs already, or only here. A new address is
/// asked for and confirmed first: <see cref="AskContact"/>.
/// </summary>
public sealed record ChooseNotices(NoticeChoice Notices) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Complainant(grievance, context) ?? Telling.FaultOf(grievance, Notices)
        ?? (Notices.Way != NoticeWay.Here && !grievance.NoticeAddresses.ContainsKey(Notices.Way) ? Refuse("notice-way-without-address")
            : grievance.Notices == Notices ? Nothing
            : Record(new NoticesChosen(Notices, Telling.Before(grievance, Notices.Way), grievance.KeysOf(Telling.OtherwiseRule))));
}

/// <param name="Before">Where the choice before was sent to, when another way takes its place: it is told there.</param>
[Event("grievance.notices-chosen", 1)]
public sealed record NoticesChosen(NoticeChoice Notices, NoticeAddress? Before, ImmutableArray<string> Meets) : IClockEvent
{
    [System.Text.Json.Serialization.JsonIgnore]
    public ImmutableArray<ClockStart> Starts => [];
}

/// <summary>An address, by the event that gave it.</summary>
/// <param name="From">Version of the event.</param>
public sealed record NoticeAddress(NoticeWay Way, long From);

internal static class Telling
{
    /// <summary>The office tells by other means whom a notice did not reach (our rule).</summary>
    public const string OtherwiseRule = "tell-otherwise";

    /// <summary>Null: go on.</summary>
    public static Decision? FaultOf(Grievance grievance, NoticeChoice wanted) =>
        grievance.IsErased ? Refuse("erased")
        : grievance.IsSealed ? Refuse("sealed-sends-nothing")
        : !Enum.IsDefined(wanted.Way) || !wanted.IsKnownLanguage ? Refuse("notice-choice-unknown")
        : null;

    /// <summary>A filing's choice needs the address it is to be sent to. Null: go on.</summary>
    public static Decision? FaultOf(NoticeChoice? wanted, Contact? contact) =>
        wanted is null ? null
        : !Enum.IsDefined(wanted.Way) || !wanted.IsKnownLanguage ? Refuse("notice-choice-unknown")
        : wanted.Way == NoticeWay.Sms && PhoneNumber.ForSms(contact?.Phone) is null ? Refuse("notice-way-without-address")
        : wanted.Way == NoticeWay.Email && string.IsNullOrWhiteSpace(contact?.Email) ? Refuse("notice-way-without-address")
        : null;

    /// <summary>The address that was in use, where it is used no more.</summary>
    public static NoticeAddress? Before(Grievance grievance, NoticeWay next, bool isNewAddress = false) =>
        grievance.Notices is { Way: not NoticeWay.Here and var way } && (way != next || isNewAddress) && grievance.NoticeAddresses.TryGetValue(way, out var from) ? new(way, from) : null;
}
