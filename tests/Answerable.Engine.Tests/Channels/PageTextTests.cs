using Answerable.Engine.Channels;
using NodaTime;

namespace Answerable.Engine.Tests.Channels;

public class PageTextTests
{
    private static readonly TextSetting Chinese = new("zh", "青滩镇", "村建办主任", "https://yj.qingtan.invalid/a/374821-AbCdEfGhIjKl", DateTimeZoneProviders.Tzdb["Asia/Shanghai"], "0000-1234567");

    private static readonly Dictionary<string, string> Flood = new()
    {
        ["sign"] = "37", ["what"] = "石桥溪漫堤", ["place"] = "石桥村二组", ["kind"] = "NaturalDisaster", ["grade"] = "Ordinary",
        ["code"] = "374821", ["attempt"] = "1", ["openedAt"] = "2026-07-03T18:20:00Z", ["post"] = "p-works",
    };

    private static MessageText Write(string message = "page", TextSetting? setting = null, bool repeat = false, params (string, string)[] changes)
    {
        var arguments = new Dictionary<string, string>(Flood);
        foreach (var (name, value) in changes)
            arguments[name] = value;
        return PageTexts.Write(message, arguments, setting ?? Chinese, repeat)!;
    }

    [Fact]
    public void A_page_fits_into_one_SMS_and_says_how_to_answer()
    {
        var text = Write().Short;

        Assert.Equal("【青滩镇】37号事件：石桥溪漫堤，石桥村二组。能到回374821，不能回374821不能", text);
        Assert.True(text.Length <= PageTexts.OneSms);
    }

    [Fact]
    public void A_short_address_leaves_room_for_the_link() =>
        Assert.EndsWith("，或点https://q.cn/a/374821-A", Write(setting: Chinese with { Link = "https://q.cn/a/374821-A" }).Short, StringComparison.Ordinal);

    [Fact]
    public void A_long_headline_loses_no_fact()
    {
        var what = new string('水', 60);
        var text = Write(changes: ("what", what)).Short;

        Assert.Contains(what, text, StringComparison.Ordinal);
        Assert.Contains("374821不能", text, StringComparison.Ordinal);
        Assert.Contains(Chinese.Link!, text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_repetition_and_a_reminder_say_so()
    {
        Assert.Contains("（重发）", Write(repeat: true).Short, StringComparison.Ordinal);
        Assert.Contains("（重发）", Write(repeat: true).Subject, StringComparison.Ordinal);
        Assert.Contains("（再次叫应）", Write(changes: ("attempt", "2")).Short, StringComparison.Ordinal);
        Assert.DoesNotContain("重发", Write().Subject + Write().Body + Write().Short, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deputy_reads_whom_they_stand_in_for() => Assert.Contains("请代村建办主任到岗", Write("page-standing-in").Short, StringComparison.Ordinal);

    [Fact]
    public void An_email_has_every_fact_and_all_three_ways_to_answer()
    {
        var body = Write().Body;

        foreach (var fact in new[] { "石桥溪漫堤", "石桥村二组", "自然灾害", "一般", "2026-07-04 02:20", Chinese.Link!, "374821不能", "值班", "0000-1234567" })
            Assert.Contains(fact, body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public void Whoever_was_not_understood_is_told_once_more_how_to_answer(string language)
    {
        var text = Write("reply-unclear", Chinese with { Language = language });

        Assert.Contains("374821", text.Short, StringComparison.Ordinal);
        Assert.Contains("0000-1234567", text.Short, StringComparison.Ordinal);
        Assert.Contains("石桥溪漫堤", text.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void English_says_the_same()
    {
        var text = Write(setting: Chinese with { Language = "en", Town = "Qingtan", Post = "head of works" });

        Assert.Contains("Coming: reply 374821. Cannot come: 374821 NO", text.Short, StringComparison.Ordinal);
        Assert.Contains("natural disaster", text.Body, StringComparison.Ordinal);
        Assert.Contains("2026-07-04 02:20", text.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public void Standing_down_is_said_too(string language) => Assert.Contains("37", Write("stood-down", Chinese with { Language = language }).Short, StringComparison.Ordinal);

    [Fact]
    public void A_code_of_somebody_elses_has_no_words_here() => Assert.Null(PageTexts.Write("grievance-notice", Flood, Chinese, false));
}
