using Answerable.Browser.Tours;
using Answerable.Emergencies;
using Answerable.Engine.Tests.Channels;
using Answerable.Recording;
using Microsoft.Playwright;
using NodaTime;

namespace Answerable.Browser.Emergencies;

public sealed class EmergencyPagesTests(Chromium chromium)
{
    [Fact]
    public async Task The_duty_desk_opens_an_emergency_and_its_pages_are_readable_by_all()
    {
        foreach (var view in View.Two)
        {
            await using var host = await EmergencyHost.Start();
            await using var reader = await chromium.Reader(view);
            var page = await SignIn(reader, host);
            await Look(page, "duty-desk", view);
            await page.Locator("button.btn-danger").ClickAsync();
            await Look(page, "duty-desk-errors", view);
            await OpenFlood(page);
            await page.WaitForURLAsync("**/desk/emergencies/*");
            await Look(page, "board-new", view);
            var board = page.Url;
            foreach (var action in new[] { "call", "phone", "grade", "activate", "write", "stand-down", "alarm" })
            {
                await page.GotoAsync($"{board}/{action}");
                await Look(page, $"action-{action}", view);
            }

            await Ack(reader, host, view);
            for (var step = 0; step < 5; step++) // reminder, leader on duty, desk
                await host.After(Duration.FromMinutes(3));
            await page.GotoAsync(board);
            await Look(page, "board-ringing", view);
            await page.GotoAsync(host.Address + "/desk/duty");
            await Look(page, "duty-desk-ringing", view);
        }
    }

    [Fact]
    public async Task Every_page_of_an_emergency_has_its_headings_landmarks_and_names()
    {
        var view = new View(1280, 900, "en", false);
        await using var host = new DemoHost();
        await host.InitializeAsync();
        await using var reader = await chromium.Reader(view);
        var page = await reader.NewPageAsync();
        await DutyTour.Go(page, host, async _ =>
        {
            await page.FitsItsScreen();
            await page.AxeFindsNothingSerious();
            await page.IsWellFormed(view);
        });
    }

    [Fact]
    public async Task A_board_follows_what_happens_without_being_reloaded_and_keeps_what_is_typed()
    {
        await using var host = await EmergencyHost.Start();
        await using var reader = await chromium.Reader(new(1280, 900, "zh", false));
        var page = await SignIn(reader, host);
        var flood = await host.OpenFlood();
        await page.GotoAsync($"{host.Address}/desk/{flood.Value.Replace("emergency/", "emergencies/", StringComparison.Ordinal)}");
        await page.Locator("#entry").FillAsync("正在核实");

        await host.Do(flood, new RecordCall(1, 1, EmergencyHost.Head, Reply.Coming, 15), new Actor.Staff(EmergencyHost.Officer));

        await Assertions.Expect(page.Locator("#board-people")).ToContainTextAsync("电话答复", new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator("#entry")).ToHaveValueAsync("正在核实");
    }

    [Fact]
    public async Task A_slip_of_the_finger_meets_no_duty_and_fills_no_post()
    {
        var view = new View(390, 844, "zh", false);
        await using var host = await EmergencyHost.Start();
        await using var reader = await chromium.Reader(view);
        var page = await SignIn(reader, host);
        var flood = await host.OpenFlood();
        var board = $"{host.Address}/desk/{flood.Value.Replace("emergency/", "emergencies/", StringComparison.Ordinal)}";

        await page.GotoAsync(board + "/phone");
        // Eleven hours ahead is last night: before anybody knew of it.
        var now = host.Clock.Now.InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).TimeOfDay;
        await page.Locator("#rules").CheckAsync(new() { Force = true });
        await page.Locator("#at").FillAsync($"{now.PlusHours(11):HH:mm}");
        await page.Locator("main button[type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator("a[href='#at']")).ToContainTextAsync("接报");
        await Look(page, "action-phone-outside", view);

        await page.GotoAsync(board + "/call");
        await Assertions.Expect(page.Locator("#person")).ToHaveValueAsync("");
        await Assertions.Expect(page.Locator("#seat")).ToHaveValueAsync("");
        await Assertions.Expect(page.Locator("#seat option").Nth(1)).ToContainTextAsync("郑舟");
        await page.Locator("#seat").SelectOptionAsync("1/1");
        await page.Locator("input[name=reply]").First.CheckAsync();
        await page.Locator("main button[type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator("a[href='#person']")).ToBeVisibleAsync();
        await Look(page, "action-call-nobody", view);
    }

    [Fact]
    public async Task A_step_that_waits_for_another_says_for_which_instead_of_showing_a_form()
    {
        await using var host = await EmergencyHost.Start();
        await using var reader = await chromium.Reader(new(390, 844, "zh", false));
        var page = await SignIn(reader, host);
        var flood = await host.OpenFlood();
        foreach (var (action, waits, next) in new[] { ("sign", "没有待签发的报告", "write"), ("send", "没有待报出的报告", "write"), ("receipt", "没有待签收的报告", "write") })
        {
            await page.GotoAsync($"{host.Address}/desk/{flood.Value.Replace("emergency/", "emergencies/", StringComparison.Ordinal)}/{action}");
            await Assertions.Expect(page.Locator("main .notice")).ToContainTextAsync(waits);
            await Assertions.Expect(page.Locator("main form")).ToHaveCountAsync(0);
            await Assertions.Expect(page.Locator("main .btn-row a.btn-primary")).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex($"/{next}$"));
        }
    }

    private static async Task Ack(IBrowserContext reader, EmergencyHost host, View view)
    {
        var phone = await reader.NewPageAsync();
        await phone.GotoAsync(host.Address + EmergencyHost.LinkIn(await host.Mail.Next()));
        await Look(phone, "ack", view);
        await phone.Locator("button[value=coming]").ClickAsync();
        await Assertions.Expect(phone.Locator(".notice.good")).ToBeVisibleAsync();
        await Look(phone, "ack-said", view);
        await phone.CloseAsync();
    }

    private static async Task<IPage> SignIn(IBrowserContext reader, EmergencyHost host)
    {
        var page = await reader.NewPageAsync();
        await page.GotoAsync(host.Address + "/sign-in?back=/desk/duty");
        await page.Locator("#name").FillAsync("officer");
        await page.Locator("#password").FillAsync(EmergencyHost.Password);
        await page.Locator("#password").PressAsync("Enter");
        await page.WaitForURLAsync("**/desk/duty");
        return page;
    }

    private static async Task OpenFlood(IPage page)
    {
        await page.Locator("#what").FillAsync("石桥溪漫堤");
        await page.Locator("#place").FillAsync("石桥村二组");
        await page.Locator("input[name=kind]").First.CheckAsync(new() { Force = true });
        await page.Locator("button.btn-danger").ClickAsync();
    }

    private static async Task Look(IPage page, string name, View view)
    {
        await page.Photograph(name, view);
        await page.FitsItsScreen();
        await page.AxeFindsNothingSerious();
    }
}
