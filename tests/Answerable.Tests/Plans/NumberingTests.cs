using Answerable.Plans;

namespace Answerable.Tests.Plans;

public class NumberingTests
{
    [Theory]
    [InlineData("一、总则", NumberStyle.Ideograph, 1, "总则")]
    [InlineData("十二、附则", NumberStyle.Ideograph, 12, "附则")]
    [InlineData("（三）预警", NumberStyle.IdeographInParentheses, 3, "预警")]
    [InlineData("(十) 保障", NumberStyle.IdeographInParentheses, 10, "保障")]
    [InlineData("1、接访组", NumberStyle.Arabic, 1, "接访组")]
    [InlineData("２．接访组", NumberStyle.Arabic, 2, "接访组")]
    [InlineData("3.接访组", NumberStyle.Arabic, 3, "接访组")]
    [InlineData("1 总则", NumberStyle.Arabic, 1, "总则")]
    [InlineData("1.2 编制依据", NumberStyle.Decimal, 2, "编制依据")]
    [InlineData("4.3.1 Ⅰ级响应", NumberStyle.Decimal, 1, "Ⅰ级响应")]
    [InlineData("(1) 巡查", NumberStyle.ArabicInParentheses, 1, "巡查")]
    [InlineData("（2）巡查", NumberStyle.ArabicInParentheses, 2, "巡查")]
    [InlineData("③ 巡查", NumberStyle.Circled, 3, "巡查")]
    [InlineData("第一章 总则", NumberStyle.Chapter, 1, "总则")]
    [InlineData("第二十三条 值班", NumberStyle.Article, 23, "值班")]
    [InlineData("附件1：名单", NumberStyle.Annex, 1, "名单")]
    [InlineData("## 二、工作原则", NumberStyle.Ideograph, 2, "工作原则")]
    [InlineData("### 联系电话", NumberStyle.Markdown, 0, "联系电话")]
    [InlineData("- 巡查", NumberStyle.Bullet, 0, "巡查")]
    public void Every_style_of_numbering_is_recognised(string line, NumberStyle style, int ordinal, string text)
    {
        var mark = Assert.IsType<NumberMark>(Numbering.Read(line));
        Assert.Equal((style, ordinal, text), (mark.Style, mark.Ordinal, line[mark.Length..]));
    }

    [Theory]
    [InlineData("1.5米以上水位")]
    [InlineData("24小时值班")]
    [InlineData("2026年3月1日")]
    [InlineData("一致同意")]
    [InlineData("第一时间报告")]
    [InlineData("附近村庄")]
    [InlineData("3.5万人")]
    public void Measures_dates_and_words_are_not_numbers_of_items(string line) => Assert.Null(Numbering.Read(line));
}
