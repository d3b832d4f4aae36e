using System.Collections.Immutable;
using Answerable.Recording;

namespace Answerable.Grievances;

/// <summary>How to reach a complainant, as the events say it while their personal fields can be read. Never part of the state.</summary>
public static class Contacts
{
    /// <summary>The address that one event gave for a way; null where it gave none, or its words are gone.</summary>
    public static string? AddressIn(IEvent happened, NoticeWay way) => happened switch
    {
        Lodged { Contact: { } contact } => way switch { NoticeWay.Sms => PhoneNumber.ForSms(contact.Phone), NoticeWay.Email => contact.Email, _ => null },
        ContactAsked e when e.Wanted.Way == way => e.Address,
        _ => null,
    };

    /// <summary>What a notice would be sent to now; null where there is nothing to send to.</summary>
    public static string? InForce(Grievance grievance, IReadOnlyList<Happened> history, NoticeWay way) =>
        grievance.NoticeAddresses.TryGetValue(way, out var version) ? history.Where(one => one.Stamp.Version == version).Select(one => AddressIn(one.Event, way)).FirstOrDefault() : null;

    /// <summary>The contact given with the filing, with what has been confirmed since in the place of what it replaced. An anonymous filing has none.</summary>
    public static Contact? Of(Grievance grievance, IReadOnlyList<Happened> history) =>
        Filed(history) is not { } filed ? null : filed with
        {
            Phone = Confirmed(grievance, history, NoticeWay.Sms) ?? filed.Phone,
            Email = Confirmed(grievance, history, NoticeWay.Email) ?? filed.Email,
        };

    /// <summary>Every contact that was ever given, confirmed or not: each is hidden wherever its values recur (safeguards A2).</summary>
    public static ImmutableArray<Contact> Ever(IEnumerable<IEvent> history) =>
    [
        .. history.Select(happened => happened switch
        {
            Lodged e => e.Contact,
            ContactAsked { Address: { } address } e => e.Wanted.Way == NoticeWay.Sms ? new Contact(Phone: address) : new(Email: address),
            _ => null,
        }).OfType<Contact>(),
    ];

    /// <summary>The words without any of them.</summary>
    public static string Mask(string words, IEnumerable<IEvent> history) => Ever(history).Aggregate(words, Masking.Mask);

    private static Contact? Filed(IReadOnlyList<Happened> history) => history.Select(one => one.Event).OfType<Lodged>().FirstOrDefault()?.Contact;

    private static string? Confirmed(Grievance grievance, IReadOnlyList<Happened> history, NoticeWay way) =>
        grievance.NoticeAddresses.TryGetValue(way, out var version) && history.FirstOrDefault(one => one.Stamp.Version == version)?.Event is ContactAsked { Address: { } address } ? address : null;
}
