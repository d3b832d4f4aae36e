using Answerable.Grievances;

namespace Answerable.Tests.Grievances;

public sealed class MaskingTests
{
    private static readonly Contact Filer = new("测试居民", "13900000000", "filer@example.org");

    [Theory]
    [InlineData("我叫测试居民，住在村口。", "我叫▇▇▇，住在村口。")]
    [InlineData("测 试 居 民", "▇▇▇")]
    [InlineData("电话：139-0000-0000，随时可打", "电话：▇▇▇，随时可打")]
    [InlineData("电话１３９００００００００", "电话▇▇▇")]
    [InlineData("+86 139 0000 0000", "▇▇▇")]
    [InlineData("139.0000.0000 和 (139)00000000", "▇▇▇ 和 (▇▇▇")]
    [InlineData("Filer@Example.org", "▇▇▇")]
    [InlineData("ｆｉｌｅｒ＠example.org", "▇▇▇")]
    public void A_contact_value_is_hidden_however_it_is_written(string words, string shown) => Assert.Equal(shown, Masking.Mask(words, Filer));

    [Theory]
    [InlineData("多次询问没有答复，要求更正。（附件二）")]
    [InlineData("文号：〔2026〕３号 ½ ﬁ 𠮷")]
    public void What_is_not_hidden_stays_as_written(string words) => Assert.Equal(words, Masking.Mask(words, Filer));

    [Fact]
    public void Nothing_is_hidden_where_nobody_gave_a_contact() => Assert.Equal("13900000000", Masking.Mask("13900000000", null));
}
