using Answerable.Browser.Residents;
using Answerable.Browser.Tours;
using Microsoft.Playwright;

namespace Answerable.Browser.Shell;

/// <summary>Changing the language or the look in the middle of a form loses nothing, with or without a script.</summary>
public sealed class SwitchTests(Chromium chromium, DemoHost host) : IClassFixture<DemoHost>
{
    private static readonly View Phone = new(390, 844, "zh", false);

    [Theory]
    [InlineData("claim", true)]
    [InlineData("claim", false)]
    [InlineData("accusation", false)]
    public async Task Every_step_of_a_filing_keeps_what_was_typed_when_the_language_changes(string kind, bool script)
    {
        await using var reader = await chromium.Reader(Phone, script);
        var page = await reader.NewPageAsync();
        await Walk.ToCheck(page, host.Address, kind, async _ =>
        {
            var before = await Typed(page);
            await Switch(page, "English");
            Assert.Equal("en", await page.Locator("html").GetAttributeAsync("lang"));
            Assert.Equal(before, await Typed(page));
            await Switch(page, "中文");
            Assert.Equal(before, await Typed(page));
        }, accused: "office:qinghe");
        Assert.Contains(Walk.Title, await page.Locator("dl.summary").InnerTextAsync(), StringComparison.Ordinal);
        await Walk.Send(page);
        Assert.EndsWith("/case/receipt", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_access_code_stays_on_the_receipt_when_the_language_changes_and_goes_with_the_page()
    {
        await using var reader = await chromium.Reader(Phone, script: false);
        var page = await reader.NewPageAsync();
        await Walk.ToCheck(page, host.Address, "claim");
        await Walk.Send(page);
        var code = await page.Locator("#code").InnerTextAsync();
        await Switch(page, "English");
        Assert.Equal(code, await page.Locator("#code").InnerTextAsync());
        Assert.Equal("Registered", await page.Locator("h1").InnerTextAsync());
        await Switch(page, "切换到深色外观", "Switch to the dark look");
        Assert.Equal(code, await page.Locator("#code").InnerTextAsync());
        if (await page.GetByText("Look again").CountAsync() > 0)
            await page.GetByText("Look again").ClickAsync();
        Assert.Equal(code, await page.Locator("#code").InnerTextAsync());
        await page.GotoAsync(host.Address + "/case/receipt");
        Assert.Equal(0, await page.Locator("#code").CountAsync());
    }

    [Theory]
    [InlineData("/pressed", "#body")]
    [InlineData("/case/add", "#words")]
    [InlineData("/case/withdraw", "#words")]
    [InlineData("/track", "#number")]
    public async Task A_residents_form_keeps_what_was_typed(string path, string field)
    {
        await using var reader = await chromium.Reader(Phone, script: false);
        var page = await reader.NewPageAsync();
        await ResidentTour.Open(page, host, await new Stages(host).Accepted());
        await Keeps(page, host.Address + path, field);
    }

    [Theory]
    [InlineData("/desk/grievances/register", "#body")]
    [InlineData("/desk/grievances/{0}/note", "#words")]
    [InlineData("/desk/grievances/{0}/draft", "#facts")]
    [InlineData("/desk/duty", "#what")]
    public async Task A_form_of_the_desk_keeps_what_was_typed(string path, string field)
    {
        await using var reader = await chromium.Reader(Phone, script: false);
        var page = await reader.NewPageAsync();
        await StaffTour.SignIn(page, host, path.Split('/')[^1] switch { "duty" => "duty", "draft" => "officer", _ => "clerk" });
        await Keeps(page, host.Address + string.Format(System.Globalization.CultureInfo.InvariantCulture, path, (await new Stages(host).Accepted()).Number), field);
    }

    [Fact]
    public async Task The_code_for_a_visitor_stays_on_the_slip_when_the_language_changes()
    {
        await using var reader = await chromium.Reader(Phone, script: false);
        var page = await reader.NewPageAsync();
        await StaffTour.SignIn(page, host, "clerk");
        await page.GotoAsync(host.Address + "/desk/grievances/register");
        await page.Locator("#title").FillAsync("路口没有红绿灯");
        await page.Locator("#body").FillAsync("要求安装。");
        await Walk.Send(page);
        var codes = await page.Locator(".big-code").AllInnerTextsAsync();
        await Switch(page, "English");
        Assert.Equal(codes, await page.Locator(".big-code").AllInnerTextsAsync());
    }

    [Fact]
    public async Task A_password_is_not_written_into_the_page()
    {
        await using var reader = await chromium.Reader(Phone, script: false);
        var page = await reader.NewPageAsync();
        await page.GotoAsync(host.Address + "/sign-in");
        await page.Locator("#name").FillAsync("officer");
        await page.Locator("#password").FillAsync("four invented words");
        await Switch(page, "English");
        Assert.Equal("officer", await page.Locator("#name").InputValueAsync());
        Assert.DoesNotContain("four invented words", await page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_somebody_elses_fills_none_of_our_forms()
    {
        await using var reader = await chromium.Reader(Phone, script: false);
        var form = reader.APIRequest.CreateFormData();
        form.Set("number", "words put there by others");
        var answer = await reader.APIRequest.PostAsync(host.Address + "/track?language=en", new() { Form = form });
        Assert.Equal(400, answer.Status);
        Assert.DoesNotContain("put there by others", await answer.TextAsync(), StringComparison.Ordinal);
    }

    private static async Task Keeps(IPage page, string address, string field)
    {
        await page.GotoAsync(address);
        await page.Locator(field).FillAsync("写到一半的话");
        await Switch(page, "English");
        Assert.Equal("en", await page.Locator("html").GetAttributeAsync("lang"));
        Assert.Equal("写到一半的话", await page.Locator(field).InputValueAsync());
        Assert.Equal(0, await page.Locator(".error-summary").CountAsync()); // nothing was sent, nothing is judged
    }

    private static async Task Switch(IPage page, params string[] names)
    {
        var button = page.GetByRole(AriaRole.Button, new() { NameRegex = new($"^({string.Join('|', names)})$") });
        await page.Goes(() => button.ClickAsync());
    }

    private static async Task<string> Typed(IPage page) => string.Join('\n', await page.EvaluateAsync<string[]>(
        "[...document.querySelectorAll('main input:not([type=hidden]):not([type=file]), main textarea, main select')].map(e => e.name + '=' + (e.type === 'radio' || e.type === 'checkbox' ? e.value + e.checked : e.value))"));
}
