using System.Collections.Immutable;
using Answerable.Emergencies;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Tests.Emergencies.Qingtan;

namespace Answerable.Tests.Emergencies;

public class ResponseTests
{
    private static readonly ActivateResponse LevelFour = new(4, "转移群众，抢险排涝", 12, "封闭石桥；转移沿溪住户", County);

    [Fact]
    public void An_activation_keeps_what_the_law_asks_and_the_power_it_rests_on()
    {
        var story = Flooded().Do(LevelFour, ByHead);

        var kept = Assert.Single(story.Events<ResponseActivated>());
        Assert.Equal((4, 12, County, "云州县突发事件总体应急预案 4.2"), (kept.Level, kept.ExpectedHours, kept.DeclaredBy, kept.Authority));
    }

    [Fact]
    public void Grade_and_response_level_are_two_things()
    {
        var story = Flooded().Do(LevelFour, ByHead).Do(new GradeEvent(EventGrade.Major, null, "县应急管理局认定"), ByOfficer);

        Assert.Equal((EventGrade.Major, 4), (story.State.Grade!.Value, story.State.Response!.Level));
    }

    [Fact]
    public void A_township_without_stored_power_declares_nothing_and_still_acts()
    {
        var story = Flooded().Refuses("no-power-to-declare", LevelFour with { DeclaredBy = Qingtan.Town }, ByHead);

        story.Do(new BeginFirstResponse("先行疏散二组，设警戒线"), ByOfficer);
        Assert.Null(story.State.Response);
    }

    [Theory]
    [InlineData(0, 12, "事", "施", "level-invalid")]
    [InlineData(5, 12, "事", "施", "level-invalid")]
    [InlineData(4, 0, "事", "施", "hours-invalid")]
    [InlineData(4, 2161, "事", "施", "hours-invalid")]
    [InlineData(4, 12, " ", "施", "text-missing")]
    [InlineData(4, 12, "事", "", "text-missing")]
    public void An_activation_states_everything(int level, int hours, string matters, string measures, string code) =>
        Flooded().Refuses(code, new ActivateResponse(level, matters, hours, measures, County), ByHead);

    [Fact]
    public void A_duty_officer_activates_nothing() => Flooded().Refuses("not-allowed", LevelFour, ByOfficer);

    [Theory]
    [InlineData(0, 0, 0, EventGrade.Ordinary)]
    [InlineData(2, 9, 9_999_999, EventGrade.Ordinary)]
    [InlineData(3, 0, 0, EventGrade.Larger)]
    [InlineData(9, 0, 0, EventGrade.Larger)]
    [InlineData(0, 10, 0, EventGrade.Larger)]
    [InlineData(0, 0, 10_000_000, EventGrade.Larger)]
    [InlineData(10, 0, 0, EventGrade.Major)]
    [InlineData(0, 50, 0, EventGrade.Major)]
    [InlineData(0, 0, 50_000_000, EventGrade.Major)]
    [InlineData(29, 99, 99_999_999, EventGrade.Major)]
    [InlineData(30, 0, 0, EventGrade.EspeciallyMajor)]
    [InlineData(0, 100, 0, EventGrade.EspeciallyMajor)]
    [InlineData(0, 0, 100_000_000, EventGrade.EspeciallyMajor)]
    public void An_accidents_grade_follows_Decree_493_to_the_number(int dead, int injured, long loss, EventGrade grade) =>
        Assert.Equal(grade, Grading.OfAccident(new(dead, injured, loss)));

    [Fact]
    public void Nobody_enters_another_grade_than_the_figures_give()
    {
        var story = Story().Do(Flood with { EventKind = EventKind.Accident }, ByOfficer);

        story.Refuses("grade-not-by-standard", new GradeEvent(EventGrade.Ordinary, new(3, 0, 0), "领导意见"), ByHead)
            .Refuses("figures-invalid", new GradeEvent(EventGrade.Ordinary, new(-1, 0, 0), null), ByHead)
            .Refuses("standard-missing", new GradeEvent(EventGrade.Ordinary, null, " "), ByHead)
            .Do(new GradeEvent(EventGrade.Larger, new(3, 0, 0), null), ByHead);
        Assert.Equal("cn-decree-493-3", Assert.Single(story.Events<EventGraded>()).Standard);
    }

    [Fact]
    public void The_words_of_the_log_are_personal_and_no_state_rests_on_them()
    {
        var story = Flooded().Do(new Log("李某来电：桥面积水"), ByOfficer);

        Assert.True(EventType.Of(story.History[^1].Event).Fields.Single(f => f.Name == "entry").Personal);
        story.Refuses("text-missing", new Log(" "), ByOfficer).Refuses("not-allowed", new Log("x"), ByClerk);
    }

    [Fact]
    public void It_is_closed_only_after_standing_down_and_with_every_report_of_ours_sent()
    {
        var story = Flooded().Refuses("not-stood-down", new CloseEmergency(CloseReason.Ended), ByHead).Do(new StandDown("退水"), ByHead);

        story.Refuses("report-owed", new CloseEmergency(CloseReason.Ended), ByHead)
            .Do(new Answerable.Reports.PhoneReport(["erl-61-township"], "某值班员", "已报"), ByOfficer)
            .Do(new CloseEmergency(CloseReason.Ended), ByHead)
            .DoesNothing(new CloseEmergency(CloseReason.Ended), ByHead)
            .Refuses("not-open", new Log("x"), ByOfficer);
        Assert.Empty(story.State.Deadlines);
    }

    [Fact]
    public void A_false_alarm_is_closed_without_reports() =>
        Flooded().Do(new StandDown("误报"), ByHead).Do(new CloseEmergency(CloseReason.FalseAlarm), ByHead);

    [Fact]
    public void Kinds_of_event_are_a_closed_list_that_knows_no_person() =>
        Assert.Equal(["NaturalDisaster", "Accident", "PublicHealth", "PublicSafety"], Enum.GetNames<EventKind>());

    // Safeguards A14 and A15: no field for a person's whereabouts, plans, names, origin or slogans.
    [Fact]
    public void No_event_of_an_emergency_has_a_field_about_complainants() =>
        Assert.DoesNotContain(
            EventType.All.Where(t => t.Name.StartsWith("emergency.", StringComparison.Ordinal)).SelectMany(t => t.Fields),
            field => new[] { "whereabouts", "complainant", "petitioner", "organiser", "slogan", "origin", "location", "identity", "participants" }
                .Any(word => field.Name.Contains(word, StringComparison.OrdinalIgnoreCase)));
}
