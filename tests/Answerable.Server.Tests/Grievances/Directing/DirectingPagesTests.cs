using System.Net;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Server.Tests.Grievances.Directing;

/// <summary>Areas and rules as an administrator sets them, and what they do to a filing: they say where it goes, and later they only propose.</summary>
public sealed class DirectingPagesTests(StaffedHost host) : IClassFixture<StaffedHost>
{
    private const string Areas = """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"east","name:zh":"东片","name:en":"East"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}}]}""";
    private const string Rules = "- id: lamps-east\n  subjects: [roads]\n  areas: [east]\n  office: town\n  unit: roads\n";

    [Fact]
    public async Task An_administrator_sets_areas_and_rules_and_a_filing_follows_them()
    {
        using var admin = await Administrator();
        await admin.Open("/desk/directing/areas");
        await admin.Post("/desk/directing/areas", ("text", "{\"type\":\"FeatureCollection\",\"features\":[{\"properties\":{\"code\":\"east\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}}]}"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, admin.Last.StatusCode);
        Assert.Contains("边界无效", admin.Html, StringComparison.Ordinal);
        await admin.Post("/desk/directing/areas", ("text", Areas));
        Assert.Contains("新的片区已启用", admin.Html, StringComparison.Ordinal);
        await admin.Open("/desk/directing/rules");
        await admin.Post("/desk/directing/rules", ("text", "- id: x\n  office: nowhere\n"), ("go", "check"));
        Assert.Contains("没有这个机关", admin.Html, StringComparison.Ordinal);
        await admin.Post("/desk/directing/rules", ("text", Rules));
        Assert.Contains("lamps-east", admin.Html, StringComparison.Ordinal);

        // A spot finds its area, the first rule that matches its unit; the case and its history say which.
        var (_, number, _) = await host.File(new { kind = "claim", title = "路灯不亮", body = "坏了。", category = "lamp", spot = new { latitude = 0.5, longitude = 0.5 } });
        var state = await host.State(number);
        Assert.Equal(("east", "roads", "lamps-east"), (state.Area, state.Unit?.Value, state.Direction?.Rule));
        using var desk = await host.AtDesk(StaffedHost.Desk);
        await desk.Open($"/desk/grievances/{number}");
        Assert.Contains("分流规则“lamps-east”", desk.Html, StringComparison.Ordinal);
        Assert.Contains("按规则分流", desk.Html, StringComparison.Ordinal);

        // Rules that change move nothing: asked again they propose, and somebody decides.
        await host.Do(Answerable.Offices.Town.Stream, new SetUnit(new(new("water"), new("town"), Text.Zh("水利站"))), new Actor.Operator());
        await admin.Open("/desk/directing/rules");
        await admin.Post("/desk/directing/rules", ("text", Rules.Replace("unit: roads", "unit: water", StringComparison.Ordinal)));
        Assert.Equal("roads", (await host.State(number)).Unit?.Value);
        await desk.Open($"/desk/grievances/{number}/ask-rules");
        await desk.Post($"/desk/grievances/{number}/ask-rules");
        Assert.Equal(("roads", "water"), ((await host.State(number)).Unit?.Value, (await host.State(number)).Suggested?.Unit?.Value));
        await desk.Open($"/desk/grievances/{number}/decline-rule");
        await desk.Post($"/desk/grievances/{number}/decline-rule", ("reason", "现场是道路。"));
        Assert.Contains("现场是道路。", desk.Html, StringComparison.Ordinal);
        Assert.Null((await host.State(number)).Suggested);

        using var resident = new Browser(host.Address);
        await resident.Open("/lodge");
        await resident.Post("/lodge/kind", ("kind", "claim"));
        await resident.Post("/lodge/story", ("title", "路灯坏了"), ("body", "一月初开始不亮。"));
        Assert.Contains("东片", resident.Html, StringComparison.Ordinal);
        Assert.Contains("geolocation=(self)", resident.Last.Headers.GetValues("Permissions-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("geolocation=()", (await resident.Open("/")).Last.Headers.GetValues("Permissions-Policy").Single(), StringComparison.Ordinal);
        await resident.Open("/lodge/subject");
        await resident.Post("/lodge/subject", ("category", "roads"), ("area", "east"), ("latitude", "十度"), ("longitude", "0.5"));
        Assert.Contains("请把纬度和经度都填上", resident.Html, StringComparison.Ordinal);
        await resident.Post("/lodge/subject", ("category", "roads"), ("area", "nowhere"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, resident.Last.StatusCode);
        await resident.Post("/lodge/subject", ("category", "roads"), ("area", "east"));
        Assert.StartsWith("/lodge/identity", resident.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_sees_or_sets_them_and_an_accusation_is_asked_for_no_area()
    {
        using var desk = await host.AtDesk(StaffedHost.Desk);
        foreach (var path in (string[])["/desk/directing", "/desk/directing/areas", "/desk/directing/rules/file"])
            Assert.Equal(HttpStatusCode.Forbidden, (await desk.Open(path)).Last.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await desk.Post("/desk/directing/areas", ("text", Areas))).Last.StatusCode);
        using var resident = new Browser(host.Address);
        await resident.Open("/lodge");
        await resident.Post("/lodge/kind", ("kind", "accusation"));
        await resident.Post("/lodge/about", ("about", "person:head"));
        await resident.Post("/lodge/story", ("title", "收钱"), ("body", "收了钱。"));
        Assert.DoesNotContain("name=\"area\"", resident.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("- id: a\n  office: &x town\n  unit: *x\n"), InlineData("- id: a\n  who: 测试甲\n"), InlineData("{"), InlineData("- \n")]
    public async Task Rubbish_is_refused_with_its_line(string yaml)
    {
        using var admin = await Administrator();
        await admin.Open("/desk/directing/rules");
        await admin.Post("/desk/directing/rules", ("text", yaml));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, admin.Last.StatusCode);
        Assert.Contains("不是有效的 YAML", admin.Html, StringComparison.Ordinal);
    }

    private async Task<Browser> Administrator()
    {
        await host.Open();
        await host.Do(Answerable.Offices.Town.Stream, new SetPost(new(new("keeper"), new("town"), null, Text.Zh("系统管理岗"), [Power.Administration])), new Actor.Operator());
        await host.Do(Answerable.Offices.Town.Stream, new FillPost(new("keeper"), StaffedHost.Mayor), new Actor.Operator());
        return await host.AtDesk(StaffedHost.Mayor);
    }
}
