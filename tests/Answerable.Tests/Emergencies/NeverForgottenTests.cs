using Answerable.Emergencies;
using Answerable.Offices;
using Answerable.Recording;
using CsCheck;
using NodaTime;
using static Answerable.Tests.Emergencies.Qingtan;

namespace Answerable.Tests.Emergencies;

/// <summary>Whatever order answers, time and delivery reports come in: no seat is ever left without somebody or something that minds it.</summary>
public class NeverForgottenTests
{
    private static readonly PersonId[] People = [Head, HeadDeputy, Works, WorksDeputy, Clinic, DutyLeader];

    private static readonly Gen<PagingPolicy> Policy =
        from steps in Gen.Select(Gen.Enum<PageTarget>(), Gen.Int[1, 10], Gen.Int[1, 3], Generators.Any<string[]>([], ["sms"], ["email"], ["pigeon"]))
            .Select((target, minutes, times, channels) => new PagingStep(target, minutes, times, [.. channels])).Array[0, 4]
        select new PagingPolicy([.. steps]);

    // Which posts stand empty and who has no telephone.
    private static readonly Gen<Book> Books =
        from policy in Policy
        from vacant in Generators.Any("", "p-head", "p-works", "p-clinic", "p-head-deputy")
        from mute in Generators.Any(People)
        from muted in Gen.Bool
        let book = With(policy)
        select book with
        {
            Town = book.Town with
            {
                Holders = book.Town.Holders.Remove(vacant),
                People = muted ? book.Town.People.SetItem(mute.Value, new(mute, "某", [])) : book.Town.People,
            },
        };

    private static readonly Gen<Action<Story<Emergency>>> Moves = Gen.OneOf(
        Gen.Int[0, 900].Select(seconds => (Action<Story<Emergency>>)(story => story.After(Duration.FromSeconds(seconds)))),
        Gen.Select(Gen.Int[0, 99], Gen.Enum<Reply>()).Select((n, reply) => (Action<Story<Emergency>>)(story => Answer(story, n, reply))),
        Gen.Select(Gen.Int[1, 3], Generators.Any(People), Gen.Enum<Reply>()).Select((seat, person, reply) =>
            (Action<Story<Emergency>>)(story => story.Do(new RecordCall(1, seat, person, reply), ByOfficer))),
        Gen.Select(Gen.Int[0, 99], Gen.Enum<DeliveryOutcome>()).Select((n, outcome) => (Action<Story<Emergency>>)(story => Report(story, n, outcome))),
        Gen.Const((Action<Story<Emergency>>)(story => story.Do(new AnswerDesk(), ByOfficer))),
        Gen.Int[0, 99].Select(n => (Action<Story<Emergency>>)(story => Replay(story, n))));

    [Fact]
    public void No_order_of_answers_timeouts_and_delivery_reports_leaves_a_seat_forgotten() =>
        Gen.Select(Books, Moves.Array[0, 40]).Sample((book, moves) =>
        {
            var story = Flooded(book);
            AssertMinded(story.State);
            foreach (var move in moves)
            {
                move(story);
                AssertMinded(story.State);
            }
        }, iter: 800);

    [Fact]
    public void Every_emergency_that_nobody_answers_rings_the_desk_for_every_seat_within_the_policys_time() =>
        Books.Sample(book =>
        {
            var longest = book.Arrangements.Policy.Steps.Sum(step => step.Minutes * step.Times);
            var story = Flooded(book).After(Duration.FromMinutes(longest));

            Assert.All(story.State.Rounds[0].Seats, seat => Assert.Equal(DeskAlarm.Ringing, seat.Desk));
        }, iter: 200);

    [Fact]
    public void Folding_the_history_again_gives_the_same_deadlines_and_outcomes() =>
        Gen.Select(Books, Moves.Array[0, 20]).Sample((book, moves) =>
        {
            var story = Flooded(book);
            foreach (var move in moves)
                move(story);
            var again = (Emergency)Kind.Of(story.Stream).Fold(story.History);

            Assert.Equal(story.State.Deadlines, again.Deadlines);
            Assert.Equal(story.State.Outcomes, again.Outcomes);
        }, iter: 200);

    [Fact]
    public void No_two_pages_share_a_code_and_no_two_deliveries_share_a_key() =>
        Gen.Select(Books, Moves.Array[0, 40]).Sample((book, moves) =>
        {
            var story = Flooded(book);
            foreach (var move in moves)
                move(story);

            Assert.Equal(story.Sent.Count, story.Sent.Select(d => d.Key).Distinct().Count());
            Assert.All(story.Events<Paged>().GroupBy(e => e.Code), pages => Assert.Single(pages.Select(p => (p.Seat, p.Step, p.Person)).Distinct()));
        }, iter: 200);

    private static void AssertMinded(Emergency emergency) => Assert.All(emergency.Seats, at =>
    {
        var minded = at.Seat.IsReached
            || at.Seat.Desk is DeskAlarm.Ringing or DeskAlarm.Answered
            || (at.Seat.Waiting is { } page && emergency.Deadlines.Contains(new(new PageKey(at.Round.Number, at.Seat.Number, page.Step, page.Attempt).ToString(), page.DueAt)));
        Assert.True(minded, $"seat {at.Seat.Number} is minded by nobody");
    });

    private static void Answer(Story<Emergency> story, int n, Reply reply)
    {
        var pages = story.Events<Paged>().ToList();
        if (pages.Count > 0)
            story.Do(new AnswerPage(pages[n % pages.Count].Code, reply, AnsweredBy.Code), By(pages[n % pages.Count].Person));
    }

    private static void Report(Story<Emergency> story, int n, DeliveryOutcome outcome)
    {
        var keys = story.Sent.Where(d => d.Key.StartsWith("page/", StringComparison.Ordinal)).Select(d => d.Key).ToList();
        if (keys.Count > 0)
            story.Do(Emergency.OnDelivery(new(keys[n % keys.Count], outcome))!, Engine);
    }

    // A deadline that was polled before it moved arrives late.
    private static void Replay(Story<Emergency> story, int n)
    {
        var pages = story.Events<Paged>().ToList();
        if (pages.Count > 0 && pages[n % pages.Count] is var page)
            story.Do(new PageTimedOut(new(page.Round, page.Seat, page.Step, page.Attempt)), Clock);
    }
}
