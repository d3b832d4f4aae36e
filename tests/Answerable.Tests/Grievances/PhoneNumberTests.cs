using Answerable.Grievances;

namespace Answerable.Tests.Grievances;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("13900000001", "13900000001")]
    [InlineData("139-0000-0001", "13900000001")]
    [InlineData(" 139 0000 0001 ", "13900000001")]
    [InlineData("１３９００００００００１", null)] // one digit too many
    [InlineData("１３９００００　０００１", "13900000001")]
    [InlineData("+86 139 0000 0001", "13900000001")]
    [InlineData("0086-13900000001", "13900000001")]
    [InlineData("8613900000001", "13900000001")]
    [InlineData("0000-5550100", "0000-5550100")]
    [InlineData("（0000）5550100", "0000-5550100")]
    [InlineData("００００－５５５０１００", "0000-5550100")]
    [InlineData("00005550100转12", "0000-5550100转12")]
    [InlineData("0000-5550100 分机 8001", "0000-5550100转8001")]
    [InlineData("0000-5550100-12", "0000-5550100转12")]
    [InlineData("0000—5550100 ext. 12", "0000-5550100转12")]
    [InlineData("010-55550100", "010-55550100")]
    [InlineData("+86 10 5555 0100", "010-55550100")]
    [InlineData("400-000-0000", "400-000-0000")]
    [InlineData("+852 5555 0100", "+85255550100")]
    [InlineData("00 44 1632 960000", "+441632960000")]
    [InlineData("＋1 (202) 555-0100", "+12025550100")]
    [InlineData("13900000001、0000-5550100", "13900000001、0000-5550100")]
    public void A_number_is_read_as_it_is_meant(string typed, string? read) => Assert.Equal(read, PhoneNumber.Read(typed));

    [Theory]
    [InlineData(""), InlineData("没有"), InlineData("1390000000"), InlineData("139000000012"), InlineData("12900000001"), InlineData("5550100"), InlineData("0000"),
     InlineData("110101190001010000"), InlineData("+12"), InlineData("13900000001 晚上打"), InlineData("13900000001、7"), InlineData("a@example.com")]
    public void What_is_no_number_is_refused(string typed) => Assert.Null(PhoneNumber.Read(typed));

    [Fact]
    public void What_was_read_is_read_the_same_again()
    {
        foreach (var typed in new[] { "139-0000-0001", "0000-5550100-12", "＋1 (202) 555-0100", "400 000 0000", "+86 10 5555 0100" })
            Assert.Equal(PhoneNumber.Read(typed), PhoneNumber.Read(PhoneNumber.Read(typed)!));
    }

    [Fact]
    public void A_number_with_an_extension_is_masked_without_it_too() =>
        Assert.DoesNotContain("5550100", Masking.Mask("请打5550100，或者0000-5550100", new(Phone: PhoneNumber.Read("0000-5550100-12"))));
}
