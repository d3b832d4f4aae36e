using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>A code that was sent and is to be typed back. The record keeps its keyed digest; whoever sends it works it out anew.</summary>
/// <param name="Nonce">Fresh for each code, lower-case hexadecimal.</param>
/// <param name="Digest">Under a key of this server alone: six digits would be found from a plain one.</param>
public sealed record SentCode(string Nonce, string Digest)
{
    public const int MostWrong = 5;

    public static Duration Life { get; } = Duration.FromHours(1);

    public bool IsSound => Nonce.Length == 32 && Digest.Length == 64 && (Nonce + Digest).All(char.IsAsciiHexDigitLower);

    public bool Matches(string digest) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(digest), Encoding.ASCII.GetBytes(Digest));
}

/// <summary>A new address that waits for its code.</summary>
/// <param name="Version">Of the event that asked.</param>
/// <param name="Bounced">The code certainly did not arrive.</param>
public sealed record PendingContact(long Version, NoticeChoice Wanted, SentCode Code, Instant Until, int Wrong = 0, bool Bounced = false);

/// <summary>
/// The complainant gives a new address for notices. It counts once the code that is sent there has been typed in; until then the old
/// one stays. A later wish takes the place of one that waits.
/// </summary>
/// <param name="Address">A mobile number as <see cref="PhoneNumber.ForSms"/> reads it, or an e-mail address.</param>
public sealed record AskContact(NoticeChoice Wanted, string Address, SentCode Code) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Complainant(grievance, context) ?? Telling.FaultOf(grievance, Wanted)
        ?? (!IsAddress || !Code.IsSound ? Refuse("contact-invalid")
            : CodesSent.TooMany(grievance, context.Now) ? Refuse("codes-too-often")
            : Record(new ContactAsked(Wanted, Code, context.Now + SentCode.Life, Address)));

    private bool IsAddress => Wanted.Way switch
    {
        NoticeWay.Sms => PhoneNumber.ForSms(Address) == Address,
        NoticeWay.Email => Address.Length > 0 && !Address.Any(char.IsWhiteSpace) && new Contact(Email: Address).IsSound(),
        _ => false,
    };
}

/// <summary>The complainant types the code. Five wrong ones end the wish.</summary>
/// <param name="Digest">Of what was typed, worked out as the code's was.</param>
public sealed record ConfirmContact(string Digest) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Complainant(grievance, context)
        ?? (grievance.IsErased ? Refuse("erased")
            : grievance.PendingContact is not { } pending ? Refuse("contact-not-asked")
            : context.Now >= pending.Until ? Refuse("code-expired")
            : !pending.Code.Matches(Digest) ? Record(new ContactMistyped(pending.Version))
            : Record(new ContactConfirmed(pending.Version, pending.Wanted, Telling.Before(grievance, pending.Wanted.Way, isNewAddress: true), grievance.KeysOf(Telling.OtherwiseRule))));
}

/// <summary>The complainant thinks better of it: everything stays as it was.</summary>
public sealed record GiveUpContact : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Complainant(grievance, context) ?? (grievance.PendingContact is { } pending ? Record(new ContactGivenUp(pending.Version)) : Nothing);
}

[Event("grievance.contact-asked", 1)]
public sealed record ContactAsked(NoticeChoice Wanted, SentCode Code, Instant Until, [property: Personal] string? Address) : IEvent;

/// <param name="Asked">Version of the event that gave the address.</param>
/// <param name="Before">The address that was in use until now: it is told there.</param>
[Event("grievance.contact-confirmed", 1)]
public sealed record ContactConfirmed(long Asked, NoticeChoice Notices, NoticeAddress? Before, ImmutableArray<string> Meets) : IClockEvent
{
    [System.Text.Json.Serialization.JsonIgnore]
    public ImmutableArray<ClockStart> Starts => [];
}

/// <summary>A wrong code was typed.</summary>
[Event("grievance.contact-mistyped", 1)]
public sealed record ContactMistyped(long Asked) : IEvent;

[Event("grievance.contact-given-up", 1)]
public sealed record ContactGivenUp(long Asked) : IEvent;

/// <summary>So that nobody uses a case to send messages to somebody else: three codes an hour, six a day.</summary>
internal static class CodesSent
{
    private const int AnHour = 3, ADay = 6;

    public static bool TooMany(Grievance grievance, Instant now) =>
        grievance.CodesSent.Count(at => at > now - Duration.FromHours(1)) >= AnHour || grievance.CodesSent.Count(at => at > now - Duration.FromDays(1)) >= ADay;

    public static ImmutableArray<Instant> With(ImmutableArray<Instant> sent, Instant now) => [.. sent.Where(at => at > now - Duration.FromDays(1)), now];
}
