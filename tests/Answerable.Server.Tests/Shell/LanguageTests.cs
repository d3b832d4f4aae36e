using Answerable.Server.Shell;
using Microsoft.AspNetCore.Http;

namespace Answerable.Server.Tests.Shell;

public sealed class LanguageTests
{
    [Theory]
    [InlineData(null, null, "zh")]
    [InlineData(null, "en-US,en;q=0.9", "en")]
    [InlineData(null, "fr-FR,fr;q=0.9,en;q=0.3,zh;q=0.2", "en")]
    [InlineData(null, "zh;q=0.2,en;q=0.8", "en")]
    [InlineData(null, "fr", "zh")]
    [InlineData(null, "en;q=0", "zh")]
    [InlineData(null, "☃;;;", "zh")]
    [InlineData("en", "zh-CN", "en")]
    [InlineData("xx", "en", "en")]
    public void The_readers_choice_counts_before_the_browsers_and_Chinese_comes_last(string? cookie, string? header, string expected)
    {
        var http = new DefaultHttpContext();
        if (cookie is not null) http.Request.Headers.Cookie = $"{Language.Cookie}={cookie}";
        if (header is not null) http.Request.Headers.AcceptLanguage = header;
        Assert.Equal(expected, Language.Of(http));
    }

    [Theory]
    [InlineData("/track?x=1", "/track?x=1")]
    [InlineData("//elsewhere.invalid", "/")]
    [InlineData("/\\elsewhere.invalid", "/")]
    [InlineData("https://elsewhere.invalid", "/")]
    [InlineData("/a\r\nSet-Cookie: x", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    public void A_switch_only_ever_leads_back_to_a_page_of_ours(string? back, string expected) => Assert.Equal(expected, Preferences.Local(back));

    [Theory]
    [InlineData(1, 1, "1")]
    [InlineData(1, 3, "1 2 3")]
    [InlineData(4, 12, "1 0 3 4 5 0 12")]
    [InlineData(12, 12, "1 0 11 12")]
    public void Paging_shows_the_ends_and_the_neighbours(int page, int pages, string expected) => Assert.Equal(expected, string.Join(' ', Links.Around(page, pages)));
}
