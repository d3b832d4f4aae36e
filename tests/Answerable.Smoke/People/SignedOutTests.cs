using System.Net;
using Answerable.Offices;

namespace Answerable.Smoke.People;

/// <summary>What ended stays ended on both databases, after a restart of the real server too.</summary>
public sealed class SignedOutTests(TestPostgres postgres) : IClassFixture<TestPostgres>
{
    [Theory, InlineData(false), InlineData(true)]
    public async Task A_session_that_was_signed_out_and_a_case_that_was_closed_open_nothing_after_a_restart(bool onPostgres)
    {
        await using var host = await GrievanceHost.Start(postgres: onPostgres ? postgres.ConnectionString : null);
        await host.Employ(new("employee"), Power.Reception);
        var (number, code) = await host.File(new { kind = "suggestion", title = "路灯", body = "多装几盏。" });
        var (left, stays) = (new CookieContainer(), new CookieContainer());
        foreach (var jar in (CookieContainer[])[left, stays])
            using (var browser = Browser(host, jar))
            {
                await Forms.Post(browser, "/sign-in", new() { ["name"] = "employee", ["password"] = GrievanceHost.Password });
                await Forms.Post(browser, "/track", new() { ["number"] = number, ["code"] = code });
                Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), await Opens(host, jar));
            }

        var copy = new CookieContainer();
        copy.Add(left.GetAllCookies());
        using (var browser = Browser(host, left))
        {
            await Forms.Post(browser, "/case", [], to: "/case/leave");
            await Forms.Post(browser, "/desk/account", [], to: "/sign-out");
        }

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), await Opens(host, copy));
        await host.StopServer();
        await host.StartServer();
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), await Opens(host, copy));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), await Opens(host, stays));
    }

    private static async Task<(HttpStatusCode Desk, HttpStatusCode Case)> Opens(GrievanceHost host, CookieContainer cookies)
    {
        using var browser = Browser(host, cookies);
        return ((await browser.GetAsync("/desk/account")).StatusCode, (await browser.GetAsync("/case")).StatusCode);
    }

    private static HttpClient Browser(GrievanceHost host, CookieContainer cookies)
    {
        var http = new HttpClient(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = new(host.Address) };
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        return http;
    }
}
