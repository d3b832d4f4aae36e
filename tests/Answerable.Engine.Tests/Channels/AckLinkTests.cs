using Answerable.Engine.Channels;
using Answerable.Recording;
using StreamId = Answerable.Recording.StreamId;

namespace Answerable.Engine.Tests.Channels;

public class AckLinkTests
{
    private static readonly JurisdictionId Town = new("qingtan");
    private static readonly StreamId Stream = new("emergency/00000000000000000000000000000001");
    private static readonly AckLinks Links = new([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);

    [Fact]
    public void A_token_opens_its_own_page_and_no_other()
    {
        var token = Links.Token(Town, Stream, "374821");

        Assert.Equal("374821", AckLinks.CodeOf(token));
        Assert.True(Links.Opens(token, Town, Stream, "374821"));
        Assert.False(Links.Opens(token, Town, Stream, "374822"));
        Assert.False(Links.Opens(token, new("other"), Stream, "374821"));
        Assert.False(Links.Opens(token, Town, new("emergency/00000000000000000000000000000002"), "374821"));
        Assert.False(new AckLinks(new byte[32]).Opens(token, Town, Stream, "374821"));
    }

    [Fact]
    public void Changing_any_character_closes_it()
    {
        var token = Links.Token(Town, Stream, "374821");
        for (var i = 0; i < token.Length; i++)
            Assert.False(Links.Opens(token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..], Town, Stream, "374821"));
    }

    [Fact]
    public void It_fits_into_a_short_message_and_a_path() => Assert.Matches("^374821-[A-Za-z0-9_-]{12}$", Links.Token(Town, Stream, "374821"));

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("374821")]
    [InlineData("37a821-AAAAAAAAAAAA")]
    [InlineData("٣٧٤٨٢١-AAAAAAAAAAAA")]
    public void Nonsense_has_no_code(string token) => Assert.Null(AckLinks.CodeOf(token));
}
