using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Tests.Grievances.Liuhe;

namespace Answerable.Tests.Grievances;

/// <summary>Art. 30¶3, 46(五), 18¶4: an accusation never reaches the accused; a report of retaliation never reaches the town.</summary>
public sealed class AccusationTests
{
    [Fact]
    public void An_accusation_lies_with_the_office_above_and_nobody_below_sees_it()
    {
        var grievance = Accused().State;
        Assert.Equal(County, grievance.Office);
        Assert.All(Rules.Town.People.Values, person => Assert.Equal(
            person.Id == CountyHead || person.Id == CountyClerk, Authority.MaySee(By(person.Id), grievance, Rules.Town)));
    }

    [Fact]
    public void The_record_names_nobody_who_is_accused()
    {
        var lodged = Accused().Story.History[0].Event;
        var stored = System.Text.Encoding.UTF8.GetString(EventType.Object(EventType.Of(lodged).Write(lodged)));
        Assert.DoesNotContain("mayor", stored);
    }

    [Fact]
    public void To_the_accused_the_number_tells_nothing() => Accused().When(new Note("……"), By(Mayor)).ThenRefused("no-such-grievance");

    [Fact]
    public void Nobody_of_the_town_is_told() =>
        Assert.DoesNotContain(Accused().Story.Sent, delivery => delivery.Recipient != $"office.{County}");

    [Fact]
    public void Accusing_the_county_goes_to_the_city() =>
        Assert.Equal(City, Nothing().And(Accuse(CountyHead, sealedTo: City), Resident).State.Office);

    [Fact]
    public void Accusing_a_unit_goes_above_its_office() =>
        Assert.Equal(County, Nothing().And(Accuse(unit: Works), Resident).State.Office);

    [Fact]
    public void Accusing_somebody_below_still_leaves_the_office_that_would_receive_it() =>
        Assert.Equal(County, Nothing().And(Accuse(office: School), Resident).State.Office);

    [Fact]
    public void What_is_added_to_an_accusation_or_said_in_withdrawing_it_is_sealed_and_may_be_longer_than_what_it_says()
    {
        var longer = "-----BEGIN AGE ENCRYPTED FILE-----\n" + new string('A', 90_000) + "\n-----END AGE ENCRYPTED FILE-----\n";
        Accused().When(new Withdraw(null, longer), Resident).Then();
        Accused().When(new AddInformation(longer), Resident).Then();
        Accused().When(new Withdraw(null, new string('撤', 5_001)), Resident).ThenRefused("words-missing");
        Lodged().When(new Withdraw(null, longer), Resident).ThenRefused("words-missing");
    }

    [Fact]
    public void Without_a_key_above_the_address_is_given_in_place_of_a_form()
    {
        var keyless = With(new OfficeSet(Rules.Town.Find(County)! with { SealingKey = null }, false));
        var refusal = Nothing(keyless).When(Accuse(Mayor), Resident).Refusal();
        Assert.Equal("accusation-needs-higher-office", refusal.Code);
        Assert.Equal(("丙县人民政府", "丙县二号", "000-0000"), (refusal.Details["office"], refusal.Details["address"], refusal.Details["phone"]));
    }

    [Fact]
    public void Nobody_stands_above_the_top() => Nothing().When(Accuse(CityHead), Resident).ThenRefused("accusation-needs-higher-office");

    [Fact]
    public void What_was_sealed_to_the_accused_is_refused() =>
        Nothing().When(Accuse(CountyHead, sealedTo: County), Resident).ThenRefused("sealed-to-another-office");

    [Fact]
    public void Plain_text_is_refused() => Nothing().When(Accuse(Mayor) with { Payload = "镇长收钱" }, Resident).ThenRefused("accusation-not-sealed");

    [Fact]
    public void A_clerk_writes_for_somebody_unless_it_is_about_the_clerk()
    {
        Nothing().When(Accuse(Officer) with { Channel = Channel.Visit }, By(Clerk)).Then<AccusationSealed>();
        Nothing().When(Accuse(Clerk) with { Channel = Channel.Visit }, By(Clerk)).ThenRefused("not-allowed");
    }

    [Fact]
    public void It_is_outside_the_fifteen_days_notice_and_goes_by_a_rule_of_its_own() =>
        Assert.Equal(["own-rules-answer"], Accused().State.Clocks.Select(clock => clock.Clock.Rule.Rule));

    [Fact]
    public void It_never_comes_down_again() => Accused().When(new Transfer(Hall, "属地办理"), By(CountyClerk)).ThenRefused("sealed-stays-above");

    [Fact]
    public void Its_lateness_goes_up_too()
    {
        var grievance = Accused().Until(Monday + Duration.FromDays(90)).State;
        Assert.Equal([City], grievance.Overseers);
        Assert.False(Authority.MaySee(By(Mayor), grievance, Rules.Town));
    }

    [Fact]
    public void Only_the_filer_or_the_office_above_calls_it_otherwise()
    {
        Accused().When(new Reclassify(GrievanceKind.Claim, "查为求决"), By(Mayor)).ThenRefused("no-such-grievance");
        Accused().When(new Reclassify(GrievanceKind.Claim, "查为求决"), By(CountyClerk)).Then<Reclassified>();
        Accused().When(new Reclassify(GrievanceKind.Suggestion, "只是建议"), Resident).Then<Reclassified>();
    }
}
