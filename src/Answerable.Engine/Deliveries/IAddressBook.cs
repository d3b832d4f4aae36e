using Answerable.Engine.Channels;
using Answerable.Storage.Rows;

namespace Answerable.Engine.Deliveries;

/// <summary>Finds the address of one kind of recipient at the moment of sending; none is kept in a delivery.</summary>
public interface IAddressBook
{
    /// <summary>Whether recipients of this form are its: <c>staff.…</c>, <c>complainant</c>, <c>desk</c>.</summary>
    bool Knows(string recipient);

    /// <returns>Null when there is no address (any more).</returns>
    Task<string?> Find(DeliveryRow row, CancellationToken cancel);
}

/// <summary>Knows the words of some message codes.</summary>
public interface IMessageTexts
{
    /// <returns>Null for a code that is another's.</returns>
    Task<MessageText?> Write(DeliveryRow row, bool repeat, CancellationToken cancel);
}
