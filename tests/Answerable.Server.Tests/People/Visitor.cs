using System.Net;
using System.Text.RegularExpressions;

namespace Answerable.Server.Tests.People;

/// <summary>A browser without a script: keeps cookies, fills forms in, follows redirects when told to.</summary>
internal sealed partial class Visitor : IDisposable
{
    private readonly HttpClient http;

    public Visitor(string address)
    {
        http = new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new() }) { BaseAddress = new(address) };
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
    }

    public async Task<Seen> Get(string path) => await Seen.Of(await http.GetAsync(path));

    /// <summary>Opens <paramref name="page"/> and posts its form (its token and hidden fields) with <paramref name="fields"/> to <paramref name="to"/>.</summary>
    public async Task<Seen> Fill(string page, string to, params (string Name, string Value)[] fields)
    {
        var form = Hidden().Matches((await Get(page)).Text).Select(match => (match.Groups[1].Value, WebUtility.HtmlDecode(match.Groups[2].Value)));
        var all = form.Concat(fields).GroupBy(pair => pair.Item1).ToDictionary(group => group.Key, group => group.Last().Item2);
        return await Seen.Of(await http.PostAsync(to, new FormUrlEncodedContent(all)));
    }

    public Task<Seen> SignIn(string name, string password, string back = "") => Fill($"/sign-in?back={Uri.EscapeDataString(back)}", "/sign-in", ("name", name), ("password", password));

    public void Dispose() => http.Dispose();

    [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]*)"[^>]*>""")]
    private static partial Regex Hidden();
}

/// <param name="To">Where a redirect leads; null for a page.</param>
internal sealed record Seen(HttpStatusCode Status, string? To, string Text)
{
    public static async Task<Seen> Of(HttpResponseMessage answer) =>
        new(answer.StatusCode, answer.Headers.Location?.ToString(), await answer.Content.ReadAsStringAsync());
}
