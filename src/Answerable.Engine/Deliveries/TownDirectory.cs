using System.Collections.Concurrent;
using System.Collections.Immutable;
using Answerable.Offices;
using Answerable.Storage;
using Answerable.Storage.Appending;
using Answerable.Storage.Vaults;
using Microsoft.EntityFrameworkCore;

namespace Answerable.Engine.Deliveries;

/// <summary>A town's posts and people, and the addresses that only the vault can open. Read anew whenever the town has changed.</summary>
public sealed class TownDirectory(IDbContextFactory<RecordDb> databases, IRecordStore store, Vault vault)
{
    private static readonly string[] Spoken = ["sms", "voice"];
    private readonly ConcurrentDictionary<JurisdictionId, Entry> entries = [];

    public async Task<Town> Town(JurisdictionId jurisdiction, CancellationToken cancel) => (await Read(jurisdiction, cancel)).Town;

    /// <returns>Null when the person has no such method.</returns>
    public async Task<string?> Address(JurisdictionId jurisdiction, PersonId person, string method, CancellationToken cancel) =>
        (await Read(jurisdiction, cancel)).Addresses.GetValueOrDefault((person, method));

    /// <summary>Everybody's telephone numbers, mobile before landline. For whoever runs the duty desk, and for nobody else.</summary>
    public async Task<IReadOnlyDictionary<PersonId, ImmutableArray<string>>> Telephones(JurisdictionId jurisdiction, CancellationToken cancel)
    {
        var (_, town, addresses) = await Read(jurisdiction, cancel);
        return town.People.Values.ToDictionary(person => person.Id, person => (ImmutableArray<string>)
        [
            .. from channel in Spoken
               from method in person.Methods
               where method.Channel == channel && addresses.GetValueOrDefault((person.Id, method.Id)) is { Length: > 0 }
               select addresses[(person.Id, method.Id)],
        ]);
    }

    /// <summary>The person whose contact method has this address; null when nobody's or several people's has.</summary>
    public async Task<PersonId?> PersonAt(JurisdictionId jurisdiction, string address, CancellationToken cancel)
    {
        var people = (await Read(jurisdiction, cancel)).Addresses.Where(entry => Same(entry.Value, address)).Select(entry => entry.Key.Person).Distinct().ToList();
        return people.Count == 1 ? people[0] : null;
    }

    // Gateways write one number with and without +86. The digits in an e-mail address are no number.
    private static bool Same(string one, string other) =>
        one.Contains('@') || other.Contains('@') ? string.Equals(one, other, StringComparison.OrdinalIgnoreCase) : Bare(one) == Bare(other);

    private static string Bare(string number)
    {
        var digits = new string([.. number.Where(char.IsAsciiDigit)]);
        return digits.Length > 11 ? digits[^11..] : digits.Length > 0 ? digits : number;
    }

    private async Task<Entry> Read(JurisdictionId jurisdiction, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var version = await db.Events.Where(e => e.Jurisdiction == jurisdiction.Value && e.Stream == Offices.Town.Stream.Value).MaxAsync(e => (long?)e.Version, cancel) ?? 0;
        if (entries.TryGetValue(jurisdiction, out var known) && known.Version == version)
            return known;
        var rows = await store.Stream(jurisdiction, Offices.Town.Stream, cancel);
        var wrapped = await store.Key(jurisdiction, Offices.Town.Stream, cancel);
        var key = wrapped is null ? null : vault.Unwrap(Offices.Town.Stream, wrapped);
        var addresses = new Dictionary<(PersonId, string), string>();
        foreach (var set in rows.Select(row => EventReader.Opened(row, key).Event).OfType<ContactSet>())
            addresses[(set.Person, set.Method)] = set.Address ?? "";
        var town = (Town)Kind.Of(Offices.Town.Stream).Fold(rows.Select(EventReader.Closed));
        return entries[jurisdiction] = new(rows.Count == 0 ? 0 : rows[^1].Version, town, addresses);
    }

    private sealed record Entry(long Version, Town Town, IReadOnlyDictionary<(PersonId Person, string Method), string> Addresses);
}
