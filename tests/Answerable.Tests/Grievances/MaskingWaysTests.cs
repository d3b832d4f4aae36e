using Answerable.Grievances;

namespace Answerable.Tests.Grievances;

/// <summary>The ways in which people write themselves into their own words, and the words that only look like it.</summary>
public sealed class MaskingWaysTests
{
    private static readonly Contact Filer = new("测试甲", "13900000077", "zhangtest9@example.org", "测试村8组12号");
    private static readonly Contact Latin = new("Ann Testperson Li", "0510-8765 4321");

    [Theory]
    [InlineData("我是测试甲住村口", "我是▇▇▇住村口")]
    [InlineData("测\n试\n甲", "▇▇▇")]
    [InlineData("测·试·甲", "▇▇▇")]
    [InlineData("测\u200B试\u200D甲", "▇▇▇")]
    [InlineData("叫我试甲就行", "叫我▇▇▇就行")]
    [InlineData("139 0000\n0077", "▇▇▇")]
    [InlineData("一三九零零零零零零七七", "▇▇▇")]
    [InlineData("幺三九〇〇〇〇〇〇柒柒", "▇▇▇")]
    [InlineData("1-3-9-0-0-0-0-0-0-7-7", "▇▇▇")]
    [InlineData("+86-139-0000-0077", "▇▇▇")]
    [InlineData("008613900000077", "▇▇▇")]
    [InlineData("电话139000000771号楼", "电话▇▇▇1号楼")]
    [InlineData("手机尾号0077", "手机▇▇▇")]
    [InlineData("尾号是0077的", "▇▇▇的")]
    [InlineData("zhangtest9 @ example . org", "▇▇▇")]
    [InlineData("微信zhangtest9", "微信▇▇▇")]
    [InlineData("住测试村八组", "住测试村八组")]
    [InlineData("住测试村8组12号", "住▇▇▇")]
    [InlineData("𝟏𝟑𝟗𝟎𝟎𝟎𝟎𝟎𝟎𝟕𝟕", "▇▇▇")]
    public void Is_hidden(string words, string shown) => Assert.Equal(shown, Masking.Mask(words, Filer));

    [Theory]
    [InlineData("Li Ann Testperson? No: testperson!", "▇▇▇? No: ▇▇▇!")]
    [InlineData("policy on Annual Leave", "policy on Annual Leave")]
    [InlineData("call 8765-4321", "call ▇▇▇")]
    [InlineData("0510 8765 4321", "▇▇▇")]
    [InlineData("ＡＮＮ　ＴＥＳＴＰＥＲＳＯＮ　ＬＩ", "▇▇▇")]
    public void Latin_names_and_landlines_are_hidden_as_whole_words(string words, string shown) => Assert.Equal(shown, Masking.Mask(words, Latin));

    [Theory]
    [InlineData("测试，甲方案"), InlineData("尾号0078"), InlineData("0077"), InlineData("测量、试验、比较以后定的甲"), InlineData("１３９元，（附件：二）"), InlineData("\uD842")]
    public void Is_left_as_written(string words) => Assert.Equal(words, Masking.Mask(words, Filer with { Name = "测试乙" }));

    [Fact]
    public void Long_text_is_masked_in_reasonable_work()
    {
        var words = string.Concat(Enumerable.Repeat("1390000000测试", 5000));
        Assert.Equal(words, Masking.Mask(words, Filer));
    }

    [Fact]
    public void Hidden_once_is_hidden_twice_the_same()
    {
        var once = Masking.Mask("测试甲 139-0000-0077 zhangtest9@example.org", Filer);
        Assert.Equal("▇▇▇ ▇▇▇ ▇▇▇", once);
        Assert.Equal(once, Masking.Mask(once, Filer));
    }
}
