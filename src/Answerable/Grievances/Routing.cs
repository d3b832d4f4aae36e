using System.Collections.Immutable;
using Answerable.Deadlines;
using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Grievances;

/// <summary>Where a grievance goes, and where it must never go.</summary>
public static class Routing
{
    /// <summary>
    /// The office whose key an accusation is sealed to: the nearest one above everything that is accused (30¶3, safeguards A4).
    /// </summary>
    /// <param name="from">The office it is filed with.</param>
    /// <returns>Null when the town knows no office above.</returns>
    public static Office? AboveTheAccused(Town town, OfficeId from, PersonId? person, UnitId? unit, OfficeId? office)
    {
        var accused = Accused(town, person, unit, office).Append(from).ToHashSet();
        // The last accused office on the way up decides: what stands below it reports to it.
        var line = town.Above(from).ToList();
        var last = line.FindLastIndex(above => accused.Contains(above.Id));
        return accused.All(id => id == from || line.Any(above => above.Id == id) || IsBelow(town, id, line))
            ? line.Skip(last + 1).FirstOrDefault()
            : line.LastOrDefault(above => !accused.Contains(above.Id));
    }

    /// <summary>
    /// Where a report of retaliation goes: the next higher office, and the nearest body of discipline above (safeguards A12). Such a body
    /// stands beside an office above, not in the line; one of the same tier as the office concerned is part of the town.
    /// </summary>
    public static ImmutableArray<Office> AgainstRetaliation(Town town, OfficeId concerning)
    {
        var above = town.Above(concerning).ToList();
        var discipline = above.SelectMany(office => town.Offices.Values.Where(other => other.Parent == office.Id && !above.Contains(other)).Prepend(office))
            .FirstOrDefault(office => office.Role == OfficeRole.DisciplineBody && office.Id != concerning && office.Tier != town.Find(concerning)?.Tier);
        return [.. above.Take(1).Concat(discipline is null ? [] : [discipline]).DistinctBy(office => office.Id)];
    }

    /// <summary>People of the office below who also hold a post above: what is kept from the town is kept from them.</summary>
    public static ImmutableArray<PersonId> AlsoAbove(Town town, OfficeId below, IEnumerable<OfficeId> above) =>
        [.. town.Holders.Where(held => above.Contains(town.Posts[held.Key].Office)).Select(held => held.Value).Distinct().Where(person => town.PostsOf(person).Any(post => post.Office == below))];

    /// <summary>
    /// Who answers the next request for a review: the next office above the one that decided (35), then the next above the one that reviewed (36).
    /// An office all of whose heads took part in what is disputed cannot sign: the next one does. Null at the top.
    /// </summary>
    public static Office? Reviewer(Town town, Grievance grievance)
    {
        var reviewed = grievance.LastReview is { Level: ReviewLevel.Review, IsOpen: false } decided ? decided : null;
        var above = town.Above(reviewed?.Office ?? grievance.Office).ToList();
        bool IsBarred(PersonId head) => grievance.Recused.Contains(head) || grievance.Handlers.Contains(head) || reviewed?.TookPart.Contains(head) is true;
        return above.FirstOrDefault(office => Authority.HeadsOf(office.Id, town).ToList() is var heads && (heads.Count == 0 || !heads.All(IsBarred))) ?? above.FirstOrDefault();
    }

    /// <summary>
    /// Where a request to handle a matter anew is decided: in the nearest office, from the one that answered upward, with a head who took no part in
    /// the answer.
    /// </summary>
    public static OfficeId RedoDecider(Town town, Grievance grievance)
    {
        bool IsFree(PersonId head) => !grievance.Recused.Contains(head) && !grievance.Handlers.Contains(head);
        var line = town.Above(grievance.Office).Select(office => office.Id).ToList();
        return line.Prepend(grievance.Office).Where(office => Authority.HeadsOf(office, town).Any(IsFree)).Append(line.Append(grievance.Office).First()).First();
    }

    /// <summary>The nearest office above all of them (24¶1: 共同的上一级机关); null where there is none.</summary>
    public static Office? CommonSuperior(Town town, IReadOnlyList<OfficeId> parties) =>
        town.Above(parties[0]).FirstOrDefault(above => parties.All(party => town.Above(party).Contains(above)));

    /// <summary>
    /// The joint conference that coordinates where there is no superior in common (24¶1): its office sits in a petition office (11), the
    /// nearest one beside or above <paramref name="office"/> that is no party itself.
    /// </summary>
    public static Office? JointConference(Town town, OfficeId office, IReadOnlyList<OfficeId> parties) =>
        PetitionOffices(town, office).FirstOrDefault(one => !parties.Contains(one.Id));

    /// <summary>The petition offices (信访部门) that an office answers to: beside it, above it and beside those above, nearest first.</summary>
    public static IEnumerable<Office> PetitionOffices(Town town, OfficeId office) =>
        town.Above(office).Prepend(town.Find(office)!).SelectMany(at => town.Offices.Values.Where(other => other.Parent == at.Parent && other.Tier == at.Tier).Prepend(at))
            .Where(one => one.Role == OfficeRole.PetitionOffice).DistinctBy(one => one.Id);

    /// <summary>The next office above: an overdue matter reaches the top, step by step.</summary>
    public static OfficeId? NextAbove(Town town, OfficeId office) => town.Above(office).FirstOrDefault()?.Id;

    /// <summary>What a refusal says about an office that people must turn to themselves.</summary>
    public static ImmutableSortedDictionary<string, string> AddressOf(Office? office) =>
        office is null ? ImmutableSortedDictionary<string, string>.Empty : ImmutableSortedDictionary<string, string>.Empty
            .Add("office", office.Name.In("zh")).Add("office.en", office.Name.In("en"))
            .Add("address", office.Address?.In("zh") ?? "").Add("address.en", office.Address?.In("en") ?? "").Add("phone", office.Phone ?? "");

    private static IEnumerable<OfficeId> Accused(Town town, PersonId? person, UnitId? unit, OfficeId? office)
    {
        if (office is { } named)
            yield return named;
        if (unit is { } part && town.Find(part) is { } found)
            yield return found.Office;
        if (person is { } one)
            foreach (var post in town.PostsOf(one))
                yield return post.Office;
    }

    private static bool IsBelow(Town town, OfficeId id, List<Office> line) =>
        town.Above(id).Any(above => line.Any(known => known.Id == above.Id));
}
