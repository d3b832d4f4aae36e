using Answerable.Deadlines;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Tests.Grievances.Liuhe;

namespace Answerable.Tests.Grievances;

public sealed class LodgingTests
{
    [Fact]
    public void A_claim_with_a_handling_organ_starts_the_fifteen_days_of_Article_23()
    {
        var grievance = Lodged().State;
        var clock = Assert.Single(grievance.Clocks);
        Assert.Equal((new RuleRef("cn-petition-2022", 1, "notice"), Hall), (clock.Clock.Rule, clock.Owes));
        Assert.Equal(new(2026, 3, 17), clock.Clock.StrictDay);
        Assert.Equal(Stage.Registered, grievance.Stage);
    }

    [Fact]
    public void A_claim_with_a_petition_office_starts_the_fifteen_days_of_Article_22() =>
        Assert.Equal("disposition", Assert.Single(Lodged(to: Petitions).State.Clocks).Clock.Rule.Rule);

    [Fact]
    public void A_suggestion_goes_by_a_rule_of_our_own_beside_its_notice() =>
        Assert.Equal(["notice", "own-rules-answer"], Lodged(Claim with { Kind = GrievanceKind.Suggestion }).State.Clocks.Select(clock => clock.Clock.Rule.Rule));

    [Fact]
    public void Received_and_recorded_are_two_times_and_the_clock_runs_from_receipt()
    {
        var story = new Story<Grievance>(Rules, Monday).Do(new Register(Claim, Channel.Letter, Code, Hall, "收-0001"), By(Clerk), Monday - Duration.FromDays(3));
        Assert.Equal((Monday - Duration.FromDays(3), Monday), (story.State.ReceivedAt, story.State.RecordedAt));
        Assert.Equal(new(2026, 3, 14), story.State.Clocks[0].Clock.StrictDay);
    }

    [Fact]
    public void A_letter_from_tomorrow_is_refused() =>
        Assert.Equal("received-in-the-future", Refused(new Story<Grievance>(Rules, Monday).Decide(new Register(Claim, Channel.Letter, Code, Hall), By(Clerk), Monday + Duration.Epsilon)));

    [Fact]
    public void Nothing_about_the_filer_is_in_the_state()
    {
        var state = System.Text.Json.JsonSerializer.Serialize(Lodged().State, Json.Options);
        Assert.All(["测试甲", "10000000000", "路灯不亮", "柳河村"], personal => Assert.DoesNotContain(personal, state));
    }

    [Fact]
    public void Without_a_contact_it_is_anonymous_and_not_refused() =>
        Assert.Equal(Openness.Anonymous, Lodged(Claim with { Contact = new("", null) }).State.Openness);

    [Fact]
    public void Only_a_clerk_of_the_office_registers() => Nothing().When(new Register(Claim, Channel.Visit, Code, Petitions), By(Clerk)).ThenRefused("not-allowed");

    [Fact]
    public void Staff_do_not_file_on_the_web() => Nothing().When(new Lodge(Claim, Channel.Web, Code), By(Clerk)).ThenRefused("not-allowed");

    [Fact]
    public void An_accusation_in_the_open_is_not_taken() =>
        Nothing().When(new Lodge(Claim with { Kind = GrievanceKind.Accusation }, Channel.Web, Code), Resident).ThenRefused("accusation-not-sealed");

    public static TheoryData<string, Filing> Faulty => new()
    {
        { "title-invalid", Claim with { Title = " " } },
        { "title-invalid", Claim with { Title = new('字', 201) } },
        { "body-invalid", Claim with { Body = "" } },
        { "body-invalid", Claim with { Body = "零\0字" } },
        { "place-invalid", Claim with { Place = "一\n二" } },
        { "category-invalid", Claim with { Category = "路灯" } },
        { "contact-invalid", Claim with { Contact = new(Email: "nobody") } },
        { "contact-invalid", Claim with { Contact = new(Phone: "1\r\n2") } },
        { "attachment-too-many", Claim with { Attachments = [.. Enumerable.Range(0, 11).Select(n => new Attachment($"a{n}", "image/png", 1, "00"))] } },
        { "attachment-too-large", Claim with { Attachments = [new("a", "image/png", Attachment.LargestSize + 1, "00")] } },
        { "person-unknown", Claim with { About = new(DecidedBy: [new("nobody")]) } },
        { "unit-unknown", Claim with { About = new(Unit: new("nowhere")) } },
        { "office-unknown", Claim with { About = new(Office: new("nowhere")) } },
    };

    [Theory, MemberData(nameof(Faulty))]
    public void Faulty_filings_get_a_stable_code(string code, Filing filing) => Nothing().When(new Lodge(filing, Channel.Api, Code), Resident).ThenRefused(code);

    [Fact]
    public void A_malformed_code_is_refused() => Nothing().When(new Lodge(Claim, Channel.Api, "1234"), Resident).ThenRefused("access-code-malformed");

    [Fact]
    public void An_unknown_office_is_refused() => Nothing().When(new Lodge(Claim, Channel.Api, Code, new("nowhere")), Resident).ThenRefused("office-unknown");

    [Fact]
    public void The_same_stream_is_lodged_once() => Lodged().When(new Lodge(Claim, Channel.Web, Code), Resident).ThenRefused("already-lodged");

    private static string? Refused(Decision decision) => (decision as Decision.Refused)?.Code;
}
