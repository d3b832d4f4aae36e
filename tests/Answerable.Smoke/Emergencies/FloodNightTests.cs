using System.Net;
using Answerable.Emergencies;
using Answerable.Engine.Tests.Channels;
using NodaTime;

namespace Answerable.Smoke.Emergencies;

/// <summary>The real server, a moved clock, a real mail server.</summary>
public sealed class FloodNightTests
{
    [Fact]
    public async Task Nobody_answers_the_deputy_is_paged_and_acknowledges_and_nothing_unexpected_was_sent()
    {
        await using var host = await EmergencyHost.Start();
        var flood = await host.OpenFlood();
        Assert.Equal(["head@qingtan.invalid", "works@qingtan.invalid"], await Two(host));

        await host.After(Duration.FromMinutes(3)); // the policy's reminder
        Assert.Equal(["head@qingtan.invalid", "works@qingtan.invalid"], await Two(host));

        await host.After(Duration.FromMinutes(3)); // the deputy; works has none, so the leader on duty
        var mails = new[] { await host.Mail.Next(), await host.Mail.Next() };
        Assert.Equal(["deputy@qingtan.invalid", "duty-leader@qingtan.invalid"], mails.Select(m => m.Recipient).Order(StringComparer.Ordinal));
        await Acknowledge(host, EmergencyHost.LinkIn(mails.Single(m => m.Recipient.StartsWith("deputy", StringComparison.Ordinal))));

        await host.After(Duration.FromHours(1));
        var state = await host.State(flood);
        Assert.Equal([EmergencyHost.Deputy], state.Rounds[0].Seats[0].Coming);
        Assert.Equal(DeskAlarm.Ringing, state.Rounds[0].Seats[1].Desk);
        Assert.Equal(6, host.Mail.Mails.Count);
    }

    [Fact]
    public async Task A_link_opened_by_a_scanner_answers_nothing()
    {
        await using var host = await EmergencyHost.Start();
        var flood = await host.OpenFlood();
        var link = EmergencyHost.LinkIn(await host.Mail.Next());
        using var scanner = EmergencyHost.Browser(host.Address);

        var page = await scanner.GetAsync(link);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("no-store", page.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await scanner.GetAsync(link[..^1] + (link[^1] == 'A' ? 'B' : 'A'))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await scanner.GetAsync("/a/374821")).StatusCode);
        Assert.All((await host.State(flood)).Rounds[0].Seats, seat => Assert.Empty(seat.Coming));
    }

    private static async Task<IEnumerable<string>> Two(EmergencyHost host) =>
        new[] { (await host.Mail.Next()).Recipient, (await host.Mail.Next()).Recipient }.Order(StringComparer.Ordinal);

    private static async Task Acknowledge(EmergencyHost host, string link)
    {
        using var browser = EmergencyHost.Browser(host.Address);
        Assert.Contains("石桥溪漫堤", await browser.GetStringAsync(link), StringComparison.Ordinal);
        var answer = await Forms.Post(browser, link, new() { ["reply"] = "coming", ["minutes"] = "15" });
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("您已答复：预计", await (await browser.GetAsync(link)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
