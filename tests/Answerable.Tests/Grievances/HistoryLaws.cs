using System.Text.Json;
using Answerable.Deadlines;
using Answerable.Grievances;
using Answerable.Grievances.Directing;
using Answerable.Offices;
using Answerable.Recording;
using CsCheck;
using static Answerable.Tests.Grievances.Liuhe;

namespace Answerable.Tests.Grievances;

/// <summary>What holds for every history, however people act and however time passes.</summary>
public sealed class HistoryLaws
{
    private static readonly SentCode Sent = new(new('a', 32), new('b', 64));

    internal static readonly (ICommand<Grievance> Command, Actor By)[] Moves =
    [
        (new Accept("告知。"), By(Deputy)), (new Accept("告知。"), By(CountyClerk)), (new GiveNotice(Route.Arbitration, "请申请仲裁。"), By(Deputy)),
        (new NotOurs(Text.Zh("丙县公安局"), "丙县三号", "不属职权"), By(Deputy)), (new ConsentToSendOn(), Resident),
        (new Transfer(County, "提级"), By(Deputy)), (new Transfer(Hall, "属地"), By(CountyClerk)), (new Transfer(Hall, "属地"), By(PetitionsHead)), (new Transfer(Petitions, "信访"), By(Deputy)),
        (new Assign(Works, Officer, Mayor), By(Deputy)), (new Assign(Works, Second), By(Deputy)), (new Recuse(Officer, "亲属"), By(Officer)), (new Note("查看。"), By(Officer)),
        (new WriteToComplainant("收到。"), By(Deputy)), (new AddInformation("补充。"), Resident), (new AddInformation("新事实。", NewFacts: true), Resident),
        (new Reply(Yes), By(Officer)), (new Reply(Yes), By(CountyClerk)), (new DraftOpinion(Yes), By(Officer)), (new DraftOpinion(Yes), By(Second)), (new SignOpinion(), By(Mayor)), (new ReturnOpinion("补充"), By(Mayor)), (new Serve(ServiceProof.OpenedByComplainant), Resident), (new Serve(ServiceProof.TrackedMail, "邮1"), By(Deputy)),
        (new RequestExtension(30, "复杂"), By(Officer)), (new RequestExtension(7, "复杂"), By(Deputy)), (new ApproveExtension(Mayor), By(Mayor)), (new DeclineExtension("不复杂"), By(Mayor)),
        (new Close(), By(Deputy)), (new Close(), By(CountyClerk)), (new OpenIdentity(Purpose.ServeNotice), By(Deputy)), (new Rate(3), Resident), (new RequestReview("不服"), Resident),
        (new Withdraw(true, "被劝"), Resident), (new TakeUpAgain(), Resident), (new Reclassify(GrievanceKind.Suggestion, "建议"), Resident), (new Reclassify(GrievanceKind.Claim, "请求"), Resident),
        (new CorrectSubject("farming", null), By(Officer)), (new CorrectSubject("lamp", null), By(Deputy)), (new AskRules(), By(Deputy)), (new FollowRule("按规则"), By(Deputy)), (new DeclineRule("已处理"), By(Deputy)), (new ObjectAsUnit("不归我们"), By(Officer)),
        .. Course.Moves,
        (new ReissueAccess(Code, "表1"), By(Clerk)), (new ChangeAccess(Code, Code), Resident), (new OpenToReissue("表1"), By(Clerk)), (new AskRevocation(Sent), By(Clerk)), (new RevokeAccess(Sent.Digest), By(Clerk)), (new RevokeAccess("0"), By(Clerk)),
        (new ChooseNotices(new(NoticeWay.Here, "en")), Resident), (new ChooseNotices(new(NoticeWay.Sms, "zh")), Resident), (new AskContact(new(NoticeWay.Email, "zh"), "nobody@example.org", Sent), Resident),
        (new ConfirmContact(Sent.Digest), Resident), (new ConfirmContact("0"), Resident), (new GiveUpContact(), Resident),
        (new TakeNoticeFailure("1.lodged.sms"), Engine), (new TakeNoticeFailure("2.accepted.sms"), Engine), (new TakeNoticeFailure("3.contact-code.email"), Engine), (new TellOtherwise(OtherMeans.Letter, "信1"), By(Deputy)), (new Erase("到期"), Resident), (new RecountClocks(), Engine),
    ];

    private static readonly Gen<(int Move, int Days)> Step = Gen.Select(Gen.Int[0, Moves.Length - 1], Gen.Frequency((3, Gen.Const(0)), (2, Gen.Int[1, 9]), (1, Gen.Int[10, 50])));

    private static readonly Gen<Given<Grievance>> Start = Gen.Select(Generators.Any(GrievanceKind.Claim, GrievanceKind.Suggestion), Generators.Any(Hall, Petitions), Gen.Bool, Gen.Bool)
        .Select((kind, office, anonymous, confidential) => Lodged(Claim with { Kind = kind, Contact = anonymous ? null : Claim.Contact! with { Phone = "13900000001" }, Notices = anonymous ? null : new(NoticeWay.Sms, "zh"), Confidential = confidential }, office));

    private static void Always(Action<Given<Grievance>, Grievance, ICommand<Grievance>, Actor> law) =>
        Gen.Select(Start, Step.Array[1, 25]).Sample((given, steps) =>
        {
            foreach (var (move, days) in steps)
            {
                given.Until(given.Story.Now + Duration.FromDays(days));
                var before = given.State;
                var (command, by) = Moves[move];
                if (given.Story.Decide(command, by) is Decision.Recorded)
                    given.And(command, by);
                law(given, before, command, by);
            }
        }, iter: 150);

    [Fact]
    public void No_act_of_the_complainant_moves_a_clock() => Always((given, before, _, by) =>
    {
        if (by == Resident)
            Assert.All(before.Clocks, clock => Assert.Equal(clock.Clock.DueAt, given.State.Find(clock.Key)!.Clock.DueAt));
    });

    [Fact]
    public void Only_an_approved_extension_or_a_changed_calendar_moves_a_running_clock() => Always((given, before, command, _) =>
    {
        if (command is not (ApproveExtension or RecountClocks))
            Assert.All(before.Clocks, clock => Assert.Equal(clock.Clock.DueAt, given.State.Find(clock.Key)!.Clock.DueAt));
    });

    [Fact]
    public void The_sixty_days_end_ninety_days_after_the_start_at_the_latest_and_start_a_month_after_receipt_at_the_latest() => Always((given, _, _, _) =>
    {
        var close = given.State.Find("close");
        if (close is null || given.Story.Events<Reclassified>().Any() || given.Story.Events<NoticeGiven>().Any() || given.Story.Events<ToldNotOurs>().Any() || given.Story.Events<Withdrawn>().Any())
            return;
        Assert.True(Period.DaysBetween(close.Clock.StartDay, close.Clock.StrictDay) <= 90);
        Assert.True(Period.DaysBetween(new(2026, 3, 2), close.Clock.StartDay) <= 30);
    });

    [Fact]
    public void It_ends_only_answered_or_withdrawn() => Always((given, _, _, _) =>
    {
        if (given.State.IsClosed)
            Assert.True(given.State.Ending == Ending.Withdrawn || given.Story.Events<Replied>().Any() || given.Story.Events<OpinionSigned>().Any());
    });

    [Fact]
    public void An_opinion_is_signed_by_somebody_who_leads_and_only_once_it_is_accepted_and_assigned() => Always((given, before, command, by) =>
    {
        if (command is SignOpinion && given.State.Outcome is not null && before.Outcome is null)
            Assert.True(before.AcceptedAt is not null || before.CountsAsAccepted(given.Story.Now), "It was never accepted.");
        if (given.State is { Draft: not null })
            Assert.NotNull(given.State.Unit);
    });

    [Fact]
    public void The_state_is_the_same_after_every_personal_word_is_erased() => Always((given, _, _, _) =>
    {
        var erased = given.Story.History.Aggregate(Grievance.Initial, (state, happened) => state.With(Stripped(happened.Event), happened.Stamp));
        Assert.Equal(JsonSerializer.Serialize(given.State, Json.Options), JsonSerializer.Serialize(erased, Json.Options));
    });

    [Fact]
    public void Deadline_keys_are_unique_and_every_open_duty_has_one() => Always((given, _, _, _) =>
    {
        var deadlines = given.State.Deadlines.ToList();
        Assert.Equal(deadlines.Count, deadlines.Select(deadline => deadline.Key).Distinct().Count());
        Assert.Equal(given.State.Clocks.Length, given.State.Clocks.Select(clock => clock.Key).Distinct().Count());
        if (given.State is { IsClosed: false, IsWithdrawn: false })
            Assert.All(given.State.Clocks.Where(clock => clock.Rings && clock.Clock.Rule.Rule != "withdrawal-reversal"), clock => Assert.Contains(deadlines, deadline => deadline.Key == clock.Key));
    });

    [Fact]
    public void Every_overdue_matter_reaches_the_top() => Always((given, _, _, _) =>
    {
        foreach (var missed in given.State.Clocks.Where(clock => clock.Status == ClockStatus.Missed && !given.State.IsClosed && !given.State.IsWithdrawn).ToList())
        {
            var later = new Story<Grievance>(Rules, given.Story.Now);
            var reached = Followed(given.State, later.Now + Duration.FromDays(120));
            Assert.Contains(City, reached.Overseers.Append(reached.Office));
            return;
        }
    });

    [Fact]
    public void A_recused_person_sees_nothing_and_does_nothing() => Always((given, before, command, by) =>
    {
        foreach (var person in given.State.Recused)
            Assert.False(Authority.MaySee(By(person), given.State, Rules.Town));
        if (by is Actor.Staff staff && before.Recused.Contains(staff.Person))
            Assert.IsType<Decision.Refused>(command.Decide(before, new Context(by, given.Story.Stream, given.Story.Now, given.Story.Now, new CountedIds(), Rules)));
    });

    // 24: however it is disputed, one office answers for it, and owes what is owed.
    [Fact]
    public void It_always_lies_with_one_office_that_owes_what_runs() => Always((given, _, _, _) =>
    {
        Assert.False(Rules.Town.Find(given.State.Office)!.Outside);
        Assert.Equal(given.State.Office, given.State.Path[^1]);
        Assert.All(given.State.Clocks.Where(clock => clock is { Status: ClockStatus.Running, Clock.Owed: Owed.Office } && clock.Clock.Rule.Rule is not ("overdue-step" or "objection-answer" or "supervision-answer" or "review" or "undertaking")),
            clock => Assert.Equal(given.State.Office, clock.Owes));
    });

    [Fact]
    public void A_number_tells_neither_day_nor_office() =>
        Gen.Select(Start, Gen.Int[0, 300]).Sample((given, days) =>
        {
            var elsewhere = new Given<Grievance>(new Story<Grievance>(Rules, Monday + Duration.FromDays(days))).And(new Lodge(Claim, Channel.Api, Code, School), Resident);
            return elsewhere.State.Number == given.State.Number; // the same fresh bytes, the same number: nothing else goes in
        });

    // Nobody does anything any more; only time passes.
    private static Grievance Followed(Grievance state, Instant end)
    {
        var version = 1000L;
        while (state.Deadlines.Where(deadline => deadline.DueAt <= end).OrderBy(deadline => deadline.DueAt).Cast<Deadline?>().FirstOrDefault() is { } due)
            foreach (var happened in ((Decision.Recorded)new DeadlineReached(due.Key).Decide(state, new Context(Ticking, new("grievance/1"), due.DueAt, due.DueAt, new CountedIds(), Rules))).Events)
                state = state.With(happened, new(++version, due.DueAt, due.DueAt, Ticking.Id));
        return state;
    }

    private static IEvent Stripped(IEvent happened)
    {
        var type = EventType.Of(happened);
        return type.Read(EventType.Object(type.Write(happened).Where(field => !field.Personal)), default);
    }
}
