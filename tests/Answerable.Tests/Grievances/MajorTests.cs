using Answerable.Grievances;
using Answerable.Offices;
using static Answerable.Tests.Grievances.Liuhe;

namespace Answerable.Tests.Grievances;

/// <summary>Art. 25: what is major or urgent is told to those the law names, and acted on. It is said of the matter, never of a person.</summary>
public sealed class MajorTests
{
    private static Given<Grievance> Found() => Lodged().And(new FindMajor("堤坝渗水，威胁下游三个村。"), By(Deputy));

    [Fact]
    public void It_is_said_with_the_facts_and_changes_no_clock_no_route_and_no_right()
    {
        Lodged().When(new FindMajor(""), By(Deputy)).ThenRefused("words-missing");
        Lodged().When(new FindMajor("堤坝渗水"), By(Officer)).ThenRefused("no-such-grievance");
        Assert.Equal(Course.Dues(Lodged().State), Course.Dues(Found().State));
        Assert.Equal((Lodged().State.Office, Lodged().State.Stage), (Found().State.Office, Found().State.Stage));
        Found().When(new Withdraw(), Resident).Then<Withdrawn>();
        Found().When(new FindMajor("又一次"), By(Deputy)).ThenNothing();
    }

    [Fact]
    public void Those_whom_the_law_names_are_told_one_by_one_with_the_paper()
    {
        Lodged().When(new TellOfMajor(ToldOf.CommitteeAndGovernment, "报1"), By(Deputy)).ThenRefused("not-major");
        Found().When(new TellOfMajor(ToldOf.CommitteeAndGovernment, ""), By(Deputy)).ThenRefused("reference-missing");
        var given = Found().And(new TellOfMajor(ToldOf.CommitteeAndGovernment, "柳政报〔2026〕5号"), By(Deputy)).And(new TellOfMajor(ToldOf.JointConferenceOffice, "电话，张主任"), By(Deputy));
        Assert.Equal([ToldOf.CommitteeAndGovernment, ToldOf.JointConferenceOffice], given.State.Major!.Told);
        given.When(new TellOfMajor(ToldOf.JointConferenceOffice, "再报"), By(Deputy)).ThenNothing();
    }

    [Fact]
    public void The_petition_office_in_which_the_joint_conference_sits_reads_the_matter_itself()
    {
        Assert.False(Authority.MayRead(By(PetitionsHead), Found().State, Rules.Town));
        var given = Found().And(new TellOfMajor(ToldOf.JointConferenceOffice, "柳政报〔2026〕5号"), By(Deputy));
        Assert.True(Authority.MayRead(By(PetitionsHead), given.State, Rules.Town));
        Assert.Contains(given.Story.Sent, sent => sent is { Recipient: "office.petitions", Message: "grievance.major-told" });
    }

    [Fact]
    public void A_petition_office_also_tells_the_one_above_and_the_national_bureau()
    {
        Assert.Equal(3, FindMajor.Owed(Rules.Town.Find(Hall)).Count());
        Assert.Equal(5, FindMajor.Owed(Rules.Town.Find(Petitions)).Count());
    }

    [Fact]
    public void Measures_are_recorded_and_an_order_against_people_leaves_its_mark()
    {
        Lodged().When(new TakeMeasures("加固"), By(Deputy)).ThenRefused("not-major");
        Found().When(new TakeMeasures("已加固堤坝，转移低洼处群众。"), By(Deputy)).Then<MeasuresTaken>();
        var marked = Found().And(new TakeMeasures("安排人员到车站拦截上访人员。"), By(Deputy));
        Assert.NotEmpty(marked.Story.Events<Answerable.Recording.WordsMarked>());
    }
}
