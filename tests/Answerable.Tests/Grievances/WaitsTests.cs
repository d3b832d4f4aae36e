using Answerable.Grievances;
using Answerable.Offices;
using static Answerable.Tests.Grievances.Liuhe;

namespace Answerable.Tests.Grievances;

/// <summary>What others wait for is on the desk of whoever can decide it, and on nobody else's.</summary>
public sealed class WaitsTests
{
    [Fact]
    public void More_time_waits_for_whoever_may_grant_it()
    {
        var asked = Handled().And(new RequestExtension(10, "需要检测"), By(Officer));
        Assert.Equal([Mayor], Asked(asked, Wait.Extension));
        foreach (var person in Rules.Town.People.Keys.Select(id => new PersonId(id)))
            Assert.Equal(person == Mayor, asked.When(new ApproveExtension(person), By(person)).Decision is Answerable.Recording.Decision.Recorded);
        asked.And(new ApproveExtension(Mayor), By(Mayor));
        Assert.Empty(Waits.For(By(Mayor), asked.State, Rules.Town));
    }

    [Fact]
    public void Where_the_only_head_asked_it_waits_for_the_office_above() =>
        Assert.Equal([CountyHead], Asked(Handled().And(new RequestExtension(5, "理由"), By(Mayor)), Wait.Extension));

    [Fact]
    public void A_draft_waits_for_its_signer_until_it_is_signed()
    {
        var given = Drafted();
        Assert.Equal([Mayor], Asked(given, Wait.Opinion));
        given.And(new SignOpinion(), By(Mayor));
        Assert.Empty(Asked(given, Wait.Opinion));
    }

    [Fact]
    public void Nothing_waits_for_whoever_stands_aside()
    {
        var given = Drafted().And(new Recuse(Mayor, "与本案有利害关系"), By(Mayor));
        Assert.Empty(Waits.For(By(Mayor), given.State, Rules.Town));
    }

    [Fact]
    public void An_objection_waits_for_the_office_that_sent_the_matter()
    {
        var given = Lodged(to: Petitions).And(new Transfer(Hall, "属镇政府职权"), By(PetitionsHead)).And(new ObjectToTransfer("不属职权"), By(Deputy));
        Assert.Equal([PetitionsHead], Asked(given, Wait.Objection));
        given.And(new DecideObjection(false, "经核实属其职权"), By(PetitionsHead));
        Assert.Empty(Asked(given, Wait.Objection));
    }

    private static IEnumerable<PersonId> Asked(Given<Grievance> given, Wait wait) =>
        Rules.Town.People.Keys.Select(id => new PersonId(id)).Where(person => Waits.For(By(person), given.State, Rules.Town).Contains(wait));
}
