using System.Collections.Immutable;
using System.Text.Json;
using Answerable.Deadlines;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using CsCheck;
using static Answerable.Tests.Grievances.Liuhe;

namespace Answerable.Tests.Grievances;

/// <summary>
/// No participant can move a clock. Histories of every command by everybody, whether or not they may, with time passing and holidays announced in
/// between; every clock is held against a second computation that reads the raw data and steps from day to day.
/// </summary>
public sealed class ClocksStandTests
{
    private static readonly Actor[] Everybody =
        [Resident, Engine, Ticking, new Actor.Operator(), .. new[] { Clerk, Officer, Second, Mayor, Deputy, CountyHead, CountyClerk, CityHead, Admin, PetitionsHead }.Select(By)];

    /// <param name="Move">A command of <see cref="HistoryLaws.Moves"/>.</param>
    /// <param name="Actor">Whom to take in the place of who would usually do it; beyond the list: nobody else.</param>
    /// <param name="Announced">Turns this day, counted from the filing, from worked to off or back; none: nothing is announced.</param>
    private sealed record Step(int Move, int Actor, int Days, int? Announced);

    private static readonly Gen<Step> AnyStep = Gen.Select(
        Gen.Int[0, HistoryLaws.Moves.Length - 1], Gen.Int[0, Everybody.Length * 3], Gen.Frequency((3, Gen.Const(0)), (2, Gen.Int[1, 9]), (1, Gen.Int[10, 50])),
        Gen.Frequency((6, Gen.Const(-1)), (1, Gen.Int[0, 120])), (move, actor, days, announced) => new Step(move, actor, days, announced < 0 ? null : announced));

    private static readonly Gen<(GrievanceKind Kind, OfficeId Office, bool Anonymous)> Filed =
        Gen.Select(Generators.Any(GrievanceKind.Claim, GrievanceKind.Claim, GrievanceKind.Suggestion), Generators.Any(Hall, Petitions), Gen.Bool);

    [Fact]
    public void Only_an_approved_extension_a_pause_the_law_names_or_a_changed_calendar_moves_a_clock_whoever_does_what() =>
        Gen.Select(Filed, AnyStep.Array[1, 30]).Sample((filed, steps) => new Told(filed.Kind, filed.Office, filed.Anonymous).Through(steps, (before, after, command) =>
        {
            foreach (var old in before.Clocks)
            {
                var now = after.Find(old.Key)!.Clock;
                Assert.Equal(
                    (old.Clock.Rule, old.Clock.Trigger, old.Clock.StartedAt, old.Clock.StartDay, old.Clock.Zone, old.Clock.Term, old.Clock.Owed, old.Clock.SetDay),
                    (now.Rule, now.Trigger, now.StartedAt, now.StartDay, now.Zone, now.Term, now.Owed, now.SetDay));
                if (now.DueAt == old.Clock.DueAt)
                    continue;
                var rule = Rulebooks.Get(now.Rule);
                var extended = command is ApproveExtension && old.Clock.Extension is null && now.Extension is { } more && more.Length <= rule.Extension!.Length && more.By != before.PendingExtension!.By.ToActor();
                var paused = now.Pauses.Length >= old.Clock.Pauses.Length && !now.Pauses.SequenceEqual(old.Clock.Pauses) && now.Pauses.All(pause => rule.PausedFor.Contains(pause.Why));
                var recounted = command is RecountClocks && now.Calendar != old.Clock.Calendar;
                Assert.True(extended || paused || recounted, $"{command} moved {old.Key} from {old.Clock.DueAt} to {now.DueAt}");
            }
        }), iter: 150);

    [Fact]
    public void Every_clock_is_where_a_straight_line_computation_from_the_raw_data_puts_it() =>
        Gen.Select(Filed, AnyStep.Array[1, 30]).Sample((filed, steps) =>
        {
            var told = new Told(filed.Kind, filed.Office, filed.Anonymous);
            told.Through(steps, (_, after, _) => told.HoldAgainstTheRawData(after));
        }, iter: 150);

    [Fact]
    public void Nothing_restarts_the_time_for_the_answer_but_new_facts_after_it_was_closed() =>
        Gen.Select(Filed, AnyStep.Array[1, 30]).Sample((filed, steps) =>
        {
            var told = new Told(filed.Kind, filed.Office, filed.Anonymous);
            told.Through(steps, (before, after, _) =>
            {
                Assert.True(after.Clocks.Count(clock => clock.Role == Role.Answer) <= 1 + told.Story.Events<Reopened>().Count());
                if (before.Find("close") is { } first && !told.Story.Events<Reopened>().Any())
                    Assert.Equal(first.Clock.StartedAt, after.Clocks.Single(clock => clock.Role == Role.Answer).Clock.StartedAt);
                Assert.All(after.Clocks, clock => Assert.True(clock.Clock.StartedAt <= told.Story.Now));
            });
        }, iter: 150);

    /// <summary>One history, with the days worked kept a second time as plain facts.</summary>
    private sealed class Told
    {
        private static readonly Dictionary<string, JsonElement> Rows =
            JsonDocument.Parse(File.ReadAllText(Repository.Path("data/statutory-clocks.json"))).RootElement.EnumerateArray().ToDictionary(row => row.GetProperty("id").GetString()!);

        // What is ours and not the law's, by hand: days, and whether they are working days.
        private static readonly Dictionary<string, (int Length, string Unit)> Ours = new()
        {
            ["withdrawal-reversal"] = (30, "calendar_day"), ["own-rules-answer"] = (60, "calendar_day"), ["overdue-step"] = (5, "working_day"),
            ["tell-otherwise"] = (5, "working_day"), ["objection-answer"] = (5, "working_day"), ["redo"] = (60, "calendar_day"), ["redo-request"] = (15, "calendar_day"),
            ["position"] = (7, "calendar_day"), ["higher-answer"] = (5, "working_day"), ["taken-over"] = (30, "calendar_day"),
        };

        private readonly Given<Grievance> given;
        private readonly Dictionary<string, ImmutableDictionary<LocalDate, bool>> countedWith = [];
        private readonly Dictionary<string, LocalDate> rights = [];
        private ImmutableDictionary<LocalDate, bool> off = Directory.GetFiles(Repository.Path("data/holidays"), "cn-*.json")
            .SelectMany(file => JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("days").EnumerateArray())
            .ToImmutableDictionary(day => NodaTime.Text.LocalDatePattern.Iso.Parse(day.GetProperty("date").GetString()!).Value, day => day.GetProperty("isOffDay").GetBoolean());

        public Told(GrievanceKind kind, OfficeId office, bool anonymous) =>
            given = Lodged(Claim with { Kind = kind, Contact = anonymous ? null : Claim.Contact }, office);

        public Story<Grievance> Story => given.Story;

        public void Through(Step[] steps, Action<Grievance, Grievance, ICommand<Grievance>> law)
        {
            Begun();
            foreach (var step in steps)
            {
                var waited = given.State;
                given.Until(Story.Now + Duration.FromDays(step.Days));
                Begun();
                law(waited, given.State, new DeadlineReached(""));
                if (step.Announced is { } day && Story.Book.Town.Calendar.IsPublished(2026))
                    Announce(new LocalDate(2026, 3, 2).PlusDays(day), law);
                var before = given.State;
                var (command, usual) = HistoryLaws.Moves[step.Move];
                var by = step.Actor < Everybody.Length ? Everybody[step.Actor] : usual;
                if (Story.Decide(command, by) is Decision.Recorded)
                    given.And(command, by);
                Begun();
                law(before, given.State, command);
            }
        }

        public void HoldAgainstTheRawData(Grievance state)
        {
            foreach (var (key, clock) in state.Clocks.Select(one => (one.Key, one.Clock)))
            {
                var strict = Last(clock, countedWith[key]);
                Assert.Equal((key, strict), (key, clock.StrictDay));
                if (clock.Owed == Owed.Resident)
                    Assert.Equal((key, rights[key]), (key, clock.DueDay));
                Assert.Equal(Zone.AtStartOfDay(clock.DueDay.PlusDays(1)).ToInstant(), clock.DueAt);
            }
        }

        private void Announce(LocalDate day, Action<Grievance, Grievance, ICommand<Grievance>> law)
        {
            var before = given.State;
            off = off.SetItem(day, !IsOff(day, off));
            var year = Story.Book.Town.Calendar.Years[day.Year];
            var announced = year with { Days = [.. year.Days.Where(one => one.Date != day), new SpecialDay(day, "甲节", off[day])] };
            Story.Book = new(Story.Book.Town.With(new HolidaysAnnounced(announced), new(99, Story.Now, Story.Now, Engine.Id)));
            foreach (var clock in given.State.Clocks.Where(clock => clock.Status == ClockStatus.Running && Story.Now < clock.Clock.DueAt))
                Counted(clock.Key, clock.Clock);
            given.And(new RecountClocks(), Engine);
            law(before, given.State, new RecountClocks());
        }

        // A clock is counted with the days known when it began, and again with those announced while it runs.
        private void Begun()
        {
            foreach (var clock in given.State.Clocks.Where(clock => !countedWith.ContainsKey(clock.Key)))
                Counted(clock.Key, clock.Clock);
        }

        private void Counted(string key, Clock clock)
        {
            countedWith[key] = off;
            var later = Last(clock, off);
            while (IsOff(later, off))
                later = later.PlusDays(1);
            rights[key] = rights.TryGetValue(key, out var kept) && kept > later ? kept : later;
        }

        private static LocalDate Last(Clock clock, ImmutableDictionary<LocalDate, bool> off)
        {
            if (clock.SetDay is { } set)
                return set;
            var rule = Rulebooks.Get(clock.Rule);
            var (length, unit) = Ours.TryGetValue(clock.Rule.Rule, out var own) ? own : (Rows[rule.Row].GetProperty("length").GetInt32(), Rows[rule.Row].GetProperty("unit").GetString()!);
            var left = length + (clock.Extension?.Length ?? 0);
            var day = clock.StartDay;
            while (left > 0)
            {
                day = day.PlusDays(1);
                var paused = clock.Pauses.Any(pause => pause.From.InZone(Zone).Date <= day && (pause.To is not { } to || to.InZone(Zone).Date >= day));
                if (!paused && (unit == "calendar_day" || !IsOff(day, off)))
                    left--;
            }

            return day;
        }

        private static bool IsOff(LocalDate day, ImmutableDictionary<LocalDate, bool> off) =>
            off.TryGetValue(day, out var said) ? said : day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday;
    }
}

file static class Actors
{
    public static ActorId ToActor(this PersonId person) => new Actor.Staff(person).Id;
}
