using Answerable.Offices;
using Answerable.Storage.Rows;

namespace Answerable.Engine.Deliveries;

/// <summary><c>staff.PERSON/METHOD</c>, from the town's vault.</summary>
public sealed class StaffAddresses(TownDirectory directory) : IAddressBook
{
    private const string Prefix = "staff.";

    public bool Knows(string recipient) => recipient.StartsWith(Prefix, StringComparison.Ordinal);

    public async Task<string?> Find(DeliveryRow row, CancellationToken cancel)
    {
        var slash = row.Recipient.LastIndexOf('/');
        return slash < Prefix.Length ? null
            : await directory.Address(new(row.Jurisdiction), new PersonId(row.Recipient[Prefix.Length..slash]), row.Recipient[(slash + 1)..], cancel) is { Length: > 0 } address ? address
            : null;
    }
}

/// <summary>The duty desk: it has no address, it is here.</summary>
public sealed class DeskAddress : IAddressBook
{
    public bool Knows(string recipient) => recipient == "desk";

    public Task<string?> Find(DeliveryRow row, CancellationToken cancel) => Task.FromResult<string?>("");
}
