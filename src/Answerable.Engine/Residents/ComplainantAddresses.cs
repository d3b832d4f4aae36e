using System.Globalization;
using Answerable.Engine.Deliveries;
using Answerable.Grievances;
using Answerable.Storage.Reading;
using Answerable.Storage.Rows;

namespace Answerable.Engine.Residents;

/// <summary>
/// <c>complainant</c>: the address in force at the moment of sending; <c>complainant/7</c>: the one that event 7 gave. Read from the
/// vault for one message, and handed to the channel alone: no page, log or row ever holds it (safeguards A9).
/// </summary>
public sealed class ComplainantAddresses(Histories histories) : IAddressBook
{
    public bool Knows(string recipient) => NoticeMessages.IsTo(recipient);

    public async Task<string?> Find(DeliveryRow row, CancellationToken cancel)
    {
        var way = row.Channel == NoticeChoice.ChannelOf(NoticeWay.Sms) ? NoticeWay.Sms : NoticeWay.Email;
        if (await histories.Read<Grievance>(new(row.Jurisdiction), new(row.Stream), opened: true, cancel) is not { State.IsErased: false } found)
            return null;
        return row.Recipient == NoticeMessages.Recipient
            ? found.State.Notices?.Way == way ? Contacts.InForce(found.State, found.Events, way) : null // they may have chosen another since
            : found.Events.Where(one => one.Stamp.Version == From(row.Recipient)).Select(one => Contacts.AddressIn(one.Event, way)).FirstOrDefault();
    }

    private static long From(string recipient) => long.Parse(recipient.AsSpan(NoticeMessages.Recipient.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture);
}
