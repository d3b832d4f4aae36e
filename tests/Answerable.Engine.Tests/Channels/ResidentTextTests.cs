using Answerable.Engine.Channels;
using Answerable.Engine.Residents;

namespace Answerable.Engine.Tests.Channels;

/// <summary>What lies on the display of a telephone that others may pick up.</summary>
public sealed class ResidentTextTests
{
    private static readonly NoticeFacts Town = new("青滩镇人民政府", "https://yj.qingtan-county.gov.invalid/", "0000-12345678", "012345");

    /// <summary>Whatever happened to a case.</summary>
    private static readonly string[] News = ["lodged", "accepted", "told-not-ours", "transferred", "extended", "replied", "closed", "written-to"];

    public static TheoryData<string, string> Every => [.. from message in (string[])[.. News, "contact-code", "revocation-code", "contact-changed", "access-changed", "mail-registered", "fetch-code"] from language in new[] { "zh", "en" } select (message, language)];

    [Theory, MemberData(nameof(Every))]
    public void A_message_fits_into_one_SMS(string message, string language)
    {
        var text = ResidentTexts.Write(message, Town, language).Short;
        Assert.True(text.Length <= (language == "zh" ? PageTexts.OneSms : 160), $"{text.Length}: {text}");
        Assert.True(language == "zh" || Latin(text), text);
    }

    [Theory, MemberData(nameof(Every))]
    public void No_word_tells_what_it_is_about(string message, string language)
    {
        var text = ResidentTexts.Write(message, Town, language);
        foreach (var telling in new[] { "信访", "投诉", "举报", "检举", "控告", "反映", "诉求", "受理", "答复", "办结", "petition", "complain", "grievance", "accus", "claim", "accept", "repl", "office", "2345-" })
            Assert.DoesNotContain(telling, text.Short + text.Subject + text.Body, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Every_news_is_the_same() => Assert.Single(News.Select(message => ResidentTexts.Write(message, Town, "zh")).Distinct());

    [Fact]
    public void A_long_address_leaves_out_the_hint_and_then_itself()
    {
        Assert.Equal("【青滩镇】您办理的事项有新消息，请打开 https://yj.invalid/ 凭编号和查询码查看。", Write("https://yj.invalid/"));
        Assert.EndsWith("invalid/ 查看。", Write($"https://{new string('a', 24)}.invalid/"), StringComparison.Ordinal);
        Assert.Equal("【青滩镇】您办理的事项有新消息，请在原办理网站凭编号和查询码查看。", Write($"https://{new string('a', 60)}.invalid/"));
        Assert.Equal(Write($"https://{new string('a', 60)}.invalid/"), Write(null));
    }

    private static string Write(string? site) => ResidentTexts.Write("accepted", new("青滩镇", site, null, null), "zh").Short;

    private static bool Latin(string text) => text.Replace(Town.Town, "", StringComparison.Ordinal).All(char.IsAscii);
}
