using Answerable.Grievances;
using static Answerable.Tests.Grievances.Liuhe;

namespace Answerable.Tests.Grievances;

/// <summary>Art. 22¶2, 28¶2: what courts, procurators and the police decide is separated, and goes to the competent one.</summary>
public sealed class LitigationTests
{
    private static readonly SeparateLitigation Wish = new(Text.Zh("丙县人民法院"), "丙县六号，000-0006", "您反映的是已经起诉的合同纠纷，应当由人民法院依法审理。", "柳信转〔2026〕6号");

    [Fact]
    public void The_papers_go_to_the_competent_body_and_the_complainant_is_told_which()
    {
        var given = Lodged(to: Petitions).And(Wish, By(PetitionsHead));
        Assert.Equal((Stage.Routed, Route.Litigation, ClockStatus.Kept), (given.State.Stage, given.State.Route, given.State.Find("disposition")!.Status));
        Assert.False(given.State.IsClosed);
        given.When(new Close(), By(PetitionsHead)).ThenRefused("not-answered");
        given.When(new RequestReview("不属于诉讼事项"), Resident).Then<ReviewRequested>();
        given.Until(Monday + Duration.FromDays(100));
        Assert.Null(given.State.Find("close"));
    }

    [Fact]
    public void Papers_are_sent_on_with_a_number_and_only_a_visitor_is_shown_the_way_instead()
    {
        Lodged().When(Wish with { Reference = null }, By(Deputy)).ThenRefused("reference-missing");
        var visited = new Given<Grievance>(new Story<Grievance>(Rules, Monday)).And(new Register(Claim, Channel.Visit, Code, Hall), By(Clerk));
        visited.When(Wish with { Reference = null }, By(Deputy)).Then<LitigationSeparated>();
    }

    [Fact]
    public void It_names_the_body_and_comes_before_acceptance()
    {
        Lodged().When(Wish with { Body = Text.Empty }, By(Deputy)).ThenRefused("competent-body-missing");
        Lodged().When(Wish with { Notice = "" }, By(Deputy)).ThenRefused("notice-empty");
        Accepted().When(Wish, By(Deputy)).ThenRefused("already-accepted");
        Lodged().When(new GiveNotice(Route.Litigation, "请起诉。"), By(Deputy)).ThenRefused("litigation-names-body");
        Lodged(Claim with { Kind = GrievanceKind.Suggestion }).When(Wish, By(Deputy)).ThenRefused("claims-only");
    }
}
