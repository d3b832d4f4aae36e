using Answerable.Grievances;
using Answerable.Server.Tests.Grievances;

namespace Answerable.Server.Tests.Receptions;

/// <summary>Told at the window or on the telephone, read back, and filed through somebody who keeps no access.</summary>
public sealed class OralPagesTests(StaffedHost host) : IClassFixture<StaffedHost>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await host.Open();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_visit_has_a_sheet_to_sign_and_a_call_is_read_back()
    {
        using var desk = await host.AtDesk(StaffedHost.Desk);
        var number = await Register(desk, "visit");
        await desk.Open($"/desk/grievances/{number}/oral");
        Assert.Contains("签名或按指印", desk.Html, StringComparison.Ordinal);
        Assert.Contains("口述的路灯", desk.Html, StringComparison.Ordinal);
        await desk.Post($"/desk/grievances/{number}/oral", ("reference", "笔录1号"));
        Assert.Contains("id=\"how-error\"", desk.Html, StringComparison.Ordinal);
        await desk.Post($"/desk/grievances/{number}/oral", ("how", "thumb-printed"));
        Assert.Contains("id=\"reference-error\"", desk.Html, StringComparison.Ordinal);
        await desk.Post($"/desk/grievances/{number}/oral", ("how", "thumb-printed"), ("reference", "笔录1号"));
        Assert.Contains("按指印", desk.Html, StringComparison.Ordinal);
        Assert.Equal(Agreed.ThumbPrinted, (await host.State(number)).ReadBack);

        number = await Register(desk, "call");
        await desk.Open($"/desk/grievances/{number}/oral");
        await desk.Post($"/desk/grievances/{number}/oral", ("reference", "当场复述，来电人确认"));
        Assert.Equal(Agreed.OnPhone, (await host.State(number)).ReadBack);
        Assert.Equal(404, (int)(await desk.Open($"/desk/grievances/{await Register(desk, "letter")}/oral")).Last.StatusCode);
    }

    [Fact]
    public async Task Whoever_comes_in_somebody_s_place_is_given_the_number_and_no_code()
    {
        using var desk = await host.AtDesk(StaffedHost.Desk);
        await Register(desk, "visit", ("helped", "agent"));
        Assert.Contains("id=\"helped-error\"", desk.Html, StringComparison.Ordinal); // nobody could ever fetch the code
        var number = await Register(desk, "visit", ("helped", "agent"), ("name", "测试丙"));
        Assert.Contains("查询码不交给代办人", desk.Html, StringComparison.Ordinal);
        Assert.DoesNotMatch("[2-9A-Z]{4}(-[2-9A-Z]{4}){4}", desk.Html); // no access code anywhere on the page
        Assert.Equal(Helped.Agent, (await host.State(number)).Helped);
        await Register(desk, "visit", ("helped", "scribe"));
        Assert.Matches("[2-9A-Z]{4}(-[2-9A-Z]{4}){4}", desk.Html);
    }

    private static async Task<string> Register(Server.Tests.Grievances.Browser desk, string channel, params (string, string)[] more)
    {
        await desk.Open("/desk/grievances/register");
        await desk.Post("/desk/grievances/register", [("channel", channel), ("kind", "claim"), ("title", "口述的路灯"), ("body", "路灯不亮"), .. more]);
        return System.Text.RegularExpressions.Regex.Match(desk.Html, "[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}(?!-)").Value;
    }
}
