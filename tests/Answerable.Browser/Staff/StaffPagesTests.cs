using Answerable.Browser.Residents;
using Answerable.Browser.Tours;
using Microsoft.Playwright;

namespace Answerable.Browser.Staff;

public sealed class StaffPagesTests(Chromium chromium)
{
    /// <summary>More than a hundred pages take minutes: the phone, and with ANSWERABLE_ALL_VIEWS the desktop and English too.</summary>
    public static TheoryData<View> Views => Environment.GetEnvironmentVariable("ANSWERABLE_ALL_VIEWS") is null ? [View.Two.First()] : [.. View.Two];

    [Theory, MemberData(nameof(Views))]
    public async Task Every_page_of_the_desk_is_readable_by_all(View view)
    {
        await using var host = new DemoHost();
        await host.InitializeAsync();
        await using var reader = await chromium.Reader(view);
        var page = await reader.NewPageAsync();
        await StaffTour.Go(page, host, async _ =>
        {
            await page.FitsItsScreen();
            await page.AxeFindsNothingSerious();
            await page.IsWellFormed(view);
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task From_sign_in_to_the_written_opinion_with_the_keyboard_alone(bool script)
    {
        await using var host = new DemoHost();
        await host.InitializeAsync();
        var filed = await new Stages(host).Accepted();
        await using var reader = await chromium.Reader(new(1280, 900, "zh", false), script);
        var page = await reader.NewPageAsync();
        await page.GotoAsync(host.Address + "/sign-in");
        await page.TypeInto("#name", "officer");
        await page.TypeInto("#password", Answerable.Server.Demo.DemoTown.Password);
        await page.Goes(() => page.Keyboard.PressAsync("Enter"));

        await page.Press($"a[href$='{filed.Number}']");
        await page.Press($"a[href$='{filed.Number}/draft']");
        await page.Choose("#outcome", 1);
        await page.TypeInto("#asked", "疏通水沟。");
        await page.TypeInto("#facts", "水沟已于八月三日疏通。");
        await page.TypeInto("#basis", "《村庄和集镇规划建设管理条例》第二十六条");
        await page.Press("main form .btn-primary");
        Assert.EndsWith($"/desk/grievances/{filed.Number}", page.Url, StringComparison.Ordinal);
        await Assertions.Expect(page.GetByRole(AriaRole.Status).GetByText("已提交签发")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator($"a[href$='{filed.Number}/sign']")).ToHaveCountAsync(0);

        await StaffTour.SignIn(page, host, "leader");
        await page.GotoAsync($"{host.Address}/desk/grievances?state=approval&mine=1");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("待签发");
        await page.Press($"a[href$='{filed.Number}']");
        await page.Press($"a[href$='{filed.Number}/sign']");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("水沟已于八月三日疏通。");
        await page.Press("main form .btn-primary");
        await Assertions.Expect(page.GetByRole(AriaRole.Status).GetByText("已签发")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".story-item").First).ToContainTextAsync("签发人");
        await Assertions.Expect(page.Locator(".story-item").First).ToContainTextAsync("钱一");
    }

    [Fact]
    public async Task A_photo_a_resident_sent_is_seen_by_those_who_handle_the_case()
    {
        await using var host = new DemoHost();
        await host.InitializeAsync();
        await using var reader = await chromium.Reader(new(390, 844, "zh", false), script: false);
        var page = await reader.NewPageAsync();
        await Walk.ToCheck(page, host.Address, "claim");
        await page.Locator("#files").SetInputFilesAsync(new FilePayload { Name = "致测试丙的说明.txt", MimeType = "text/plain", Buffer = "三盏路灯都不亮。"u8.ToArray() });
        await Walk.Send(page);
        var number = await page.Locator("#number").InnerTextAsync();

        await StaffTour.SignIn(page, host, "clerk");
        await page.GotoAsync($"{host.Address}/desk/grievances/{number}");
        var file = page.Locator(".files a");
        Assert.DoesNotContain("测试丙", await file.InnerTextAsync(), StringComparison.Ordinal); // the filer's name is hidden in it
        var answer = await page.Context.APIRequest.GetAsync(host.Address + await file.GetAttributeAsync("href"));
        Assert.Equal("三盏路灯都不亮。", (await answer.TextAsync()).Trim('\uFEFF'));
        Assert.Equal(404, (await page.Context.APIRequest.GetAsync($"{host.Address}/desk/grievances/{number}/files/{new string('0', 64)}")).Status);
    }

    [Theory]
    [InlineData("zh"), InlineData("en")]
    public async Task The_whole_menu_of_a_clerk_is_seen_on_a_phone(string language)
    {
        await using var host = new DemoHost();
        await host.InitializeAsync();
        await using var reader = await chromium.Reader(new(390, 844, language, false));
        var page = await reader.NewPageAsync();
        await StaffTour.SignIn(page, host, "clerk");
        var boxes = await page.Locator(".side nav a").EvaluateAllAsync<double[][]>("links => links.map(link => [link.getBoundingClientRect().top, link.getBoundingClientRect().right])");
        Assert.InRange(boxes.Select(box => box[0]).Distinct().Count(), 1, 2); // on a second line rather than out of sight
        Assert.All(boxes, box => Assert.InRange(box[1], 0, 390));
    }

    [Fact]
    public async Task What_is_missing_is_named_and_a_refusal_stands_at_the_field_it_speaks_of()
    {
        await using var host = new DemoHost();
        await host.InitializeAsync();
        var filed = await new Stages(host).Accepted();
        await using var reader = await chromium.Reader(new(390, 844, "en", false), script: false);
        var page = await reader.NewPageAsync();
        await StaffTour.SignIn(page, host, "officer");
        await page.GotoAsync($"{host.Address}/desk/grievances/{filed.Number}/draft");
        await page.Locator("main form .btn-primary").ClickAsync();
        await Assertions.Expect(page.Locator(".error-summary a")).ToHaveCountAsync(4); // all in one round

        await page.Locator("#outcome").SelectOptionAsync("support");
        await page.Locator("#asked").FillAsync("疏通水沟。");
        await page.Locator("#facts").FillAsync("已经疏通。");
        await page.Locator("#basis").FillAsync("《村庄和集镇规划建设管理条例》第二十六条");
        await page.Locator("#document").FillAsync(new string('1', 61));
        await page.Locator("main form .btn-primary").ClickAsync();
        Assert.Equal("#document", await page.Locator(".error-summary a").GetAttributeAsync("href"));
        await Assertions.Expect(page.Locator(".error-summary p")).ToContainTextAsync("60 characters");
    }
}
