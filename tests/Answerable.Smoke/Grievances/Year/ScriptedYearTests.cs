using System.Collections.Concurrent;
using System.Text.Json;
using Answerable.Deadlines;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Smoke.Record;
using NodaTime;
using NodaTime.Text;
using Xunit.Sdk;

namespace Answerable.Smoke.Grievances.Year;

/// <summary>
/// A year of a town on the real server with a moved clock: two thousand grievances of every kind go through every stage, in time, late, or never. No
/// clock is anywhere but where a straight-line computation from the raw data has it, and nothing goes unanswered without its lateness on the record.
/// </summary>
public sealed class ScriptedYearTests
{
    private const int Matters = 2_000, AtOnce = 32;
    private static readonly LocalDatePattern Day = LocalDatePattern.Iso;
    private static readonly LocalDate First = new(2026, 1, 5), Last = new(2026, 12, 31);

    [Fact]
    public async Task Two_thousand_grievances_of_a_year_keep_every_clock_and_none_goes_unanswered_without_a_record_of_it()
    {
        await using var town = await YearTown.Start();
        var matters = await Live(town);

        Assert.Equal(Matters, matters.Count);
        var wrong = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(matters, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (matter, _) =>
        {
            try
            {
                await HoldAgainstTheStraightLine(town, matter);
            }
            catch (XunitException fault)
            {
                wrong.Add(fault.Message);
            }
        });
        Assert.True(wrong.IsEmpty, $"{wrong.Count} of {Matters} are wrong, among them:\n{string.Join('\n', wrong.Order().DistinctBy(fault => fault.Split(' ')[0]))}");
        Assert.True(matters.Select(matter => matter.Course).Distinct().Count() > 20, "Too few courses were taken.");
        Assert.Contains("VERIFIED", (await Verb.Run("verify", Path.Combine(town.Folder, "log", YearTown.Id.Value))).Well().LastLine);
    }

    // Each day at ten: what came due is reported, then everybody does what that day brings.
    private static async Task<List<Matter>> Live(YearTown town)
    {
        var luck = new Random(2026);
        var matters = new List<Matter>();
        var agenda = new SortedDictionary<LocalDate, List<(Matter Matter, IAsyncEnumerator<int> Steps)>>();
        var days = Period.DaysBetween(First, Last) + 1;
        for (var n = 0; n < Matters; n++)
        {
            var matter = new Matter(town, n);
            matters.Add(matter);
            Plan(agenda, First.PlusDays(luck.Next(days)), (matter, Courses.Pick(matter).GetAsyncEnumerator()));
        }

        for (var day = First; agenda.Count > 0; day = day.PlusDays(1))
        {
            await Reach(town, day);
            // A step may plan the next one for the same day.
            while (agenda.Remove(day, out var due))
                foreach (var next in await Taken(due, day))
                    Plan(agenda, day.PlusDays(next.Days), (next.Matter, next.Steps));
        }

        // Whatever still runs comes due, and climbs.
        for (var day = town.Clock.Now.InUtc().Date; day < Last.PlusDays(500); day = day.PlusDays(7))
            await Reach(town, day);
        foreach (var matter in matters)
        {
            matter.Today = town.Clock.Now.InUtc().Date;
            matter.Deem();
        }

        return matters;
    }

    private static async Task<IEnumerable<(Matter Matter, IAsyncEnumerator<int> Steps, int Days)>> Taken(List<(Matter Matter, IAsyncEnumerator<int> Steps)> due, LocalDate day)
    {
        var taken = new List<(Matter, IAsyncEnumerator<int>, int)>();
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (one, _) =>
        {
            one.Matter.Today = day;
            one.Matter.Deem();
            try
            {
                if (!await one.Steps.MoveNextAsync())
                    await one.Steps.DisposeAsync();
                else
                    lock (taken)
                        taken.Add((one.Matter, one.Steps, one.Steps.Current));
            }
            catch (Exception failure) when (failure is not XunitException)
            {
                throw new InvalidOperationException($"{one.Matter.Course} on {day}: {failure.Message}", failure);
            }
        });
        return taken;
    }

    private static async Task Reach(YearTown town, LocalDate day)
    {
        town.Clock.MoveTo(day.AtMidnight().PlusHours(2).InUtc().ToInstant());
        await town.CatchUp();
    }

    private static void Plan<T>(SortedDictionary<LocalDate, List<T>> agenda, LocalDate day, T step)
    {
        if (!agenda.TryGetValue(day, out var steps))
            agenda[day] = steps = [];
        steps.Add(step);
    }

    private static async Task HoldAgainstTheStraightLine(YearTown town, Matter matter)
    {
        var history = await town.Read(matter.Stream);
        var state = history.State;
        var steps = state.Clocks.Where(clock => clock.Clock.Rule.Rule == "overdue-step").ToList();
        var kept = state.Clocks.Except(steps).ToList();
        var said = $"{matter.Course} {matter.Number}: ";

        // Every period the law sets going runs, no other does, and each ends on its day.
        var (asked, ran) = (Lines(matter.Clocks.Select(clock => (clock.Rule, clock.Began, clock.Last))), Lines(kept.Select(clock => (clock.Clock.Rule.Rule, clock.Clock.StartDay, clock.Clock.DueDay))));
        Assert.True(asked == ran, $"{said}the law sets going\n{asked}\nand there runs\n{ran}");

        // Late is what was not done on its last day: at once on the record, and for good.
        var missed = history.Events.Where(happened => happened.Event is DeadlineMissed).ToDictionary(happened => ((DeadlineMissed)happened.Event).Key, happened => Local(happened.Stamp.RecordedAt));
        var rest = kept.ToList();
        foreach (var expected in matter.Clocks)
        {
            var clock = rest.First(one => one.Clock.Rule.Rule == expected.Rule && one.Clock.StartDay == expected.Began && one.Clock.DueDay == expected.Last);
            rest.Remove(clock);
            Assert.True(expected.IsMissed == missed.ContainsKey(clock.Key), $"{said}{clock.Key} was {(expected.IsMissed ? "" : "not ")}late.");
            if (!expected.IsDuty)
                continue;
            var status = expected.IsMissed ? expected.Met is null ? ClockStatus.Missed : ClockStatus.KeptLate : expected.Met is null ? ClockStatus.Ended : ClockStatus.Kept;
            Assert.Equal((said, clock.Key, status), (said, clock.Key, clock.Status));
            if (expected.IsMissed)
                Assert.InRange(missed[clock.Key], expected.Late, expected.Late.PlusDays(6)); // the last days are taken by the week
        }

        // Five working days and one office higher, to the top, as long as it is owed.
        Assert.All(steps, step => Assert.Equal(StraightLine.Last("overdue-step", step.Clock.StartDay), step.Clock.DueDay));
        if (state.IsOverdue)
            Assert.Contains(YearTown.City, state.Overseers.Append(state.Office));
        Assert.True(matter.IsSettled || missed.Count > 0, said + "unanswered, and nothing says so.");

        // What its complainant is shown is the same.
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/grievances/{matter.Number}");
        request.Headers.Add("Access-Code", matter.Code);
        var shown = await (await town.Http.SendAsync(request)).EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        var days = JsonDocument.Parse(shown).RootElement.GetProperty("clocks").EnumerateArray().Select(clock => (Rule: clock.GetProperty("rule").GetString()!, Due: clock.GetProperty("dueDay").GetString()!));
        Assert.All(days.Where(day => day.Rule != "overdue-step"), day => Assert.Contains(matter.Clocks, clock => clock.Rule == day.Rule && Day.Format(clock.Last) == day.Due));
    }

    private static string Lines(IEnumerable<(string Rule, LocalDate Began, LocalDate Last)> clocks) => string.Join('\n', clocks.Select(clock => $"{clock.Rule} {Day.Format(clock.Began)} {Day.Format(clock.Last)}").Order());

    private static LocalDate Local(Instant at) => at.InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date;
}
