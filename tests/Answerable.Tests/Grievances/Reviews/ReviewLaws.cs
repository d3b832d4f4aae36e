using System.Text.Json;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using CsCheck;
using static Answerable.Tests.Grievances.Liuhe;
using static Answerable.Tests.Grievances.Reviews.Upper;

namespace Answerable.Tests.Grievances.Reviews;

/// <summary>What holds in every history of reviews, however people act and however time passes.</summary>
public sealed class ReviewLaws
{
    // The second officer of the town has a post in the county too: not to be found among its reviewers once they took part.
    private static readonly Book Town = Staffed([.. Post("p-second-2", County, CountyDesk, Second, Power.Handling, Power.Leadership)]);

    private static readonly (ICommand<Grievance> Command, Actor By)[] Moves =
    [
        (new RequestReview("不服"), Resident), (new RequestFinalReview("仍不服"), Resident), (new Serve(ServiceProof.OpenedByComplainant), Resident), (new Rate(2, "没有解决", AsksAgain: true), Resident),
        (new RequestRedo("没有查清"), Resident), (new AskHigher(), Resident), (new AddInformation("新事实", NewFacts: true), Resident), (new Withdraw(), Resident), (new TakeUpAgain(), Resident),
        (new TakeUpReview(Reviewer, CountyHead), By(CountyClerk)), (new TakeUpReview(Second), By(CountyClerk)), (new TakeUpReview(CityReviewer), By(CityHead)),
        (new AskPosition("请提交"), By(Reviewer)), (new GivePosition("我机关认为"), By(Deputy)), (new DraftReview(Upheld), By(Reviewer)), (new DraftReview(SetAside), By(Reviewer)), (new DraftReview(Changed), By(Second)),
        (new DraftReview(Upheld), By(CityReviewer)), (new DraftReview(SetAside), By(CityReviewer)), (new SignReview(), By(CountyHead)), (new SignReview(), By(Second)), (new SignReview(), By(CityHead)), (new SignReview(), By(ViceCity)), (new ReturnReview("补充"), By(CountyHead)),
        (new DecideRedo(true, "同意"), By(Vice)), (new DecideRedo(false, "不同意"), By(Vice)), (new DecideRedo(true, "同意"), By(Mayor)), (new TakeOver("提级办理"), By(CountyClerk)), (new HurryLower(new(2026, 4, 30), "限期"), By(CountyClerk)),
        (new Assign(Works, Officer, Mayor), By(Deputy)), (new Assign(Works, Second, Mayor), By(Deputy)), (new DraftOpinion(Yes), By(Officer)), (new DraftOpinion(Yes), By(Second)), (new SignOpinion(), By(Mayor)), (new Close(), By(Deputy)),
        (new Note("看过。"), By(Second)), (new Recuse(Reviewer, "近亲属"), By(CountyClerk)), (new HoldHearing("记录"), By(CityReviewer)), (new CallOffHearing("不到场"), By(CityReviewer)),
    ];

    private static readonly Gen<(int Move, int Days)> Step = Gen.Select(Gen.Int[0, Moves.Length], Gen.Frequency((5, Gen.Const(0)), (2, Gen.Int[1, 9]), (1, Gen.Int[10, 40])));

    private static void Always(Action<Given<Grievance>, Grievance, ICommand<Grievance>, Actor> law) =>
        Gen.Select(Gen.Int[0, 4], Step.Array[1, 40]).Sample((start, steps) =>
        {
            var given = start switch { 0 => On(Served(), Town), 1 => Asked(Town), 2 => TakenUp(Town), 3 => AskedFinally(Town), _ => TakenUpFinally(Town) };
            foreach (var (move, days) in steps)
            {
                given.Until(given.Story.Now + Duration.FromDays(days));
                var before = given.State;
                var (command, by) = move < Moves.Length ? Moves[move] : (new AnnounceHearing(given.Story.Now.InZone(Zone).Date.PlusDays(9).At(new(9, 0)), "市信访局", "听证"), By(start < 3 ? Reviewer : CityReviewer));
                if (given.Story.Decide(command, by) is Decision.Recorded)
                    given.And(command, by);
                law(given, before, command, by);
            }
        }, iter: 200);

    [Fact]
    public void Nobody_who_took_part_in_a_decision_takes_part_in_a_review_of_it() => Always((given, before, command, by) =>
    {
        if (by is Actor.Staff { Person: var person } && before.Review is { } review && before.IsBarredFrom(review, person)
            && command is TakeUpReview or AskPosition or DraftReview or SignReview or ReturnReview or AnnounceHearing or CallOffHearing or HoldHearing)
            Assert.Same(before, given.State);
        foreach (var one in given.State.Reviews)
            Assert.DoesNotContain(one.TookPart, person => given.State.Reviews.Any(other => other.Level != one.Level && other.Request < one.Request && !other.IsPast && !one.IsPast && other.TookPart.Contains(person)));
    });

    [Fact]
    public void A_review_lies_above_what_it_disputes_and_the_final_one_above_the_first() => Always((given, _, _, _) =>
    {
        foreach (var review in given.State.Reviews)
            Assert.Contains(Town.Town.Above(review.Against), office => office.Id == review.Office);
        Assert.True(given.State.Reviews.Count(review => !review.IsPast) <= 2);
    });

    [Fact]
    public void Only_a_hearing_in_the_final_review_moves_a_clock_and_none_other_than_its_own() => Always((given, before, command, _) =>
    {
        foreach (var clock in before.Clocks.Where(clock => given.State.Find(clock.Key)!.Clock.DueAt != clock.Clock.DueAt))
        {
            Assert.True(command is AnnounceHearing or CallOffHearing, $"{command} moved {clock.Key}.");
            Assert.Equal("final-review", clock.Clock.Rule.Rule);
        }
    });

    [Fact]
    public void A_final_review_never_lasts_longer_than_its_thirty_days_and_a_month_of_hearing() => Always((given, _, _, _) =>
    {
        foreach (var clock in given.State.Clocks.Where(clock => clock.Clock.Rule.Rule == "final-review"))
            Assert.True(Period.DaysBetween(clock.Clock.StartDay, clock.Clock.StrictDay) <= 62);
    });

    [Fact]
    public void The_state_is_the_same_after_every_personal_word_is_erased() => Always((given, _, _, _) =>
    {
        var erased = given.Story.History.Aggregate(Grievance.Initial, (state, happened) =>
        {
            var type = EventType.Of(happened.Event);
            return state.With(type.Read(EventType.Object(type.Write(happened.Event).Where(field => !field.Personal)), default), happened.Stamp);
        });
        Assert.Equal(JsonSerializer.Serialize(given.State, Json.Options), JsonSerializer.Serialize(erased, Json.Options));
    });

    [Fact]
    public void A_late_review_or_request_reaches_the_top_even_if_nobody_ever_picks_it_up() => Always((given, _, _, _) =>
    {
        if (given.State.IsClosed || given.State.IsWithdrawn || !given.State.Clocks.Any(clock => clock is { IsOpen: true, Clock.Owed: Answerable.Deadlines.Owed.Office, Clock.Rule.Rule: "review" or "final-review" or "redo" or "redo-request" }))
            return;
        var story = given.State;
        var (version, now) = (1000L, given.Story.Now);
        while (story.Deadlines.Where(deadline => deadline.DueAt <= now + Duration.FromDays(250)).OrderBy(deadline => deadline.DueAt).Cast<Deadline?>().FirstOrDefault() is { } due)
            foreach (var happened in ((Decision.Recorded)new DeadlineReached(due.Key).Decide(story, new Context(Ticking, given.Story.Stream, due.DueAt, due.DueAt, new CountedIds(), Town))).Events)
                story = story.With(happened, new(++version, due.DueAt, due.DueAt, Ticking.Id));
        Assert.Contains(City, story.Overseers.Append(story.Office));
    });
}
