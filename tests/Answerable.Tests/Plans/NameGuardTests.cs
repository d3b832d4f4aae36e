using Answerable.Plans;

namespace Answerable.Tests.Plans;

public class NameGuardTests
{
    [Theory]
    [InlineData("稳控接访工作组", "接访工作组")]
    [InlineData("稳控工作组", "接访工作组")]
    [InlineData("劝返组", "接访组")]
    [InlineData("信访维稳办公室", "信访工作办公室")]
    [InlineData("上访人员台账", "信访事项台账")]
    [InlineData("重点人员", "信访事项")]
    public void A_name_is_refused_and_a_lawful_one_offered(string name, string suggestion)
    {
        var refused = Assert.IsType<NameVerdict.Refused>(NameGuard.Check(name));
        Assert.Equal(suggestion, refused.Suggestion);
        Assert.False(refused.Duty.IsEmpty);
        Assert.True(NameGuard.Check(refused.Suggestion).IsAllowed);
    }

    [Theory]
    [InlineData("接访工作组")]
    [InlineData("疏散引导组")]
    [InlineData("重点人群健康管理")]
    [InlineData("Flood watch")]
    public void A_lawful_name_is_allowed_and_left_alone(string name)
    {
        Assert.True(NameGuard.Check(name).IsAllowed);
        Assert.Equal(name, NameGuard.Lawful(name));
    }

    [Fact]
    public void A_name_is_refused_for_what_it_says_in_any_of_its_languages()
    {
        Assert.True(NameGuard.Check(Text.Of("接访组", "Reception group")).IsAllowed);
        Assert.False(NameGuard.Check(Text.Of("接访组", "Petitioner watch list")).IsAllowed);
    }
}
