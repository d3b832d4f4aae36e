using Answerable.Offices;

namespace Answerable.Duty;

/// <summary>Who is on duty at a moment: one pure function for now, the past and the future.</summary>
public static class OnDuty
{
    /// <returns>Null when nobody is arranged for that moment.</returns>
    public static PersonId? At(this Roster roster, DutyPost post, Instant at, DateTimeZone zone) =>
        roster.Overrides.FindLast(o => o.Post == post && o.Start <= at && at < o.End) is { } instead ? instead.Person
        : roster.TurnAt(post, at, zone)?.Person;

    /// <summary>The turn of the rotation at that moment, overrides left aside.</summary>
    public static Turn? TurnAt(this Roster roster, DutyPost post, Instant at, DateTimeZone zone)
    {
        Turn? found = null;
        foreach (var rotation in roster.Rotations.Where(r => r.Post == post).OrderBy(r => r.From))
        {
            if (rotation.People.IsEmpty || Start(rotation, rotation.From, zone) > at)
                continue;
            var day = DayOf(rotation, at, zone);
            found = new(PersonOf(rotation, day), Start(rotation, day, zone), Start(rotation, day.PlusDays(1), zone));
        }

        return found;
    }

    // The duty day is the last one whose change of duty has come; a clock that is put forward or back moves the change leniently.
    private static LocalDate DayOf(Rotation rotation, Instant at, DateTimeZone zone)
    {
        var day = at.InZone(zone).Date.PlusDays(1);
        while (Start(rotation, day, zone) > at)
            day = day.PlusDays(-1);
        return day;
    }

    private static Instant Start(Rotation rotation, LocalDate day, DateTimeZone zone) =>
        zone.AtLeniently(day + rotation.ChangeAt).ToInstant();

    private static PersonId PersonOf(Rotation rotation, LocalDate day) =>
        rotation.People[Period.DaysBetween(rotation.From, day) % rotation.People.Length];
}
