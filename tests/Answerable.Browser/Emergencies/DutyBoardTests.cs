using Answerable.Emergencies;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Reports;
using Answerable.Server.People;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;

using Town = Answerable.Offices.Town;
using StreamId = Answerable.Recording.StreamId;

namespace Answerable.Browser.Emergencies;

/// <summary>The board at night: whom to ring and with what number, what has to be done first, and who stands in for whom.</summary>
public sealed class DutyBoardTests(Chromium chromium)
{
    private static readonly View Phone = new(390, 844, "zh", false), English = new(1280, 900, "en", false);

    [Fact]
    public async Task Whoever_runs_the_desk_sees_the_numbers_to_ring_and_nobody_else_does()
    {
        await using var host = await Started();
        var flood = await host.OpenFlood();
        await host.Do(flood, new RecordCall(1, 1, EmergencyServer.Head, Reply.Coming, 15), new Actor.Staff(EmergencyServer.Officer));
        for (var step = 0; step < 5; step++)
            await host.After(Duration.FromMinutes(3));
        await host.Do(Town.Stream, new SetPost(new(new("p-audit"), new("town"), null, Text.Of("审计员", "Auditor"), [Power.Audit])), new Actor.Operator());
        await host.Do(Town.Stream, new SetPerson(new("auditor"), "严明"), new Actor.Operator());
        await host.Do(Town.Stream, new FillPost(new("p-audit"), new("auditor")), new Actor.Operator());
        await Account(host, "auditor", "auditor");

        await using var reader = await chromium.Reader(Phone);
        var page = await SignIn(reader, host, "officer");
        await Assertions.Expect(page.Locator(".alarm a[href='tel:13900000002']")).ToBeVisibleAsync(); // the duty desk
        foreach (var where in new[] { "", "/call", "/alarm" })
        {
            await page.GotoAsync(Board(host, flood) + where);
            await Assertions.Expect(page.Locator("a[href='tel:13900000002']").First).ToBeVisibleAsync();
        }

        await using var other = await chromium.Reader(Phone);
        var seen = await SignIn(other, host, "auditor");
        foreach (var where in new[] { host.Address + "/desk/duty", Board(host, flood) })
        {
            await seen.GotoAsync(where);
            await Assertions.Expect(seen.Locator(".alarm")).ToContainTextAsync("2 个岗位中 1 个未应答");
            Assert.DoesNotContain("139000000", await seen.ContentAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nobody_has_answered_is_said_only_when_nobody_has()
    {
        await using var host = await Started();
        var flood = await host.OpenFlood();
        for (var step = 0; step < 5; step++)
            await host.After(Duration.FromMinutes(3));
        await using var reader = await chromium.Reader(English);
        var page = await SignIn(reader, host, "officer");
        await page.GotoAsync(Board(host, flood));
        await Assertions.Expect(page.Locator(".alarm strong").First).ToHaveTextAsync("Nobody has answered");

        await host.Do(flood, new RecordCall(1, 2, EmergencyServer.Deputy, Reply.Coming), new Actor.Staff(EmergencyServer.Officer));
        await page.ReloadAsync();

        await Assertions.Expect(page.Locator(".alarm strong").First).ToHaveTextAsync("1 of 2 posts have not answered");
        await Assertions.Expect(page.Locator("#board-people tbody tr").First).ToContainTextAsync("No answer"); // whoever must be rung comes first
        await Assertions.Expect(page.Locator("#board-people tbody tr").Last).ToContainTextAsync("沈禾 (standing in for Head of works) is coming (by telephone)");
    }

    [Fact]
    public async Task One_call_meets_what_is_owed_at_once_and_what_has_its_minutes()
    {
        await using var host = await Started();
        var flood = await host.OpenFlood();
        await using var reader = await chromium.Reader(Phone);
        var page = await SignIn(reader, host, "officer");
        await page.GotoAsync(Board(host, flood));
        await Assertions.Expect(page.Locator(".figure.next .figure-number")).ToHaveTextAsync("立即");

        await page.Locator(".figure.next a").ClickAsync();
        await Assertions.Expect(page.Locator("input[value=erl-61-township]")).ToBeCheckedAsync();
        await Assertions.Expect(page.Locator("input[value=county-phone]")).Not.ToBeCheckedAsync();
        await page.Locator("input[value=county-phone]").CheckAsync(new() { Force = true });
        await page.Locator("main button[type=submit]").ClickAsync();
        await page.WaitForURLAsync(Board(host, flood));

        Assert.Equal(["county-phone", "erl-61-township"], (await host.State(flood)).Reports.Clocks.Values.Where(clock => clock.MetAt is not null).Select(clock => clock.Rule.Id));
        await Assertions.Expect(page.Locator(".figure.next .figure-number")).ToHaveTextAsync("—");
    }

    [Fact]
    public async Task On_a_phone_what_must_be_done_stands_under_the_figures_and_a_post_takes_two_lines()
    {
        await using var host = await Started();
        var flood = await host.OpenFlood();
        await using var reader = await chromium.Reader(Phone);
        var page = await SignIn(reader, host, "officer");
        Assert.True(await Bottom(page.Locator(".open-button")) < 844 * 1.5);
        Assert.True(await page.EvaluateAsync<bool>("(() => { const b = document.querySelector('.open-button').getBoundingClientRect(), c = document.querySelector('.desk-card').getBoundingClientRect(); return b.right <= c.right && b.left >= c.left; })()"));
        var kinds = await page.Locator(".pairs .choice").EvaluateAllAsync<int[]>("all => all.map(one => one.getBoundingClientRect().left)");
        Assert.Equal(2, kinds.Distinct().Count());

        await page.GotoAsync(Board(host, flood));
        Assert.True(await Bottom(page.Locator(".board-actions a").First) < 844);
        await Assertions.Expect(page.Locator(".board-actions .btn-primary")).ToHaveTextAsync("登记电话报告");
        Assert.All(await page.Locator("#board-people tbody tr").EvaluateAllAsync<int[]>("all => all.map(one => one.getBoundingClientRect().height)"), height => Assert.InRange(height, 40, 90));
        await Assertions.Expect(page.Locator(".board-commanders")).ToContainTextAsync("镇长 郑舟"); // the officer does not stand down, and knows who does
    }

    [Fact]
    public async Task A_board_leads_to_the_others_that_are_open()
    {
        await using var host = await Started();
        var flood = await host.OpenFlood();
        var fire = new StreamId("emergency/000000000000000000000000000000f2");
        await host.Do(fire, new OpenEmergency(EventKind.Accident, "粮站起火", "老街口", null, "38"), new Actor.Staff(EmergencyServer.Officer));
        await using var reader = await chromium.Reader(Phone);
        var page = await SignIn(reader, host, "officer");
        await page.GotoAsync(Board(host, flood));

        await page.Locator(".board-others a").ClickAsync();

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("粮站起火");
        await Assertions.Expect(page.Locator(".board-others a")).ToContainTextAsync("石桥溪漫堤");
    }

    [Fact]
    public async Task A_reply_that_answers_nothing_stands_on_the_board_until_somebody_rang()
    {
        await using var host = await Started();
        var flood = await host.OpenFlood();
        var code = (await host.State(flood)).Rounds[0].Seats[0].Pages[0].Code;
        await host.Do(flood, new NoteReply(EmergencyServer.Head, code, null, "在外地"), new Actor.Engine());
        await using var reader = await chromium.Reader(Phone);
        var page = await SignIn(reader, host, "officer");
        await page.GotoAsync(Board(host, flood));
        await Assertions.Expect(page.Locator(".reply")).ToContainTextAsync("郑舟 短信回复：“在外地”");
        await page.FitsItsScreen();
        await page.AxeFindsNothingSerious();

        await page.Locator(".reply .record-answer").ClickAsync();
        await Assertions.Expect(page.Locator("#seat")).ToHaveValueAsync("1/1");
        await Assertions.Expect(page.Locator("#person")).ToHaveValueAsync("head");
        await page.Locator("input[name=reply]").Last.CheckAsync(new() { Force = true });
        await page.Locator("main button[type=submit]").ClickAsync();

        await page.WaitForURLAsync(Board(host, flood));
        await Assertions.Expect(page.Locator(".reply")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("#board-story")).ToContainTextAsync("在外地"); // it stays in the timeline
    }

    [Fact]
    public async Task Standing_down_lists_what_is_still_owed()
    {
        await using var host = await Started();
        var flood = await host.OpenFlood();
        await Account(host, "leader", EmergencyServer.DutyLeader.Value);
        await using var reader = await chromium.Reader(Phone);
        var page = await SignIn(reader, host, "leader");
        await page.GotoAsync(Board(host, flood) + "/stand-down");

        await Assertions.Expect(page.Locator("main .notice li")).ToContainTextAsync(["向上级人民政府报送突发事件信息（立即）", "电话报告县委县政府值班室"]);
        await Assertions.Expect(page.Locator(".strip")).ToContainTextAsync("石桥村二组");
    }

    [Fact]
    public async Task The_links_page_gives_the_duty_rooms_number_and_says_what_was_said_and_seven_alarms_of_one_minute_are_one_line()
    {
        await using var host = new Tours.DemoHost();
        await host.InitializeAsync();
        await using var reader = await chromium.Reader(new(390, 844, "en", false));
        var page = await reader.NewPageAsync();
        await Tours.StaffTour.SignIn(page, host, "duty");
        var board = await Tours.DutyTour.Open(page);
        var link = host.Address + EmergencyHost.LinkIn(await host.Mail.Next());

        await using var phone = await chromium.Reader(new(390, 844, "en", false));
        var ack = await phone.NewPageAsync();
        await ack.GotoAsync(link);
        Assert.Equal("zh-Hans", await ack.Locator("html").GetAttributeAsync("lang")); // as the message was written, whatever the browser is set to
        await Assertions.Expect(ack.Locator("a[href='tel:0000-5550110']")).ToBeVisibleAsync();
        await Assertions.Expect(ack.Locator(".ack-when")).ToContainTextAsync("2026年8月4日 09:30 接报");
        await ack.Locator("#minutes").SelectOptionAsync("20");
        await ack.Locator("button[value=coming]").ClickAsync();
        await Assertions.Expect(ack.Locator(".notice.good")).ToContainTextAsync("预计 09:50 到");
        await Assertions.Expect(ack.Locator("button[value=unable]")).ToHaveTextAsync("改为：不能到");
        await ack.GotoAsync(host.Address + "/a/no-such-token");
        await Assertions.Expect(ack.Locator("a[href='tel:0000-5550110']")).ToBeVisibleAsync();

        for (var step = 0; step < 6; step++)
            await host.After(Duration.FromMinutes(3));
        await page.GotoAsync(board);
        var alarms = page.Locator("#board-story .story-item", new() { HasText = "the desk’s alarm rings" });
        await Assertions.Expect(alarms).ToHaveCountAsync(1);
        await Assertions.Expect(alarms).ToContainTextAsync("委员 孙二, 委员 李知行"); // posts of one title are told apart
    }

    private static async Task<EmergencyHost> Started()
    {
        var host = await EmergencyHost.Start();
        foreach (var (person, number) in new[] { (EmergencyServer.Head, "13900000001"), (EmergencyServer.Works, "13900000002") })
            await host.Do(Town.Stream, new SetContact(person, "m2", "sms", number), new Actor.Operator());
        return host;
    }

    private static string Board(EmergencyHost host, StreamId emergency) => $"{host.Address}/desk/{emergency.Value.Replace("emergency/", "emergencies/", StringComparison.Ordinal)}";

    private static async Task Account(EmergencyHost host, string name, string person)
    {
        await using var scope = host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Accounts>().Add(name, person, EmergencyServer.Town.Value, EmergencyServer.Password);
    }

    private static async Task<IPage> SignIn(IBrowserContext reader, EmergencyHost host, string name)
    {
        var page = await reader.NewPageAsync();
        await page.GotoAsync(host.Address + "/sign-in?back=/desk/duty");
        await page.Locator("#name").FillAsync(name);
        await page.Locator("#password").FillAsync(EmergencyServer.Password);
        await page.Locator("#password").PressAsync("Enter");
        await page.WaitForURLAsync("**/desk/duty");
        return page;
    }

    private static async Task<float> Bottom(ILocator piece) => await piece.BoundingBoxAsync() is { } box ? box.Y + box.Height : float.MaxValue;
}
