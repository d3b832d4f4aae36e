using Answerable.Grievances;
using Answerable.Offices;
using NodaTime;
using static Answerable.Smoke.Grievances.Year.YearTown;

namespace Answerable.Smoke.Grievances.Year;

/// <summary>What becomes of a matter; each step ends with the days until the next one.</summary>
internal static class Courses
{
    private static readonly (int Weight, Func<Matter, IAsyncEnumerable<int>> Run)[] All =
    [
        (22, Answered), (14, Transferred), (8, AnsweredLate), (5, Forgotten), (6, Extended), (9, Suggestion), (3, SuggestionForgotten), (4, Accusation), (2, AccusationForgotten),
        (4, Routed), (2, NotOurs), (2, Litigation), (4, ReviewedTwice), (2, ReviewedLate), (2, SetAside), (2, Redone), (1, RedoDeclined), (2, Withdrawn), (1, TakenUpAgain),
        (2, Objected), (1, ObjectionDeclined), (2, TakenOver), (1, Hurried), (1, NewFacts), (1, Anonymous), (1, Retransferred), (2, Supervised), (2, WithEverythingBeside), (1, Retaliation),
    ];

    public static IAsyncEnumerable<int> Pick(Matter matter)
    {
        var left = matter.Luck.Next(All.Sum(course => course.Weight));
        var (_, run) = All.First(course => (left -= course.Weight) < 0);
        matter.Course = run.Method.Name;
        return run(matter);
    }

    private static async IAsyncEnumerable<int> Answered(Matter matter)
    {
        await matter.File("claim");
        yield return matter.Luck.Next(0, 14);
        await matter.Accept(Deputy);
        await foreach (var days in Handled(matter, matter.Luck.Next(5, 50)))
            yield return days;
        await matter.Serve(matter.Luck.Next(2) == 0 ? null : Deputy);
        yield return matter.Luck.Next(0, 20);
        if (matter.Luck.Next(2) == 0)
            await matter.Ask(new Rate(matter.Luck.Next(1, 6)));
        await matter.Close(Deputy);
    }

    private static async IAsyncEnumerable<int> Transferred(Matter matter)
    {
        await matter.Register();
        yield return matter.Luck.Next(0, 14);
        var feedback = matter.Luck.Next(2) == 0 ? matter.Today.PlusDays(matter.Luck.Next(30, 80)) : (LocalDate?)null;
        await matter.Transfer(Hall, PetitionsHead, feedback);
        matter.AcceptedLaterBecauseOfTheTransfer();
        yield return matter.Luck.Next(0, 14);
        await matter.Accept(Deputy);
        await foreach (var days in Handled(matter, matter.Luck.Next(5, 50)))
            yield return days;
        await matter.Serve(Deputy);
        yield return matter.Luck.Next(0, 15);
        if (feedback is not null)
        {
            await matter.Do(new ReportBack("已办结。"), Deputy);
            matter.Met("feedback");
        }

        yield return matter.Luck.Next(0, 5);
        await matter.Close(Deputy);
    }

    // Nobody gives the notice in time, the sixty days run from the fifteenth day, and the answer comes after their end.
    private static async IAsyncEnumerable<int> AnsweredLate(Matter matter)
    {
        await matter.File("claim");
        yield return matter.Luck.Next(16, 30);
        await matter.Accept(Deputy);
        await foreach (var days in Handled(matter, matter.Luck.Next(62, 120)))
            yield return days;
        await matter.Serve(Deputy);
        yield return matter.Luck.Next(0, 10);
        await matter.Close(Deputy);
    }

    private static async IAsyncEnumerable<int> Forgotten(Matter matter)
    {
        await matter.File("claim");
        yield break;
    }

    private static async IAsyncEnumerable<int> Extended(Matter matter)
    {
        await matter.File("claim");
        yield return matter.Luck.Next(0, 20);
        await matter.Accept(Deputy);
        await matter.Do(new Assign(Works, Officer, Mayor), Deputy);
        yield return matter.Luck.Next(10, 40);
        await matter.Extend(matter.Luck.Next(1, 31), Mayor);
        yield return matter.Luck.Next(15, 60);
        await matter.Draft(Officer);
        await matter.Sign(Mayor);
        yield return 1;
        await matter.Serve(Deputy);
        await matter.Close(Deputy);
    }

    private static async IAsyncEnumerable<int> Suggestion(Matter matter)
    {
        await matter.File("suggestion");
        yield return matter.Luck.Next(0, 14);
        if (matter.Luck.Next(2) == 0)
            await matter.Notice(new TellReceived("已收到，转村建办研究。"), Deputy);
        yield return matter.Luck.Next(0, 70);
        await matter.Reply(Deputy);
        yield return 2;
        await matter.Serve(Deputy, starts: "");
        await matter.Close(Deputy);
    }

    private static async IAsyncEnumerable<int> SuggestionForgotten(Matter matter)
    {
        await matter.File("suggestion");
        yield break;
    }

    private static async IAsyncEnumerable<int> Accusation(Matter matter)
    {
        await matter.File("accusation", about: new { person = "officer" });
        yield return matter.Luck.Next(5, 70);
        await matter.Reply(CountyHead);
    }

    private static async IAsyncEnumerable<int> AccusationForgotten(Matter matter)
    {
        await matter.File("accusation", about: new { unit = "works" });
        yield break;
    }

    private static async IAsyncEnumerable<int> Routed(Matter matter)
    {
        await matter.File("claim");
        yield return matter.Luck.Next(0, 15);
        await matter.Notice(new GiveNotice(Route.Arbitration, "请向劳动人事争议仲裁委员会申请仲裁。"), Deputy);
    }

    private static async IAsyncEnumerable<int> NotOurs(Matter matter)
    {
        await matter.File("claim");
        yield return matter.Luck.Next(0, 15);
        await matter.Notice(new NotOurs(Text.Zh("丙县供电公司"), "丙县三号", "不属于行政机关职权"), Deputy);
        yield return 3;
        await matter.Ask(new ConsentToSendOn());
    }

    private static async IAsyncEnumerable<int> Litigation(Matter matter)
    {
        await matter.Register();
        yield return matter.Luck.Next(0, 15);
        await matter.Notice(new SeparateLitigation(Text.Zh("丙县人民法院"), "丙县六号", "属诉讼事项", "转一号"), PetitionsHead);
    }

    private static async IAsyncEnumerable<int> ReviewedTwice(Matter matter)
    {
        await foreach (var days in Served(matter))
            yield return days;
        yield return matter.Luck.Next(0, 30);
        await matter.AskReview();
        yield return matter.Luck.Next(0, 8);
        await matter.Do(new TakeUpReview(CountyOfficer, CountyHead), CountyClerk);
        await matter.Do(new AskPosition("请说明情况。"), CountyOfficer);
        matter.Began("position");
        yield return matter.Luck.Next(1, 10);
        await matter.Do(new GivePosition("处理意见依据充分。"), Deputy);
        matter.Met("position");
        yield return matter.Luck.Next(5, 12);
        await matter.SignReview(matter.Luck.Next(3) == 0 ? ReviewOutcome.Change : ReviewOutcome.Uphold, CountyOfficer, CountyHead);
        yield return matter.Luck.Next(0, 6);
        await matter.Serve(starts: "final-review-request");
        yield return matter.Luck.Next(0, 30);
        await matter.AskReview(isFinal: true);
        yield return matter.Luck.Next(0, 5);
        await matter.Do(new TakeUpReview(CityOfficer, CityHead), CityClerk);
        if (matter.Luck.Next(2) == 0)
        {
            var wait = matter.Luck.Next(7, 30);
            await matter.AnnounceHearing(matter.Today.PlusDays(wait), CityOfficer);
            yield return wait;
            await matter.Do(new HoldHearing("双方到场陈述。"), CityOfficer);
        }

        yield return matter.Luck.Next(3, 35);
        await matter.SignReview(ReviewOutcome.Uphold, CityOfficer, CityHead);
        yield return 2;
        await matter.Serve(starts: "");
    }

    private static async IAsyncEnumerable<int> ReviewedLate(Matter matter)
    {
        await foreach (var days in Served(matter))
            yield return days;
        yield return matter.Luck.Next(0, 30);
        await matter.AskReview();
        if (matter.Luck.Next(2) == 0)
            yield break; // the county never answers
        yield return matter.Luck.Next(31, 70);
        await matter.Do(new TakeUpReview(CountyOfficer, CountyHead), CountyClerk);
        await matter.SignReview(ReviewOutcome.Uphold, CountyOfficer, CountyHead);
    }

    private static async IAsyncEnumerable<int> SetAside(Matter matter)
    {
        await foreach (var days in Served(matter))
            yield return days;
        yield return matter.Luck.Next(0, 20);
        await matter.AskReview();
        yield return matter.Luck.Next(0, 20);
        await matter.Do(new TakeUpReview(CountyOfficer, CountyHead), CountyClerk);
        await matter.SignReview(ReviewOutcome.SetAside, CountyOfficer, CountyHead);
        await matter.Serve(starts: ""); // of the review opinion: what it set aside is answered anew
        await foreach (var days in AnsweredAnew(matter))
            yield return days;
    }

    private static async IAsyncEnumerable<int> Redone(Matter matter)
    {
        await foreach (var days in Served(matter))
            yield return days;
        yield return matter.Luck.Next(0, 20);
        await matter.Ask(new RequestRedo("没有查清"));
        matter.Began("redo-request");
        yield return matter.Luck.Next(0, 20);
        await matter.Do(new DecideRedo(true, "情况有变化，重新办理。"), Vice);
        matter.Met("redo-request");
        matter.Began("redo");
        await foreach (var days in AnsweredAnew(matter))
            yield return days;
    }

    private static async IAsyncEnumerable<int> RedoDeclined(Matter matter)
    {
        await foreach (var days in Served(matter))
            yield return days;
        await matter.Ask(new Rate(1, "没有解决", AsksAgain: true));
        matter.Began("redo-request");
        yield return matter.Luck.Next(0, 15);
        await matter.Do(new DecideRedo(false, "已经查清。"), Vice);
        matter.Met("redo-request");
        await matter.Close(Deputy);
    }

    private static async IAsyncEnumerable<int> Withdrawn(Matter matter)
    {
        await matter.File("claim");
        yield return matter.Luck.Next(0, 14);
        await matter.Withdraw();
        matter.Withdrawn();
    }

    private static async IAsyncEnumerable<int> TakenUpAgain(Matter matter)
    {
        await matter.File("claim");
        yield return matter.Luck.Next(0, 5);
        await matter.Withdraw();
        yield return matter.Luck.Next(1, 8);
        await matter.Ask(new TakeUpAgain());
        matter.Met("withdrawal-reversal");
        await matter.Accept(Deputy);
        await foreach (var days in Handled(matter, 30))
            yield return days;
    }

    private static async IAsyncEnumerable<int> Objected(Matter matter)
    {
        await foreach (var days in SentOn(matter))
            yield return days;
        await matter.Do(new ObjectToTransfer("校门口路灯由学校维护。"), Deputy);
        matter.Met("objection");
        matter.Began("objection-answer");
        yield return matter.Luck.Next(0, 12);
        await matter.Do(new DecideObjection(true, "核实同意"), PetitionsHead);
        matter.Met("objection-answer");
        await matter.Transfer(School, PetitionsHead);
        yield return matter.Luck.Next(0, 10);
        await matter.Accept(Principal);
        await matter.Do(new Assign(SchoolDesk, Teacher, Principal), Principal);
        yield return matter.Luck.Next(10, 65);
        await matter.Draft(Teacher);
        await matter.Sign(Principal);
    }

    private static async IAsyncEnumerable<int> ObjectionDeclined(Matter matter)
    {
        await foreach (var days in SentOn(matter))
            yield return days;
        await matter.Do(new ObjectToTransfer("校门口路灯由学校维护。"), Deputy);
        matter.Met("objection");
        matter.Began("objection-answer");
        yield return matter.Luck.Next(0, 5);
        await matter.Do(new DecideObjection(false, "经核实属镇政府职权"), PetitionsHead);
        matter.Met("objection-answer");
        await matter.Accept(Deputy);
        await foreach (var days in Handled(matter, 40))
            yield return days;
    }

    private static async IAsyncEnumerable<int> TakenOver(Matter matter)
    {
        await matter.File("claim");
        yield return matter.Luck.Next(17, 40);
        await matter.Ask(new AskHigher("镇里没有答复"));
        matter.Began("higher-answer");
        yield return matter.Luck.Next(0, 12);
        await matter.Do(new TakeOver("由县里直接办理。"), CountyClerk);
        matter.Met("higher-answer");
        matter.Began("taken-over");
        yield return 2;
        await matter.Accept(CountyClerk);
        await matter.Do(new Assign(CountyDesk, CountyOfficer, CountyHead), CountyClerk);
        yield return matter.Luck.Next(5, 40);
        await matter.Draft(CountyOfficer);
        await matter.Sign(CountyHead);
    }

    private static async IAsyncEnumerable<int> Hurried(Matter matter)
    {
        await matter.File("claim");
        yield return matter.Luck.Next(17, 40);
        await matter.Ask(new AskHigher());
        matter.Began("higher-answer");
        yield return matter.Luck.Next(0, 5);
        var until = matter.Today.PlusDays(matter.Luck.Next(3, 20));
        await matter.Do(new HurryLower(until, "请立即办理。"), CountyClerk);
        matter.Met("higher-answer");
        matter.BeginUntil("feedback", until);
        yield return matter.Luck.Next(1, 25);
        await matter.Accept(Deputy);
        await matter.Do(new ReportBack("已受理。"), Deputy);
        matter.Met("feedback");
        await foreach (var days in Handled(matter, 15))
            yield return days;
    }

    private static async IAsyncEnumerable<int> NewFacts(Matter matter)
    {
        await foreach (var days in Served(matter))
            yield return days;
        await matter.Close(Deputy);
        yield return matter.Luck.Next(5, 60);
        await matter.Ask(new AddInformation("又坏了两盏。", NewFacts: true));
        matter.ReopenedByNewFacts();
        yield return matter.Luck.Next(0, 20);
        await matter.Accept(Deputy);
        await foreach (var days in Handled(matter, 20))
            yield return days;
    }

    private static async IAsyncEnumerable<int> Anonymous(Matter matter)
    {
        await matter.File("claim", anonymous: true);
        yield return matter.Luck.Next(0, 15);
        await matter.Accept(Deputy);
        await foreach (var days in Handled(matter, matter.Luck.Next(5, 70)))
            yield return days;
        await matter.Close(Deputy);
    }

    // Handed round below: the day from which it counts as accepted stays where the first organ had it.
    private static async IAsyncEnumerable<int> Retransferred(Matter matter)
    {
        await matter.File("claim");
        yield return matter.Luck.Next(0, 14);
        await matter.Transfer(School, Deputy);
        yield return matter.Luck.Next(0, 30);
        await matter.Accept(Principal);
        await matter.Do(new Assign(SchoolDesk, Teacher, Principal), Principal);
        yield return matter.Luck.Next(10, 80);
        await matter.Draft(Teacher);
        await matter.Sign(Principal);
    }

    private static async IAsyncEnumerable<int> Supervised(Matter matter)
    {
        await matter.Register();
        yield return matter.Luck.Next(0, 14);
        await matter.Transfer(Hall, PetitionsHead);
        matter.AcceptedLaterBecauseOfTheTransfer();
        yield return matter.Luck.Next(17, 25);
        var until = matter.Today.PlusDays(matter.Luck.Next(1, 15));
        await matter.Do(new Supervise(Ground.BreachOfRules, "收到转送后十五日内没有书面告知。", "到期前三日提醒承办人。", until), PetitionsHead);
        matter.BeginUntil("supervision-answer", until);
        yield return matter.Luck.Next(0, 20);
        await matter.Do(new AnswerSupervision("supervision-answer", Adoption.Adopted, "已整改。"), Deputy);
        matter.Met("supervision-answer");
        await matter.Accept(Deputy);
        await foreach (var days in Handled(matter, 20))
            yield return days;
    }

    // Mediation, help and a major danger stand beside the answer and move nothing.
    private static async IAsyncEnumerable<int> WithEverythingBeside(Matter matter)
    {
        await matter.File("claim");
        await matter.Do(new FindMajor("堤坝渗水"), Deputy);
        await matter.Do(new TellOfMajor(ToldOf.JointConferenceOffice, "报1"), Deputy);
        yield return matter.Luck.Next(0, 10);
        await matter.Accept(Deputy);
        await matter.Do(new ProposeMediation("村委会", "调解"), Deputy);
        yield return matter.Luck.Next(0, 10);
        await matter.Ask(new AnswerMediation(Side.Complainant, true));
        await matter.Do(new AnswerMediation(Side.Other, true, "书1"), Deputy);
        await matter.Do(new OfferRelief(ReliefKind.SocialAssistance, "临时救助", "民政办"), Deputy);
        yield return matter.Luck.Next(0, 20);
        await matter.Do(new RecordAgreement(AgreementKind.Mediated, "七月底前付清。", "协1"), Deputy);
        await matter.Ask(new AnswerRelief(1, true));
        await foreach (var days in Handled(matter, matter.Luck.Next(5, 50)))
            yield return days;
    }

    private static async IAsyncEnumerable<int> Retaliation(Matter matter)
    {
        await matter.ReportRetaliation();
        yield return matter.Luck.Next(0, 3);
        await matter.Do(new WriteToComplainant("已收到，正在核实。"), CountyHead);
        matter.Met("first-human-answer");
        yield return matter.Luck.Next(10, 70);
        await matter.Reply(CountyHead);
    }

    private static async IAsyncEnumerable<int> Handled(Matter matter, int days)
    {
        await matter.Do(new Assign(Works, Officer, Mayor), Deputy);
        yield return days;
        await matter.Draft(Officer);
        yield return matter.Luck.Next(0, 6);
        await matter.Sign(Mayor);
        yield return matter.Luck.Next(0, 4);
    }

    private static async IAsyncEnumerable<int> Served(Matter matter)
    {
        await matter.File("claim");
        yield return matter.Luck.Next(0, 10);
        await matter.Accept(Deputy);
        await foreach (var days in Handled(matter, matter.Luck.Next(5, 40)))
            yield return days;
        await matter.Serve();
        yield return 1;
    }

    private static async IAsyncEnumerable<int> AnsweredAnew(Matter matter)
    {
        yield return matter.Luck.Next(5, 75);
        await matter.Do(new Assign(Works, Officer, Mayor), Deputy);
        await matter.Draft(Officer);
        await matter.Sign(Mayor);
        yield return 3;
        await matter.Serve();
    }

    private static async IAsyncEnumerable<int> SentOn(Matter matter)
    {
        await matter.Register();
        yield return matter.Luck.Next(0, 10);
        await matter.Transfer(Hall, PetitionsHead);
        matter.AcceptedLaterBecauseOfTheTransfer();
        yield return matter.Luck.Next(0, 3);
    }
}
