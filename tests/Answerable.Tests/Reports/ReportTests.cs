using System.Text.Json;
using Answerable.Emergencies;
using Answerable.Recording;
using Answerable.Reports;
using Answerable.Tests.Emergencies;
using NodaTime;
using static Answerable.Tests.Emergencies.Qingtan;

namespace Answerable.Tests.Reports;

public class ReportTests
{
    private static readonly Text Above = Text.Of("云州县人民政府", "Yunzhou County");

    private static readonly ReportRule Phone = new(
        "county-phone", Text.Of("电话快报", "Telephone report"), Text.Of("本镇", "this town"), true, Above, County,
        ReportStage.First, ReportForm.Phone, 30, ReportBasis.LocalRule, "云州县突发事件信息报送规定（虚构）", "", Confidence.Low, [], null);

    private static readonly ReportRule Written = Phone with { Id = "county-written", Form = ReportForm.Written, Minutes = 60 };
    private static readonly ReportRule Daily = Written with { Id = "county-daily", Stage = ReportStage.Continued, Minutes = 24 * 60 };
    private static readonly ReportRule Final = Written with { Id = "county-final", Stage = ReportStage.Final, Minutes = 72 * 60 };
    private static readonly ReportRule Grave = Phone with { Id = "county-grave", Minutes = 15, From = EventGrade.Larger };

    private static readonly Book Local = InForce with
    {
        Arrangements = InForce.Arrangements with
        {
            ReportRules = new[] { Phone, Written, Daily, Final, Grave }.Aggregate(InForce.Arrangements.ReportRules, (all, rule) => all.Add(rule.Id, rule)),
        },
    };

    private static Duration Minutes(int minutes) => Duration.FromMinutes(minutes);

    private static Story<Emergency> Accident() => Story(Local).Do(Flood with { EventKind = EventKind.Accident }, ByOfficer);

    private static Story<Emergency> Signed(Story<Emergency> story, ReportStage stage = ReportStage.First) =>
        story.Do(new WriteReport(stage, "简要经过……"), ByOfficer).Do(new SignReport(story.State.Reports.Written.Count), ByHead);

    [Fact]
    public void Opening_starts_the_clocks_that_apply_each_with_its_source()
    {
        var clocks = Accident().State.Reports.Clocks;

        Assert.Equal(["county-phone", "county-written", "decree-493-11-regulators", "decree-493-9-enterprise", "erl-61-township"], clocks.Keys);
        Assert.Equal(Night + Minutes(30), clocks["county-phone"].DueAt);
        Assert.Null(clocks["erl-61-township"].DueAt);
    }

    [Fact]
    public void Decree_493_binds_others_and_only_in_accidents()
    {
        Assert.DoesNotContain(Flooded(Local).State.Reports.Clocks.Keys, id => id.StartsWith("decree", StringComparison.Ordinal));
        var clocks = Accident().State.Reports.Clocks;

        Assert.False(clocks["decree-493-9-enterprise"].Rule.Ours);
        Assert.Equal(Night + Minutes(60), clocks["decree-493-9-enterprise"].DueAt);
        Assert.Equal(Night + Minutes(120), clocks["decree-493-11-regulators"].DueAt);
    }

    [Fact]
    public void Nobody_here_judges_or_fulfils_the_duty_of_another()
    {
        var story = Accident().After(Minutes(600));

        Assert.All(story.Events<ReportOverdue>(), e => Assert.StartsWith("county-", e.Rule));
        story.Refuses("report-rule-unknown", new PhoneReport(["decree-493-9-enterprise"], null, null), ByOfficer);
    }

    [Fact]
    public void The_shipped_rows_say_what_the_statute_data_says()
    {
        using var rows = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "data", "statutory-clocks.json")));
        foreach (var (mine, row) in new[] { ("decree-493-9-enterprise", "493-09-1H"), ("decree-493-11-regulators", "493-11-2H") })
        {
            var rule = ReportRules.China.Single(r => r.Id == mine);
            var source = rows.RootElement.EnumerateArray().Single(r => r.GetProperty("id").GetString() == row);
            Assert.Equal(source.GetProperty("length").GetInt32() * 60, rule.Minutes);
            Assert.Contains(source.GetProperty("quote").GetString()!, rule.Quote, StringComparison.Ordinal);
            Assert.Equal(source.GetProperty("confidence").GetString(), rule.Confidence.ToString().ToLowerInvariant());
        }
    }

    [Fact]
    public void The_law_has_no_hours_for_a_township() =>
        Assert.All(ReportRules.China, rule => Assert.True(!rule.Ours || rule.Minutes is null));

    [Fact]
    public void A_clock_runs_from_when_the_office_came_to_know_not_from_when_somebody_typed()
    {
        var story = Story(Local).Do(Flood, ByOfficer, occurred: Night - Minutes(20));

        Assert.Equal(Night + Minutes(10), story.State.Reports.Clocks["county-phone"].DueAt);
    }

    [Fact]
    public void What_is_late_is_recorded_when_its_time_is_up()
    {
        var story = Flooded(Local).After(Minutes(30));

        Assert.Equal(("county-phone", 1), story.Events<ReportOverdue>().Select(e => (e.Rule, e.Occurrence)).Single());
        Assert.Contains(story.Sent, d => d is { Channel: "desk", Message: "report-overdue" });
        Assert.True(story.State.Reports.Clocks["county-phone"].IsLate(story.Now + Duration.Epsilon));
    }

    [Fact]
    public void A_report_in_time_is_never_late()
    {
        var story = Flooded(Local).After(Minutes(29)).Do(new PhoneReport(["county-phone"], "值班室", "石桥溪漫堤"), ByOfficer).After(Minutes(600));

        Assert.DoesNotContain(story.Events<ReportOverdue>(), e => e.Rule == "county-phone");
        Assert.False(story.State.Reports.Clocks["county-phone"].IsLate(story.Now));
    }

    [Fact]
    public void One_call_meets_the_duties_of_the_law_and_of_the_local_rule()
    {
        var story = Flooded(Local).After(Minutes(10)).Do(new PhoneReport(["erl-61-township", "county-phone"], "值班室", null), ByOfficer);

        Assert.Equal(["erl-61-township", "county-phone"], story.Events<ReportPhoned>().Select(e => e.Rule));
        Assert.All(story.Events<ReportPhoned>(), e => Assert.Equal(story.Now, story.State.Reports.Clocks[e.Rule].MetAt));
        story.DoesNothing(new PhoneReport(["erl-61-township", "county-phone"], null, null), ByOfficer)
            .Refuses("report-rule-unknown", new PhoneReport([], null, null), ByOfficer)
            .Refuses("report-rule-unknown", new PhoneReport(["county-phone", "decree-493-9-enterprise"], null, null), ByOfficer);
    }

    [Fact]
    public void What_is_owed_at_once_comes_before_every_figure()
    {
        var story = Flooded(Local);
        Assert.Equal("erl-61-township", story.State.Reports.NextDue!.Rule.Id);

        story.Do(new PhoneReport(["erl-61-township"], null, null), ByOfficer);

        Assert.Equal("county-phone", story.State.Reports.NextDue!.Rule.Id);
    }

    [Fact]
    public void A_late_report_is_taken_and_stays_late()
    {
        var story = Flooded(Local).After(Minutes(45)).Do(new PhoneReport(["county-phone"], null, null), ByOfficer);

        Assert.True(story.State.Reports.Clocks["county-phone"].IsLate(story.Now));
        story.DoesNothing(new PhoneReport(["county-phone"], null, null), ByOfficer);
    }

    [Fact]
    public void A_written_report_is_written_signed_sent_and_received_each_on_record()
    {
        var story = Signed(Flooded(Local)).After(Minutes(40)).Do(new SendReport(1, ["county-written"], SentBy.Fax), ByOfficer)
            .After(Minutes(5)).Do(new ConfirmReceipt(1, "县值班室某某"), ByOfficer);

        var report = story.State.Reports.Written[0];
        Assert.Equal((Head, Night, Night + Minutes(40), Night + Minutes(45)), (report.Signer!.Value, report.SignedAt!.Value, report.SentAt!.Value, report.ReceivedAt!.Value));
        Assert.Equal(Night + Minutes(40), story.State.Reports.Clocks["county-written"].MetAt);
        story.DoesNothing(new SendReport(1, ["county-written"], SentBy.Fax), ByOfficer).DoesNothing(new ConfirmReceipt(1, null), ByOfficer);
    }

    [Fact]
    public void Nobody_signs_their_own_report_and_an_unsigned_one_does_not_go_out()
    {
        var story = Flooded(Local).Do(new WriteReport(ReportStage.First, "文"), ByHead);

        story.Refuses("own-report", new SignReport(1), ByHead)
            .Refuses("not-a-leader", new SignReport(1), ByOfficer)
            .Refuses("not-signed", new SendReport(1, ["county-written"], SentBy.Hand), ByOfficer)
            .Do(new SignReport(1), By(HeadDeputy)).DoesNothing(new SignReport(1), By(HeadDeputy)).Refuses("already-signed", new SignReport(1), By(DutyLeader));
    }

    [Fact]
    public void A_leader_far_away_signs_by_having_it_read_over_the_telephone()
    {
        var story = Flooded(Local).Do(new WriteReport(ReportStage.First, "文"), ByOfficer).Refuses("same-person", new SignReport(1, DutyLeader), By(DutyLeader));
        story.Do(new SignReport(1, Head), ByOfficer);

        Assert.True(Assert.Single(story.Events<ReportSigned>()).ReadBack);
    }

    [Fact]
    public void A_report_fulfils_only_duties_of_its_own_stage_and_form() =>
        Signed(Flooded(Local)).Refuses("report-rule-unknown", new SendReport(1, ["county-phone"], SentBy.Hand), ByOfficer)
            .Refuses("report-in-writing", new PhoneReport(["county-written"], null, null), ByOfficer);

    [Fact]
    public void After_the_first_report_the_continued_one_falls_due_again_and_again()
    {
        var story = Signed(Flooded(Local)).Do(new SendReport(1, ["county-written"], SentBy.Hand), ByOfficer);
        Assert.Equal(Night + Minutes(24 * 60), story.State.Reports.Clocks["county-daily"].DueAt);

        Signed(story.After(Minutes(600)), ReportStage.Continued).Do(new SendReport(2, ["county-daily"], SentBy.Hand), ByOfficer);

        Assert.Equal((2, story.Now + Minutes(24 * 60)), (story.State.Reports.Clocks["county-daily"].Occurrence, story.State.Reports.Clocks["county-daily"].DueAt!.Value));
        Assert.Contains(story.State.Deadlines, d => d.Key == "report/county-daily/2");
    }

    [Fact]
    public void A_higher_grade_starts_the_clocks_that_begin_there()
    {
        var story = Flooded(Local).After(Minutes(10)).Do(new GradeEvent(EventGrade.Larger, null, "初步判断"), ByOfficer);

        Assert.Equal(Night + Minutes(25), story.State.Reports.Clocks["county-grave"].DueAt);
        Assert.Equal(Night + Minutes(30), story.State.Reports.Clocks["county-phone"].DueAt);
    }

    [Fact]
    public void Standing_down_starts_the_final_report_and_ends_no_other()
    {
        var story = Flooded(Local).Do(new StandDown("退水"), ByHead);

        Assert.Contains("county-final", story.State.Reports.Clocks.Keys);
        Assert.Contains(story.State.Deadlines, d => d.Key == "report/county-phone/1");
    }

    [Fact]
    public void Nobody_enters_a_local_row_as_law_or_over_the_law()
    {
        var story = new Story<Arrangements>(InForce, Night);
        story.Refuses("law-not-local", new ArrangeReport(Phone with { Basis = ReportBasis.Law }), ByHead)
            .Refuses("law-not-local", new ArrangeReport(Phone with { Id = "erl-61-township" }), ByHead)
            .Refuses("report-rule-invalid", new ArrangeReport(Phone with { Source = " " }), ByHead)
            .Refuses("report-rule-invalid", new ArrangeReport(Phone with { Id = "a/b" }), ByHead)
            .Refuses("not-allowed", new ArrangeReport(Phone), ByClerk)
            .Do(new ArrangeReport(Phone), ByHead);
        Assert.Equal(JsonSerializer.Serialize(Phone, Json.Options), JsonSerializer.Serialize(story.State.ReportRules["county-phone"], Json.Options));
    }

    [Fact]
    public void A_running_clock_keeps_the_rule_it_started_with()
    {
        var story = Flooded(Local);
        story.Book = InForce;
        story.After(Minutes(30));

        Assert.Single(story.Events<ReportOverdue>(), e => e.Rule == "county-phone");
    }
}
