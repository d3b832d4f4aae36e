using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Tests.Grievances.Liuhe;

namespace Answerable.Tests.Grievances;

/// <summary>18¶4, 46(六), safeguards A12: a report of retaliation goes to the next higher office and to the body of discipline, and never to the town.</summary>
public sealed class RetaliationTests
{
    private static readonly ReportRetaliation Report = new(Armored, County, Hall, Channel.Web, Code, [Discipline]);

    [Fact]
    public void It_is_delivered_to_the_office_above_and_to_the_body_of_discipline_each_by_itself()
    {
        var sent = Nothing().And(Report, Resident).Story.Sent;
        Assert.Equal(["office.county", "office.discipline"], sent.Select(delivery => delivery.Recipient).Order());
        Assert.All(sent, delivery => Assert.Equal((true, "grievance.retaliation"), (delivery.Urgent, delivery.Message)));
        Assert.Equal(2, sent.Select(delivery => delivery.Key).Distinct().Count());
    }

    [Fact]
    public void Both_may_act_on_it_and_nobody_of_the_town_sees_it()
    {
        var town = WithDiscipline();
        var grievance = Nothing(town).And(Report, Resident).State;
        Assert.True(grievance.IsUrgent);
        Assert.Equal(County, grievance.Office);
        Assert.Equal([Discipline], grievance.Overseers);
        Assert.Equal(
            ["county-clerk", "county-head", "secretary"],
            town.Town.People.Values.Where(person => Authority.MaySee(By(person.Id), grievance, town.Town)).Select(person => person.Id.Value).Order());
    }

    [Fact]
    public void The_first_human_answer_is_due_in_a_day_and_either_may_give_it()
    {
        var town = WithDiscipline();
        var given = Nothing(town).And(Report, Resident);
        Assert.Equal(("first-human-answer", Monday + Duration.FromHours(24)), (given.State.Next!.Clock.Rule.Rule, given.State.Next.Clock.DueAt));
        Assert.Equal(ClockStatus.Kept, given.And(new WriteToComplainant("已收到，今日与您联系。"), By(new("secretary"))).State.Find("first-human-answer")!.Status);

        var late = Nothing().And(Report, Resident).Until(Monday + Duration.FromHours(24));
        Assert.Equal([Discipline, City], late.State.Overseers);
        Assert.DoesNotContain(late.Story.Sent, delivery => delivery.Recipient.EndsWith(Hall.Value, StringComparison.Ordinal));
        late.And(new WriteToComplainant("已收到，今日与您联系。"), By(CountyHead));
        Assert.Equal(ClockStatus.KeptLate, late.State.Find("first-human-answer")!.Status);
    }

    [Fact]
    public void Whoever_also_holds_a_post_in_the_town_stands_aside()
    {
        var both = With(new PostSet(new(new("p-second-hat"), County, null, Text.Zh("挂职"), [Power.Leadership])), new PostFilled(new("p-second-hat"), Mayor));
        Assert.False(Authority.MaySee(By(Mayor), Nothing(both).And(Report, Resident).State, both.Town));
        Assert.False(Authority.MaySee(By(Mayor), Nothing(both).And(Accuse(Officer), Resident).State, both.Town));
    }

    [Fact]
    public void A_body_of_discipline_of_the_town_itself_is_not_one_above_it()
    {
        var own = With(new OfficeSet(Rules.Town.Find(Discipline)! with { Tier = 4, Parent = County }, false));
        Assert.Equal([County], Routing.AgainstRetaliation(own.Town, Hall).Select(office => office.Id));
        var keyless = With(new OfficeSet(Rules.Town.Find(Discipline)! with { SealingKey = null }, false));
        Assert.Equal(["office.county"], Nothing(keyless).And(Report with { Also = [] }, Resident).Story.Sent.Select(delivery => delivery.Recipient));
    }

    [Fact]
    public void It_is_sealed_to_exactly_those_and_only_its_complainant_files_it()
    {
        var keyless = With(new OfficeSet(Rules.Town.Find(County)! with { SealingKey = null }, false));
        Nothing(keyless).When(Report, Resident).ThenRefused("retaliation-needs-higher-office");
        Nothing().When(Report with { SealedTo = City }, Resident).ThenRefused("sealed-to-another-office");
        Nothing().When(Report with { Also = [] }, Resident).ThenRefused("sealed-to-another-office");
        Nothing().When(Report with { Also = [City] }, Resident).ThenRefused("sealed-to-another-office");
        Nothing().When(Report with { Payload = "x" }, Resident).ThenRefused("accusation-not-sealed");
        Nothing().When(Report, By(Clerk)).ThenRefused("complainant-only");
    }

    // The town with somebody at the body of discipline.
    private static Book WithDiscipline() => With(
        new PostSet(new(new("p-secretary"), Discipline, null, Text.Zh("书记"), [Power.Leadership, Power.Disposition])), new PersonSet(new("secretary"), "人员书记"), new PostFilled(new("p-secretary"), new("secretary")));
}
