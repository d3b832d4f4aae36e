using Answerable.Engine.Sealing;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.Grievances.Staff;
using Answerable.Storage;
using Answerable.Storage.Reading;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Answerable.Server.Tests.Grievances;

/// <summary>What a complainant says for themselves stays from whoever handles the matter (safeguards A5, A9, A10, A11, A18).</summary>
public sealed class KeptFromHandlersTests(StaffedHost host) : IClassFixture<StaffedHost>
{
    private static readonly Opinion Opinion = new(Outcome.Explain, "修好路灯", "已列入计划。", "《公路法》");

    [Fact]
    public async Task Whether_somebody_was_pressed_to_withdraw_is_on_no_page_of_staff_in_no_search_and_in_no_interface()
    {
        var (quiet, calm) = await Withdrawn("no");
        var (pressed, tense) = await Withdrawn("yes", "三个陌生人上门");
        using (calm)
        using (tense)
        {
            await host.Index();
            foreach (var reader in host.Readers.Values)
            {
                foreach (var path in (string[])["", "/opening", "/note", "/close", "/recuse"])
                    Assert.Equal((await reader.Get($"/desk/grievances/{quiet}{path}")).Replace(quiet, "N", StringComparison.Ordinal), (await reader.Get($"/desk/grievances/{pressed}{path}")).Replace(pressed, "N", StringComparison.Ordinal));
                foreach (var query in (string[])["state=closed", "state=all"])
                    Assert.DoesNotContain("陌生人", await reader.Get($"/desk/grievances?{query}"), StringComparison.Ordinal);
                foreach (var words in (string[])["陌生人", "上门", "三个"])
                    Assert.DoesNotContain(pressed, await reader.Get($"/desk/grievances?state=all&q={words}"), StringComparison.Ordinal);
            }

            await tense.Open("/case");
            using var http = new HttpClient { BaseAddress = new(host.Address) };
            var openApi = await http.GetStringAsync("/openapi/v1.json");
            Assert.DoesNotContain("pressed", openApi, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task A_withdrawal_is_taken_back_on_the_twenty_ninth_day_by_its_complainant_alone()
    {
        var (number, browser) = await Withdrawn("yes");
        using (browser)
        {
            host.Clock.Advance(Duration.FromDays(29));
            await browser.Open("/case");
            await browser.Post("/case/again");
            Assert.Equal(Stage.Registered, (await host.State(number)).Stage);
            Assert.DoesNotContain(StaffAction.All, action => action.Name.Contains("withdraw", StringComparison.Ordinal) || action.Name.Contains("again", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task No_rating_reaches_a_handler_not_even_that_there_is_one()
    {
        var (rated, browser) = await Answered();
        var (unrated, other) = await Answered();
        using (browser)
        using (other)
        {
            await browser.Open("/case/rate");
            await browser.Post("/case/rate", ("stars", "1"), ("words", "敷衍了事"));
            Assert.True((await host.State(rated)).IsRated);
            await host.Index();
            foreach (var reader in host.Readers.Values)
            {
                Assert.Equal((await reader.Get($"/desk/grievances/{unrated}")).Replace(unrated, "N", StringComparison.Ordinal), (await reader.Get($"/desk/grievances/{rated}")).Replace(rated, "N", StringComparison.Ordinal));
                Assert.DoesNotContain(rated, await reader.Get("/desk/grievances?state=all&q=敷衍"), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task An_identity_is_opened_for_a_purpose_of_the_list_only_and_the_complainant_reads_by_whom_and_why()
    {
        await host.Open();
        var (stream, number, code) = await host.File(new { title = "路灯", body = "测试丙的路灯坏了，电话13900000001", contact = new { name = "测试丙", phone = "13900000001" } });
        using var desk = await host.AtDesk(StaffedHost.Desk);
        foreach (var path in (string[])[$"/desk/grievances/{number}", $"/desk/grievances/{number}/opening", $"/desk/grievances/{number}/write"])
        {
            await desk.Open(path);
            Assert.DoesNotContain("测试丙", desk.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("13900000001", desk.Html, StringComparison.Ordinal);
        }

        await desk.Open($"/desk/grievances/{number}/opening");
        foreach (var purpose in (string[])["", "curiosity", "0", "ServeNotice", "ordered-disclosure"])
            Assert.Equal(422, (int)(await desk.Post($"/desk/grievances/{number}/opening", ("purpose", purpose))).Last.StatusCode);
        Assert.Empty((await host.State(number)).Openings);
        await desk.Open($"/desk/grievances/{number}/opening");
        await desk.Post($"/desk/grievances/{number}/opening", ("purpose", "hearing"));
        Assert.Contains("13900000001", desk.Html, StringComparison.Ordinal);
        var opening = Assert.Single((await host.Track(number, code)).GetProperty("openings").EnumerateArray());
        Assert.Equal(("测试丁", "hearing", "identity"), (opening.GetProperty("name").GetString(), opening.GetProperty("purpose").GetString(), opening.GetProperty("of").GetString()));
        await host.Do(stream, new Recuse(StaffedHost.Handler, "x"), new Actor.Staff(StaffedHost.Desk));
    }

    [Fact]
    public async Task Of_a_confidential_filing_the_handling_unit_is_offered_no_opening()
    {
        await host.Open();
        var (stream, number, _) = await host.File(new { title = "保密的事", body = "……", contact = new { name = "测试丙", phone = "13900000001" }, confidential = true });
        await host.Do(stream, new Accept("受理"), new Actor.Staff(StaffedHost.Desk));
        await host.Do(stream, new Assign(new("roads"), StaffedHost.Handler, StaffedHost.Mayor), new Actor.Staff(StaffedHost.Desk));
        using var desk = await host.AtDesk(StaffedHost.Desk);
        Assert.Contains("/opening\"", (await desk.Open($"/desk/grievances/{number}")).Html, StringComparison.Ordinal);
        using var handler = await host.AtDesk(StaffedHost.Handler);
        Assert.Equal(200, (int)(await handler.Open($"/desk/grievances/{number}")).Last.StatusCode);
        Assert.DoesNotContain("/opening\"", handler.Html, StringComparison.Ordinal);
        Assert.Equal(403, (int)(await handler.Open($"/desk/grievances/{number}/opening")).Last.StatusCode);
        Assert.Contains("信访人要求对承办单位保密", handler.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staff_read_the_day_and_not_the_hour_of_an_anonymous_or_confidential_filing_and_of_what_is_added_to_it()
    {
        await host.Open();
        foreach (var (openness, shown) in ((object?, bool)[])[(null, false), (new { name = "测试丙", phone = "13900000001" }, true)])
        {
            var (stream, number, _) = await host.File(new { kind = "suggestion", title = "路灯", body = "多装几盏", contact = openness });
            await host.Do(stream, new AddInformation("还有一处"), new Actor.Complainant());
            var page = await host.Readers[StaffedHost.Desk].Get($"/desk/grievances/{number}");
            var hour = host.Clock.Now.InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).TimeOfDay.ToString("HH:mm", null);
            Assert.Equal(shown, page.Contains(hour, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Names_and_words_of_attached_files_find_nothing_and_a_query_like_a_person_is_refused()
    {
        await host.Open();
        using var browser = new Browser(host.Address);
        await browser.ToCheck(title: "带说明的事");
        await browser.Upload("/lodge/submit", [("鹦鹉螺13900000001.txt", System.Text.Encoding.UTF8.GetBytes("蓝鲸 13900000001 测试丙"))]);
        await host.Index();
        var reader = host.Readers[StaffedHost.Desk];
        foreach (var words in (string[])["鹦鹉螺", "蓝鲸", "测试丙"])
            Assert.DoesNotContain(browser.Number, await reader.Get($"/desk/grievances?state=all&q={words}"), StringComparison.Ordinal);
        Assert.Contains(browser.Number, await reader.Get("/desk/grievances?state=all&q=带说明"), StringComparison.Ordinal);
        foreach (var person in (string[])["13900000001", "+86 139-0000-0001", "１３９００００００００１", "11010519900307002X", "a@example.org", "a%20(at)%20example.org"])
            Assert.Contains("请用事由、地点或者事项编号查找", await reader.Get($"/desk/grievances?q={Uri.EscapeDataString(person)}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_of_retaliation_opens_with_the_key_of_the_office_above_and_of_the_body_of_discipline_and_each_is_told()
    {
        await host.Open();
        using var browser = new Browser(host.Address);
        await browser.Open("/pressed");
        Assert.Contains("临江县信访局、临江县纪委监委", browser.Html, StringComparison.Ordinal);
        await browser.Post("/pressed", ("ways", "visited"), ("body", "昨晚三个人上门"));
        var stream = await host.Find(browser.Number);
        var payload = ((AccusationSealed)(await host.Services.GetRequiredService<Histories>().Read<Grievance>(TownHost.Town, stream, opened: true, default))!.Events[0].Event).Payload!;
        var armored = Convert.FromBase64String(string.Concat(payload.Split('\n').Where(line => !line.StartsWith('-'))));
        foreach (var key in (AgeIdentity[])[host.County, host.Discipline])
            Assert.Contains("昨晚三个人上门", System.Text.Encoding.UTF8.GetString(Age.Decrypt(armored, key)), StringComparison.Ordinal);
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<RecordDb>>().CreateDbContextAsync();
        Assert.Equal(["office.county", "office.discipline"], await db.Deliveries.Where(d => d.Stream == stream.Value).Select(d => d.Recipient).Order().ToListAsync());
        Assert.Contains((await host.State(browser.Number)).Clocks, clock => clock.Clock.Rule.Rule == "first-human-answer");
    }

    private async Task<(string Number, Browser Browser)> Filed()
    {
        await host.Open();
        var browser = new Browser(host.Address);
        await browser.ToCheck(title: "路灯坏了的事");
        await browser.Upload("/lodge/submit", []);
        return (browser.Number, browser);
    }

    private async Task<(string Number, Browser Browser)> Withdrawn(string pressed, string words = "")
    {
        var (number, browser) = await Filed();
        await browser.Open("/case/withdraw");
        await browser.Post("/case/withdraw", ("pressed", pressed), ("words", words), ("sure", "yes"));
        Assert.Equal(Stage.Withdrawn, (await host.State(number)).Stage);
        return (number, browser);
    }

    private async Task<(string Number, Browser Browser)> Answered()
    {
        var (number, browser) = await Filed();
        await host.Answer(await host.Find(number), Opinion);
        await browser.Open("/case");
        await browser.Post("/case/answer");
        return (number, browser);
    }
}
