using Answerable.Grievances;
using CsCheck;

namespace Answerable.Tests.Grievances;

public sealed class CodeTests
{
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    [Fact]
    public void Numbers_and_codes_are_grouped_random_and_of_characters_nobody_mixes_up()
    {
        var ids = new CountedIds(3);
        Assert.Matches("^([2-9A-HJKMNP-TV-Z]{4}-){2}[2-9A-HJKMNP-TV-Z]{4}$", CaseNumber.Draw(ids));
        Assert.Matches("^([2-9A-HJKMNP-TV-Z]{4}-){4}[2-9A-HJKMNP-TV-Z]{4}$", AccessCode.Draw(ids));
        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => CaseNumber.Draw(ids)).Distinct().Count());
        Assert.True(19 * Math.Log2(Alphabet.Length) >= 80);
    }

    [Fact]
    public void What_people_type_is_read_kindly() =>
        Gen.ULong.Sample(seed =>
        {
            var code = AccessCode.Draw(new CountedIds(seed));
            var typed = $" {code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)} ";
            var wide = string.Concat(code.Select(c => char.IsAsciiLetterOrDigit(c) ? (char)(c + 0xFEE0) : c));
            return AccessCode.Read(typed) == code && AccessCode.Read(wide) == code && AccessCode.Opens(typed, AccessCode.Digest(code)!);
        });

    [Fact]
    public void One_wrong_character_is_noticed() =>
        Gen.Select(Gen.ULong, Gen.Int[0, 11], Gen.Int[1, 29]).Sample((seed, at, by) =>
        {
            var number = CaseNumber.Draw(new CountedIds(seed)).Replace("-", "", StringComparison.Ordinal).ToCharArray();
            number[at] = Alphabet[(Alphabet.IndexOf(number[at]) + by) % Alphabet.Length];
            return CaseNumber.Read(new(number)) is null;
        });

    [Theory, InlineData(null), InlineData(""), InlineData("2222"), InlineData("0000-0000-0000"), InlineData("2222-2222-222I"), InlineData("\ud800222-2222-2222")]
    public void What_is_no_code_reads_as_none(string? typed)
    {
        Assert.Null(CaseNumber.Read(typed));
        Assert.False(AccessCode.Opens(typed, AccessCode.Digest(AccessCode.Draw(new CountedIds(1)))!));
    }

    [Fact]
    public void The_same_request_is_told_the_same_code_and_another_one_is_not()
    {
        var secret = new byte[32];
        var (said, other) = (System.Security.Cryptography.SHA256.HashData("路灯坏了"u8), System.Security.Cryptography.SHA256.HashData("路灯亮了"u8));
        Assert.Equal(AccessCode.Derive(secret, "k1", said), AccessCode.Derive(secret, "k1", said));
        Assert.NotEqual(AccessCode.Derive(secret, "k1", said), AccessCode.Derive(secret, "k2", said));
        Assert.NotEqual(AccessCode.Derive(secret, "k1", said), AccessCode.Derive(secret, "k1", other));
        Assert.NotNull(AccessCode.Read(AccessCode.Derive(secret, "k1", said)));
        Assert.Throws<ArgumentOutOfRangeException>(() => AccessCode.Derive(new byte[8], "k1", said));
        Assert.Throws<ArgumentOutOfRangeException>(() => AccessCode.Derive(secret, "k1", []));
    }
}
