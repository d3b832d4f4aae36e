using System.Net;
using System.Text.RegularExpressions;
using Answerable.Server.People;
using Answerable.Server.Tests.Attachments;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Answerable.Server.Tests.Grievances;

/// <summary>A town with a virus scanner.</summary>
public sealed class ScannedHost : TownHost
{
    public FakeClamd Scanner { get; } = new();

    protected override bool IsDemo => true;

    protected override void Prepare(WebApplicationBuilder builder)
    {
        builder.Configuration["Clamd:Address"] = Scanner.Address;
        builder.Configuration["Clamd:Seconds"] = "10";
    }

    /// <summary>The head of the office, signed in.</summary>
    internal async Task<Browser> Head()
    {
        await using (var scope = Services.CreateAsyncScope())
            if (scope.ServiceProvider.GetRequiredService<Accounts>() is var accounts && (await accounts.List()).Count == 0)
                await accounts.Add("head", "head", Town.Value, "four invented words");
        var browser = new Browser(Address);
        await browser.Open("/sign-in");
        return await browser.Post("/sign-in", ("name", "head"), ("password", "four invented words"));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Scanner.DisposeAsync();
    }
}

/// <summary>A virus is refused in plain words; a scanner that is down loses nobody's file and hands nobody an unchecked one.</summary>
public sealed class ScannedTests(ScannedHost host) : IClassFixture<ScannedHost>
{
    private static readonly byte[] Photo = Files.PhoneJpeg();

    [Fact]
    public async Task A_file_with_a_virus_is_refused_by_name_and_the_words_are_kept()
    {
        Healthy();
        host.Scanner.Virus = Photo[^40..];
        var before = await host.Footprint();
        using var browser = new Browser(host.Address);
        await browser.ToCheck(title: "带病毒的附件");
        await browser.Upload("/lodge/submit", [("现场.jpg", Photo)]);
        Assert.Equal(422, (int)browser.Last.StatusCode);
        Assert.Contains("“现场.jpg”查出病毒，没有接收", browser.Html, StringComparison.Ordinal);
        Assert.Contains("带病毒的附件", browser.Html, StringComparison.Ordinal);
        Assert.Equal(before, await host.Footprint());
        Assert.Contains(Photo, host.Scanner.Seen); // as it was sent
        await browser.Upload("/lodge/submit", []);
        Assert.NotEmpty(browser.Number); // filed without it
    }

    [Fact]
    public async Task While_the_scanner_is_down_a_file_is_taken_and_opened_by_nobody_of_the_office_until_it_was_checked()
    {
        host.Scanner.Says = "";
        using var browser = await Filed();
        using var head = await host.Head();
        await head.Open($"/desk/grievances/{browser.Number}");
        var file = Regex.Match(head.Html, "/desk/grievances/[^\"]+/files/[0-9a-f]{64}").Value;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await head.Open(file)).Last.StatusCode);
        Assert.Contains("不会丢失", head.Html, StringComparison.Ordinal);

        Healthy();
        Assert.Equal("image/jpeg", (await head.Open(file)).Last.Content.Headers.ContentType!.MediaType);

        // A virus that nobody knew when it came in.
        host.Scanner.Says = "stream: Invented.Later FOUND";
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await head.Open(file)).Last.StatusCode);
        Assert.Contains("查出病毒，不能打开", head.Html, StringComparison.Ordinal);
        Healthy();
        await browser.Open("/case");
        Assert.Equal(HttpStatusCode.OK, (await browser.Open(Regex.Match(browser.Html, "/case/files/[0-9a-f]{64}").Value)).Last.StatusCode);
    }

    [Fact]
    public async Task An_original_that_cannot_be_checked_is_not_opened_and_no_opening_is_told()
    {
        Healthy();
        using var browser = await Filed();
        var number = browser.Number;
        await browser.Open("/case/originals");
        await browser.Upload("/case/originals", [("现场.jpg", Photo)], ("keep", Regex.Match(browser.Html, "value=\"([0-9a-f]{64})\"").Groups[1].Value));
        using var head = await host.Head();
        await head.Open($"/desk/grievances/{number}");
        var original = Regex.Match(head.Html, "/desk/grievances/[^\"]+/originals/[0-9a-f]{64}").Value;
        host.Scanner.Says = "";
        await head.Open(original);
        await head.Post(original, ("purpose", "verify-claim"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, head.Last.StatusCode);
        Healthy();
        await browser.Open("/case");
        Assert.Contains("至今没有人查看过", browser.Html, StringComparison.Ordinal);
    }

    private void Healthy() => (host.Scanner.Says, host.Scanner.Virus) = (null, "INVENTED-VIRUS"u8.ToArray());

    private async Task<Browser> Filed()
    {
        var browser = new Browser(host.Address);
        await browser.ToCheck(title: "有照片的事");
        await browser.Upload("/lodge/submit", [("现场.jpg", Photo)]);
        return browser;
    }
}
