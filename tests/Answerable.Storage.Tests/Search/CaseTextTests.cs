using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Storage.Search;

namespace Answerable.Storage.Tests.Search;

/// <summary>What is searched, and what on purpose is not.</summary>
public sealed class CaseTextTests
{
    /// <summary>Events with personal words that stay out of the index, and why.</summary>
    private static readonly Dictionary<string, string> LeftOut = new()
    {
        ["grievance.withdrawn"] = "whether anybody pressed the complainant is kept from the handler (A10)",
        ["grievance.rated"] = "handlers see totals only (A11)",
        ["grievance.recused"] = "a reason to stand aside is about an officer",
        ["grievance.extension-requested"] = "a reason between officers",
        ["grievance.extension-declined"] = "a reason between officers",
        ["grievance.transferred"] = "a reason between offices",
        ["grievance.review-drafted"] = "read by the reviewing office alone until it is signed",
        ["grievance.review-returned"] = "what is to be changed in a draft is between officers",
        ["grievance.review-noted"] = "a note of the reviewing office alone",
        ["grievance.position-asked"] = "between offices, and read in the review",
        ["grievance.position-given"] = "between offices, and read in the review",
        ["grievance.hearing-announced"] = "read in the review",
        ["grievance.hearing-called-off"] = "read in the review",
        ["grievance.hearing-held"] = "minutes are read in the review",
        ["grievance.redo-decided"] = "a reason of whoever decides, on the case page",
        ["grievance.higher-asked"] = "why somebody turned to the office above is nothing to find them by",
        ["grievance.taken-over"] = "a reason between offices",
        ["grievance.lower-hurried"] = "a reason between offices",
        ["grievance.transfer-objected"] = "a reason between offices",
        ["grievance.objection-decided"] = "a reason between offices",
        ["grievance.competence-consulted"] = "a reason between offices",
        ["grievance.position-stated"] = "a reason between offices",
        ["grievance.competence-referred"] = "a reason between offices",
        ["grievance.competence-settled"] = "a reason between offices",
        ["grievance.reported-back"] = "a report between offices",
        ["grievance.report-sent-back"] = "a reason between offices",
        ["grievance.supervised"] = "between offices",
        ["grievance.supervision-answered"] = "between offices",
        ["grievance.proposed"] = "a proposal for accountability is read by two offices alone (40)",
        ["grievance.mediation-proposed"] = "names the other side of a dispute",
        ["grievance.mediation-ended"] = "between the two sides",
        ["grievance.agreement-recorded"] = "between the two sides",
        ["grievance.relief-offered"] = "somebody's need is nothing to find them by",
        ["grievance.relief-resulted"] = "somebody's need is nothing to find them by",
        ["grievance.found-major"] = "between offices (25)",
        ["grievance.measures-taken"] = "between offices (25)",
        ["grievance.direction-declined"] = "a reason within the office",
        ["grievance.unit-objected"] = "a reason between units",
        ["grievance.undertaking-made"] = "a promise of the office, on the case page",
        ["grievance.undertaking-kept"] = "what was done for it, on the case page",
        ["grievance.received-in-person"] = "who came is nothing to find them by",
        ["grievance.opinion-returned"] = "what is to be changed in a draft is between officers",
    };

    private static Lodged Filed(Contact? contact = null) =>
        new("TEST", GrievanceKind.Claim, Channel.Web, Openness.Open, "", new OfficeId("o1"), null, null, [], [], null, null, [], "路灯", "坏了三个月，找测试甲", "测试村口", contact);

    [Fact]
    public void Every_event_with_words_about_a_case_is_searched_or_left_out_for_a_reason() =>
        Assert.Equal([], EventType.All.Where(type => type.Name.StartsWith("grievance.", StringComparison.Ordinal) && type.Fields.Any(field => field.Personal))
            .Select(type => type.Name).Except(CaseText.EventNames).Except(LeftOut.Keys));

    [Fact]
    public void Title_body_place_notes_messages_and_replies_are_searched()
    {
        var text = CaseText.Of([
            Filed(), new Noted("记录一"), new WrittenTo([], "去信二"), new InformationAdded([], "补充三"), new Accepted([], [], "告知四"),
            new Withdrawn([], true, "不公开五"), new Rated(1, "不公开六")])!;
        Assert.Equal("路灯", text.Title);
        Assert.Equal(["坏了三个月，找测试甲", "测试村口", "记录一", "去信二", "补充三", "告知四"], text.Parts);
    }

    [Fact]
    public void The_filer_s_values_are_masked_in_what_the_office_wrote_too()
    {
        var text = CaseText.Of([Filed(new("测试甲", "13900000077")), new Noted("致电139-0000-0077，测 试 甲未接")])!;
        Assert.Equal(["坏了三个月，找▇▇▇", "测试村口", "致电▇▇▇，▇▇▇未接"], text.Parts);
    }

    [Fact]
    public void Erased_words_are_no_text()
    {
        Assert.Null(CaseText.Of([Filed() with { Title = null, Body = null, Place = null }]));
        Assert.Null(CaseText.Of([Filed(), new Erased("测试")]));
        Assert.Null(CaseText.Of([]));
    }
}
