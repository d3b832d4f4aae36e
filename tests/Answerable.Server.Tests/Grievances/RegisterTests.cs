namespace Answerable.Server.Tests.Grievances;

/// <summary>What the counter registers for a visitor, and the slip it hands over.</summary>
public sealed class RegisterTests(StaffedHost host) : IClassFixture<StaffedHost>
{
    private static readonly (string Name, string Value)[] Visit =
        [("channel", "visit"), ("kind", "claim"), ("title", "路口没有红绿灯"), ("body", "学校门口车多人多，要求安装红绿灯。")];

    [Fact]
    public async Task The_number_of_a_pre_printed_slip_stands_on_the_case_and_on_the_receipts()
    {
        var slip = await Registered(("slip", "QH-0042"));
        Assert.Contains("QH-0042", slip.Html, StringComparison.Ordinal);
        var (number, code) = Codes(slip);
        Assert.Contains("QH-0042", (await slip.Open($"/desk/grievances/{number}")).Html, StringComparison.Ordinal);
        using var resident = new Browser(host.Address);
        await resident.Open("/track");
        await resident.Post("/track", ("number", number), ("code", code));
        Assert.Contains("QH-0042", (await resident.Open("/case/receipt")).Html, StringComparison.Ordinal);
        slip.Dispose();
    }

    [Theory]
    [InlineData("１３９　００００　０００１", "13900000001")]
    [InlineData("（0000）5550100-12", "0000-5550100转12")]
    [InlineData("+852 5555 0100", "+85255550100")]
    public async Task A_phone_is_kept_in_one_spelling(string typed, string kept)
    {
        using var slip = await Registered(("name", "测试丙"), ("phone", typed));
        var found = (await host.State(Codes(slip).Number)).Number;
        await slip.Open($"/desk/grievances/{found}/opening");
        await slip.Post($"/desk/grievances/{found}/opening", ("purpose", "verify-claim"));
        Assert.Contains(kept, slip.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_form_with_other_words_is_another_matter_and_nothing_of_it_is_lost()
    {
        using var slip = await Registered();
        var first = Codes(slip).Number;
        await slip.Open("/desk/grievances/register");
        var form = slip.Html;
        await slip.Post("/desk/grievances/register", [.. Visit]);
        var (second, _) = Codes(slip);
        slip.Back(form);
        await slip.Post("/desk/grievances/register", [.. Visit]);
        Assert.Equal(second, Codes(slip).Number);
        slip.Back(form);
        await slip.Post("/desk/grievances/register", [.. Visit.Where(field => field.Name != "body"), ("body", "另一件事：学校围墙裂了。")]);
        Assert.DoesNotContain(Codes(slip).Number, (string[])[first, second]);
    }

    [Fact]
    public async Task What_is_no_phone_is_told_at_its_field_and_nothing_is_registered()
    {
        using var form = await Registered(("name", "测试丙"), ("phone", "5550100"));
        Assert.Equal(422, (int)form.Last.StatusCode);
        Assert.Contains("id=\"phone-error\"", form.Html, StringComparison.Ordinal);
        Assert.Contains("电话号码不对", form.Html, StringComparison.Ordinal);
        using var resident = new Browser(host.Address);
        await resident.ToCheck();
        await resident.Post("/lodge/reach", ("name", "测试丙"), ("phone", "12345678901"));
        Assert.Contains("id=\"phone-error\"", resident.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_phone_and_a_wrong_date_are_named_in_one_round()
    {
        using var form = await Registered(("received", "昨天"), ("phone", "5550100"));
        Assert.All((string[])["received", "phone"], field => Assert.Contains($"href=\"#{field}\"", form.Html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_slip_carries_no_address_that_is_not_known_to_be_the_town_s()
    {
        using var slip = await Registered();
        Assert.Contains($"{host.Address}/track", slip.Html, StringComparison.Ordinal);
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = new(host.Address) };
        using var again = new HttpRequestMessage(HttpMethod.Post, "/desk/grievances/registered?language=zh") { Content = new FormUrlEncodedContent(slip.Fields) };
        again.Headers.Host = "elsewhere.example";
        again.Headers.Add("Cookie", string.Join("; ", slip.Cookies.GetAllCookies().Select(cookie => $"{cookie.Name}={cookie.Value}")));
        var page = await (await http.SendAsync(again)).Content.ReadAsStringAsync();
        Assert.Contains(Codes(slip).Number, page, StringComparison.Ordinal);
        Assert.DoesNotContain("elsewhere.example", page, StringComparison.Ordinal);
        Assert.Contains("class=\"slip-codes\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("fill=\"#000\"", page, StringComparison.Ordinal); // no code to scan
    }

    [Fact]
    public async Task The_slip_tells_dates_with_their_articles_how_to_follow_it_and_the_rights()
    {
        using var slip = await Registered(("slip", "QH-0043"));
        foreach (var words in new[] { "信访事项登记回执", "收到时间", "登记时间", "测试丁", "最迟于", "《信访工作条例》（2022年）第二十三条", "/track", "/pressed", "30 日内可以请求上一级机关复查", "<svg viewBox" })
            Assert.Contains(words, slip.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("路口没有红绿灯", slip.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_is_about_is_printed_only_when_whoever_filed_wishes_it_and_stays_when_the_language_changes()
    {
        using var slip = await Registered(("brief", "1"));
        Assert.Contains("路口没有红绿灯", slip.Html, StringComparison.Ordinal);
        await slip.Post("/desk/grievances/registered?language=en");
        Assert.Contains("Receipt of a grievance", slip.Html, StringComparison.Ordinal);
        Assert.Contains("路口没有红绿灯", slip.Html, StringComparison.Ordinal);
    }

    private async Task<Browser> Registered(params (string Name, string Value)[] more)
    {
        var browser = await host.AtDesk(StaffedHost.Desk);
        await browser.Open("/desk/grievances/register");
        return await browser.Post("/desk/grievances/register", [.. Visit, .. more]);
    }

    private static (string Number, string Code) Codes(Browser slip)
    {
        var codes = System.Text.RegularExpressions.Regex.Matches(slip.Html, "class=\"big-code\">([^<]+)<");
        return (codes[0].Groups[1].Value, codes[1].Groups[1].Value);
    }
}
