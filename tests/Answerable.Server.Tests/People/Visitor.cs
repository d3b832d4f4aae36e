using System.Net;
using System.Text.RegularExpressions;

namespace Answerable.Server.Tests.People;

/// <summary>A browser without a script: keeps cookies, fills forms in, follows redirects when told to.</summary>
internal sealed partial class Visitor : IDisposable
{
    private readonly CookieContainer cookies = new();
    private readonly HttpClient http;

    public Visitor(string address)
    {
        http = new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = new(address) };
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

    /// <summary>Chooses a file in the form of <paramref name="page"/> and posts it there.</summary>
    public async Task<Seen> Upload(string page, string file, byte[] content)
    {
        using var form = new MultipartFormDataContent();
        foreach (var match in Hidden().Matches((await Get(page)).Text).DistinctBy(match => match.Groups[1].Value))
            form.Add(new StringContent(WebUtility.HtmlDecode(match.Groups[2].Value)), match.Groups[1].Value);
        form.Add(new ByteArrayContent(content), "file", file);
        return await Seen.Of(await http.PostAsync(page, form));
    }

    /// <summary>Posts a page's form as it stands: what is ticked, typed and hidden in it.</summary>
    public async Task<Seen> Submit(string to, string page) => await Seen.Of(await http.PostAsync(to, new FormUrlEncodedContent(
        Input().Matches(page).Select(match => match.Value).Where(input => !input.Contains("checkbox", StringComparison.Ordinal) || input.Contains(" checked", StringComparison.Ordinal))
            .Select(input => KeyValuePair.Create(Attribute(input, "name"), Attribute(input, "value"))).Where(pair => pair.Key.Length > 0).Distinct())));

    private static string Attribute(string input, string name) => WebUtility.HtmlDecode(Regex.Match(input, $" {name}=\"([^\"]*)\"").Groups[1].Value);

    /// <summary>Somebody else, perhaps at another node, with a copy of every cookie this one has.</summary>
    public Visitor Copied(string address)
    {
        var copy = new Visitor(address);
        foreach (Cookie cookie in cookies.GetAllCookies())
            copy.cookies.Add(new Uri(address), new Cookie(cookie.Name, cookie.Value));
        return copy;
    }

    public Task<Seen> SignIn(string name, string password, string back = "") => Fill($"/sign-in?back={Uri.EscapeDataString(back)}", "/sign-in", ("name", name), ("password", password));

    public void Dispose() => http.Dispose();

    [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]*)"[^>]*>""")]
    private static partial Regex Hidden();

    [GeneratedRegex("<input [^>]*>")]
    private static partial Regex Input();
}

/// <param name="To">Where a redirect leads; null for a page.</param>
internal sealed partial record Seen(HttpStatusCode Status, string? To, string Text)
{
    /// <summary>Without the tokens of its forms, which differ from one showing to the next.</summary>
    public string Plain => Token().Replace(Text, "");

    public static async Task<Seen> Of(HttpResponseMessage answer) =>
        new(answer.StatusCode, answer.Headers.Location?.ToString(), await answer.Content.ReadAsStringAsync());

    [GeneratedRegex("""<input type="hidden" name="__RequestVerificationToken"[^>]*>""")]
    private static partial Regex Token();
}
