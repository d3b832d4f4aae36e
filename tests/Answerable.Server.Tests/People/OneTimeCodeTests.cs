using System.Text;
using Answerable.Server.People;
using NodaTime;

namespace Answerable.Server.Tests.People;

public sealed class OneTimeCodeTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    [Theory] // RFC 6238, appendix B: the last six of its eight digits
    [InlineData(59, "287082"), InlineData(1111111109, "081804"), InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924"), InlineData(2000000000, "279037"), InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) => Assert.Equal(code, OneTimeCode.At(Secret, Instant.FromUnixTimeSeconds(seconds)));

    [Theory] // RFC 4648, section 10, without padding
    [InlineData("", ""), InlineData("f", "MY"), InlineData("fo", "MZXQ"), InlineData("foo", "MZXW6"), InlineData("foob", "MZXW6YQ"), InlineData("fooba", "MZXW6YTB"), InlineData("foobar", "MZXW6YTBOI")]
    public void Secrets_are_typed_in_base_32(string bytes, string letters) => Assert.Equal(letters, OneTimeCode.Letters(Encoding.ASCII.GetBytes(bytes)));

    [Theory, InlineData(-1, true), InlineData(0, true), InlineData(1, true), InlineData(-2, false), InlineData(2, false)]
    public void A_phone_may_be_one_step_off_and_no_more(int steps, bool accepted)
    {
        var now = Instant.FromUnixTimeSeconds(1_000_000_000);
        var code = OneTimeCode.At(Secret, now + Duration.FromSeconds(30 * steps));
        Assert.Equal(accepted, OneTimeCode.Match(Secret, code, now, after: 0) is not null);
    }

    [Fact]
    public void A_code_is_accepted_once_and_so_is_no_older_one()
    {
        var now = Instant.FromUnixTimeSeconds(1_000_000_000);
        var step = OneTimeCode.Match(Secret, OneTimeCode.At(Secret, now), now, after: 0);
        Assert.Null(OneTimeCode.Match(Secret, OneTimeCode.At(Secret, now), now, after: step!.Value));
        Assert.Null(OneTimeCode.Match(Secret, OneTimeCode.At(Secret, now - Duration.FromSeconds(30)), now, after: step.Value));
        Assert.NotNull(OneTimeCode.Match(Secret, OneTimeCode.At(Secret, now + Duration.FromSeconds(30)), now, after: step.Value));
    }

    [Theory, InlineData(null), InlineData(""), InlineData("28708"), InlineData("2870820"), InlineData("２８７０８２"), InlineData("abcdef")]
    public void Nothing_else_is_a_code(string? typed) => Assert.Null(OneTimeCode.Match(Secret, typed, Instant.FromUnixTimeSeconds(59), after: 0));

    [Fact]
    public void Spaces_between_the_digits_are_no_mistake() => Assert.NotNull(OneTimeCode.Match(Secret, " 287 082 ", Instant.FromUnixTimeSeconds(59), after: 0));

    [Fact]
    public void The_app_is_told_whose_code_it_is() =>
        Assert.Equal("otpauth://totp/%E6%97%A0%E5%90%8D%E9%95%87:reception%2001?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E6%97%A0%E5%90%8D%E9%95%87&digits=6&period=30",
            OneTimeCode.Address("无名镇", "reception 01", Secret));
}
