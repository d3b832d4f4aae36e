using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Answerable.Server.Tests.Grievances;

/// <summary>A member of staff, signed in, who writes down everything an answer tells: status, headers and every byte of the page that is not a fresh token.</summary>
internal sealed partial class Reader : IDisposable
{
    private readonly HttpClient http;
    private string token = "";

    public Reader(string address)
    {
        http = new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new() }) { BaseAddress = new(address), Timeout = TimeSpan.FromMinutes(5) };
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    public async Task SignIn(string name, string password)
    {
        token = Token().Match(await http.GetStringAsync("/sign-in")).Groups[1].Value;
        using var form = Form(("name", name), ("password", password));
        Assert.Equal(HttpStatusCode.Redirect, (await http.PostAsync("/sign-in", form)).StatusCode);
        token = Token().Match(await http.GetStringAsync("/desk/account")).Groups[1].Value;
    }

    public async Task<string> Get(string path) => await Told(await http.GetAsync(path));

    public async Task<string> Post(string path, params (string Name, string Value)[] fields)
    {
        using var form = Form(fields);
        return await Told(await http.PostAsync(path, form));
    }

    public void Dispose() => http.Dispose();

    private FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Append(("__RequestVerificationToken", token)).Select(one => KeyValuePair.Create(one.Item1, one.Item2)));

    private static async Task<string> Told(HttpResponseMessage answer)
    {
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(one => one.Key is not ("Date" or "Set-Cookie" or "Content-Length"))
            .OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}: {string.Join(", ", one.Value)}");
        var body = Fresh().Replace(WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), "$1…");
        return $"{(int)answer.StatusCode}\n{string.Join('\n', headers)}\n\n{body}";
    }

    [GeneratedRegex("""name="__RequestVerificationToken" value="([^"]+)" """)]
    private static partial Regex Token();

    // Tokens of forms and the secrets a page draws anew each time.
    [GeneratedRegex("""(name="(?:__RequestVerificationToken|key|once|draft|secret)" value=")[^"]*""")]
    private static partial Regex Fresh();
}
