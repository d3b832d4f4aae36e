using System.Text;
using Answerable.Engine.Sealing;

namespace Answerable.Engine.Tests.Sealing;

public sealed class AgeTests
{
    private static readonly byte[] Text = Encoding.UTF8.GetBytes("检举内容：一份编造的举报，用来做测试。");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65535)]
    [InlineData(65536)]
    [InlineData(65537)]
    [InlineData(131072)]
    [InlineData(200001)]
    public void What_is_sealed_to_a_key_opens_with_it(int length)
    {
        using var office = AgeIdentity.Generate();
        var plain = Enumerable.Range(0, length).Select(i => (byte)(i * 31)).ToArray();
        Assert.Equal(plain, Age.Decrypt(Age.Encrypt(plain, [office.Recipient]), office));
    }

    [Fact]
    public void Each_of_several_recipients_can_open_it_and_nobody_else()
    {
        using var county = AgeIdentity.Generate();
        using var city = AgeIdentity.Generate();
        using var town = AgeIdentity.Generate();
        var sealedText = Age.Encrypt(Text, [county.Recipient, city.Recipient]);
        Assert.Equal(Text, Age.Decrypt(sealedText, county));
        Assert.Equal(Text, Age.Decrypt(sealedText, city));
        Assert.Throws<AgeException>(() => Age.Decrypt(sealedText, town));
    }

    [Fact]
    public void Sealing_the_same_text_twice_gives_nothing_to_compare()
    {
        using var office = AgeIdentity.Generate();
        Assert.NotEqual(Age.Encrypt(Text, [office.Recipient]), Age.Encrypt(Text, [office.Recipient]));
    }

    [Fact]
    public void Sealing_to_nobody_is_refused() => Assert.Throws<ArgumentException>(() => Age.Encrypt(Text, []));

    [Fact]
    public void Any_changed_bit_anywhere_is_noticed()
    {
        using var office = AgeIdentity.Generate();
        var sealedText = Age.Encrypt(Text, [office.Recipient]);
        for (var i = 0; i < sealedText.Length; i++)
        {
            var changed = (byte[])sealedText.Clone();
            changed[i] ^= 1;
            Assert.Throws<AgeException>(() => Age.Decrypt(changed, office));
        }
    }

    [Fact]
    public void Any_cut_is_noticed_also_between_two_chunks()
    {
        using var office = AgeIdentity.Generate();
        var small = Age.Encrypt(Text, [office.Recipient]);
        for (var length = 0; length < small.Length; length++) Assert.Throws<AgeException>(() => Age.Decrypt(small.AsSpan(0, length), office));
        var large = Age.Encrypt(new byte[3 * 65536], [office.Recipient]);
        Assert.Throws<AgeException>(() => Age.Decrypt(large.AsSpan(0, large.Length - 65536 - 16), office));
    }

    [Fact]
    public void Anything_added_at_the_end_is_noticed()
    {
        using var office = AgeIdentity.Generate();
        var sealedText = Age.Encrypt(Text, [office.Recipient]);
        Assert.Throws<AgeException>(() => Age.Decrypt([.. sealedText, 0], office));
        Assert.Throws<AgeException>(() => Age.Decrypt([.. sealedText, .. new byte[65552]], office));
    }

    [Theory]
    [InlineData("")]
    [InlineData("age-encryption.org/v1\n")]
    [InlineData("age-encryption.org/v2\n-> X25519 AAAA\n\n--- AAAA\n")]
    [InlineData("age-encryption.org/v1\n-> X25519\n\n--- AAAA\n")]
    [InlineData("age-encryption.org/v1\n->  X25519 A\n\n--- AAAA\n")]
    [InlineData("age-encryption.org/v1\n-> X25519 AAAA=\n\n--- AAAA\n")]
    [InlineData("age-encryption.org/v1\nhello\n--- AAAA\n")]
    [InlineData("age-encryption.org/v1\r\n-> X25519 AAAA\r\n\r\n--- AAAA\r\n")]
    public void A_malformed_file_is_refused_and_never_crashes(string file)
    {
        using var office = AgeIdentity.Generate();
        Assert.Throws<AgeException>(() => Age.Decrypt(Encoding.ASCII.GetBytes(file), office));
    }

    [Fact]
    public void Keys_are_written_and_read_back()
    {
        using var office = AgeIdentity.Generate();
        using var again = AgeIdentity.Parse(office.ExportSecret());
        Assert.Equal(office.Recipient, AgeRecipient.Parse(office.Recipient.ToString()));
        Assert.Equal(office.Recipient.ToString(), again.Recipient.ToString());
        Assert.StartsWith("age1", office.Recipient.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("AGE-SECRET-KEY-1", office.ExportSecret(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistyped_key_is_refused_at_every_letter()
    {
        using var office = AgeIdentity.Generate();
        var good = office.Recipient.ToString();
        for (var i = 0; i < good.Length; i++)
            Assert.Null(AgeRecipient.TryParse(good[..i] + (good[i] == 'q' ? 'p' : 'q') + good[(i + 1)..]));
        Assert.Null(AgeRecipient.TryParse(good.ToUpperInvariant()));
        Assert.Null(AgeRecipient.TryParse(""));
        Assert.Throws<AgeException>(() => AgeIdentity.Parse(good));
    }
}
