using Answerable.Duty;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Tests.Emergencies;
using CsCheck;
using NodaTime;
using static Answerable.Tests.Emergencies.Qingtan;

namespace Answerable.Tests.Duty;

public class RosterTests
{
    private static readonly DateTimeZone Shanghai = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
    private static readonly PersonId A = new("a"), B = new("b"), C = new("c");

    private static readonly Roster Three = Roster.Initial with { Rotations = [new(DutyPost.Officer, new(2026, 7, 1), new(8, 0), [A, B, C])] };

    private static Instant At(int day, int hour, int minute = 0) => Shanghai.AtStrictly(new(2026, 7, day, hour, minute)).ToInstant();

    [Fact]
    public void A_turn_runs_from_change_to_change_the_first_moment_included()
    {
        Assert.Null(Three.At(DutyPost.Officer, At(1, 8) - Duration.Epsilon, Shanghai));
        Assert.Equal(A, Three.At(DutyPost.Officer, At(1, 8), Shanghai));
        Assert.Equal(A, Three.At(DutyPost.Officer, At(2, 8) - Duration.Epsilon, Shanghai));
        Assert.Equal(B, Three.At(DutyPost.Officer, At(2, 8), Shanghai));
        Assert.Equal(A, Three.At(DutyPost.Officer, At(4, 23, 59), Shanghai));
    }

    [Fact]
    public void The_two_posts_do_not_mix() => Assert.Null(Three.At(DutyPost.Leader, At(2, 9), Shanghai));

    [Fact]
    public void A_later_rotation_takes_over_on_its_day_and_not_before()
    {
        var changed = Three with { Rotations = Three.Rotations.Add(new(DutyPost.Officer, new(2026, 7, 3), new(20, 0), [C])) };

        Assert.Equal(C, changed.At(DutyPost.Officer, At(3, 8), Shanghai));
        Assert.Equal(B, changed.At(DutyPost.Officer, At(3, 7), Shanghai));
        Assert.Equal(A, (changed with { Rotations = changed.Rotations.SetItem(1, changed.Rotations[1] with { People = [A] }) }).At(DutyPost.Officer, At(3, 20), Shanghai));
    }

    [Fact]
    public void Of_two_overrides_the_later_arranged_counts()
    {
        var roster = Three with
        {
            Overrides = [new(DutyPost.Officer, At(1, 8), At(1, 20), B, "换班"), new(DutyPost.Officer, At(1, 10), At(1, 12), C, "病假")],
        };

        Assert.Equal([B, C, B, A], new[] { At(1, 9), At(1, 11), At(1, 12), At(1, 20) }.Select(at => roster.At(DutyPost.Officer, at, Shanghai)!.Value));
    }

    private static readonly string[] Zones = ["Asia/Shanghai", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kolkata", "America/St_Johns", "Africa/Casablanca"];

    private static readonly Gen<Roster> Rosters =
        from rotations in Gen.Select(Gen.Int[0, 40], Gen.Int[0, 23], Gen.Int[0, 59], Gen.Int[0, 4].Select(n => new PersonId($"n{n}")).Array[1, 5])
            .Select((day, hour, minute, people) => new Rotation(DutyPost.Officer, new LocalDate(2024, 2, 20).PlusDays(day), new(hour, minute), [.. people])).Array[1, 3]
        from overrides in Gen.Select(Gen.Int[0, 60 * 24 * 50], Gen.Int[1, 3000])
            .Select((start, length) => new Override(DutyPost.Officer, First + Duration.FromMinutes(start), First + Duration.FromMinutes(start + length), new($"o{start % 3}"), "换")).Array[0, 4]
        select Roster.Initial with { Rotations = [.. rotations.DistinctBy(r => r.From)], Overrides = [.. overrides] };

    private static Instant First => Instant.FromUtc(2024, 2, 18, 0, 0);

    // The leap day of 2024 and both European changes of that spring (10 and 31 March, 7 April) lie within.
    [Fact]
    public void Who_is_on_duty_equals_stepping_through_the_days_minute_by_minute() =>
        Gen.Select(Rosters, Gen.Int[0, Zones.Length - 1]).Sample((roster, zoneAt) =>
        {
            var zone = DateTimeZoneProviders.Tzdb[Zones[zoneAt]];
            var stepper = new Stepper(roster, zone);
            for (var minute = 0; minute < 60 * 24 * 50; minute += 7)
            {
                var at = First + Duration.FromMinutes(minute);
                Assert.Equal(stepper.Step(at), roster.At(DutyPost.Officer, at, zone));
            }
        }, iter: 25);

    /// <summary>The naive way: walk on and change over whenever a change has come.</summary>
    private sealed class Stepper(Roster roster, DateTimeZone zone)
    {
        private readonly List<(Instant Start, LocalDate From, PersonId Person)> changes =
        [
            .. roster.Rotations.SelectMany(r => Enumerable.Range(0, 120).Select(n =>
                (zone.AtLeniently(r.From.PlusDays(n) + r.ChangeAt).ToInstant(), r.From, r.People[n % r.People.Length]))),
        ];

        public PersonId? Step(Instant at)
        {
            PersonId? found = null;
            foreach (var o in roster.Overrides)
                found = o.Start <= at && at < o.End ? o.Person : found;
            if (found is not null)
                return found;
            var begun = changes.Where(change => change.Start <= at).ToList();
            if (begun.Count == 0)
                return null;
            var newest = begun.Max(change => change.From);
            return begun.Where(change => change.From == newest).MaxBy(change => change.Start).Person;
        }
    }

    [Fact]
    public void Only_those_who_run_the_roster_arrange_it()
    {
        var rotation = new SetRotation(new(DutyPost.Officer, new(2026, 7, 10), new(8, 0), [Officer, Clerk]));
        Empty().Refuses("not-allowed", rotation, ByOfficer)
            .Refuses("nobody-named", new SetRotation(rotation.Rotation with { People = [] }), ByHead)
            .Refuses("person-unknown", new SetRotation(rotation.Rotation with { People = [A] }), ByHead)
            .Do(rotation, ByHead)
            .Refuses("already-past", new SetRotation(rotation.Rotation with { From = new(2026, 7, 3) }), ByHead);
    }

    [Fact]
    public void Who_stands_duty_may_take_the_post_themselves_but_put_in_nobody_else()
    {
        var mine = new Override(DutyPost.Officer, Night, Night + Duration.FromHours(8), Officer, "临时顶班");
        Empty().Do(new OverrideDuty(mine), ByOfficer).DoesNothing(new OverrideDuty(mine), ByOfficer)
            .Refuses("not-allowed", new OverrideDuty(mine with { Person = Clerk }), ByOfficer)
            .Refuses("not-allowed", new OverrideDuty(mine with { Person = Clerk }), ByClerk)
            .Refuses("period-invalid", new OverrideDuty(mine with { End = Night }), ByOfficer)
            .Refuses("already-past", new OverrideDuty(mine with { Start = Night - Duration.FromHours(2), End = Night }), ByOfficer);
    }

    [Fact]
    public void A_hand_over_is_signed_by_both()
    {
        var story = OnDuty().Refuses("not-allowed", new HandOver(DutyPost.Officer, DutyLeader, "无"), ByClerk)
            .Refuses("not-on-duty", new TakeOver(DutyPost.Officer), By(DutyLeader))
            .Do(new HandOver(DutyPost.Officer, DutyLeader, "石桥溪水位待续报"), ByOfficer)
            .Do(new TakeOver(DutyPost.Officer), By(DutyLeader));

        Assert.Equal(DutyLeader, story.State.Holding[DutyPost.Officer].Person);
        Assert.Equal(Officer, story.Events<DutyTakenOver>().Last().Outgoing);
        story.Refuses("not-allowed", new HandOver(DutyPost.Officer, Clerk, null), ByOfficer);
    }

    [Fact]
    public void Whoever_is_arranged_takes_over_although_nobody_handed_over()
    {
        var story = OnDuty().Do(new TakeOver(DutyPost.Officer), ByOfficer).DoesNothing(new TakeOver(DutyPost.Officer), ByOfficer);

        Assert.Null(Assert.Single(story.Events<DutyTakenOver>()).Outgoing);
    }

    private static Story<Roster> Empty() => new(InForce, Night);

    private static Story<Roster> OnDuty() => Empty().Do(new SetRotation(new(DutyPost.Officer, new(2026, 7, 3), new(8, 0), [Officer])), ByHead);
}
