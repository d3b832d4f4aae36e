using Answerable.Grievances;
using Answerable.Recording;
using static Answerable.Tests.Grievances.Liuhe;

namespace Answerable.Tests.Grievances.Outer;

/// <summary>Numbers and days of other systems: carried, shown first where they come first, and never a clock of the law.</summary>
public sealed class OuterNumberTests
{
    private static readonly OuterNumber Order = new(OuterSystem.Hotline, "GD-2026-0001", new(2026, 3, 6));

    private static CaseRow Row(Grievance grievance) => CaseFile.Row(new("grievance/x"), grievance, Zone);

    [Fact]
    public void The_earliest_day_leads_and_no_clock_of_the_law_moves()
    {
        var given = Lodged();
        var (clocks, law) = (given.State.Clocks, Row(given.State));
        given.And(new NumberOutside(Order), By(Deputy));
        Assert.Equal(clocks, given.State.Clocks);
        Assert.Equal(("outer-hotline", EndOf(2026, 3, 6), false), (Row(given.State).NextClock, Row(given.State).NextDueAt, Row(given.State).IsOverdue));
        given.And(new NumberOutside(Order with { Due = new(2026, 12, 1) }), By(Deputy)); // they may give more time; the law does not
        Assert.Equal((law.NextClock, law.NextDueAt), (Row(given.State).NextClock, Row(given.State).NextDueAt));
    }

    [Fact]
    public void Of_several_systems_the_earliest_leads_until_the_answer_is_entered_there()
    {
        var given = Lodged().And(new NumberOutside(Order), By(Deputy)).And(new NumberOutside(new(OuterSystem.Petition, "XF2026000001", new(2026, 3, 5))), By(Deputy));
        Assert.Equal("outer-petition", Row(given.State).NextClock);
        given.And(new AnswerOutside(OuterSystem.Petition, "XF2026000001"), By(Deputy));
        Assert.Equal("outer-hotline", Row(given.State).NextClock);
        given.And(new AnswerOutside(OuterSystem.Hotline, Order.Number), By(Deputy));
        Assert.StartsWith("notice", Row(given.State).NextClock, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_closed_leads_nowhere() => Assert.Null(Closed().And(new NumberOutside(Order), By(Deputy)).State.NextOuter);

    [Fact]
    public void The_same_number_said_twice_is_one_and_a_wrong_one_is_struck()
    {
        var given = Lodged().And(new NumberOutside(Order), By(Deputy));
        given.When(new NumberOutside(Order), By(Deputy)).ThenNothing();
        given.And(new StrikeOutside(OuterSystem.Hotline, Order.Number), By(Deputy));
        Assert.Empty(given.State.Outer);
        given.When(new StrikeOutside(OuterSystem.Hotline, Order.Number), By(Deputy)).ThenRefused("outer-number-unknown");
        given.When(new AnswerOutside(OuterSystem.Hotline, Order.Number), By(Deputy)).ThenRefused("outer-number-unknown");
    }

    [Theory]
    [InlineData(" gd-2026-0001 ", "GD-2026-0001")]
    [InlineData("ＧＤ２０２６", "GD2026")]
    [InlineData("柳信〔2026〕1号", "柳信〔2026〕1号")]
    [InlineData("a|b", null)]
    [InlineData("a:b", null)]
    [InlineData("---", null)]
    [InlineData("", null)]
    public void A_number_is_kept_in_one_form_and_what_can_be_none_is_refused(string typed, string? kept) => Assert.Equal(kept, OuterNumber.Read(typed));

    [Fact]
    public void Who_may_not_see_the_matter_numbers_nothing()
    {
        Lodged().When(new NumberOutside(Order), By(Officer)).ThenRefused("no-such-grievance");
        Lodged().When(new NumberOutside(Order), Resident).ThenRefused("no-such-grievance");
        Lodged().When(new NumberOutside(Order with { Number = "a|b" }), By(Deputy)).ThenRefused("outer-number-invalid");
        var many = Lodged();
        for (var n = 0; n < OuterNumber.Most; n++)
            many.And(new NumberOutside(Order with { Number = $"GD{n}" }), By(Deputy));
        many.When(new NumberOutside(Order), By(Deputy)).ThenRefused("outer-too-many");
    }

    [Fact]
    public void A_registered_matter_carries_the_number_it_came_with()
    {
        var given = Nothing().And(new Register(Claim, Channel.Call, Code, Hall) { Outer = Order }, By(Clerk));
        Assert.Equal([Order], given.State.Outer);
        Nothing().When(new Register(Claim, Channel.Call, Code, Hall) { Outer = Order with { Number = "" } }, By(Clerk)).ThenRefused("outer-number-invalid");
    }
}
