using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Answerable.Server.Tests.Grievances;

/// <summary>A browser without a script: keeps cookies, sends the hidden fields of the page it was shown, follows redirects.</summary>
internal sealed partial class Browser : IDisposable
{
    private readonly HttpClient client;

    public Browser(string address) => client = new(new HttpClientHandler { CookieContainer = Cookies }) { BaseAddress = new(address), Timeout = TimeSpan.FromMinutes(5) };

    /// <summary>With a client that says more of itself; its cookies are its own.</summary>
    public Browser(HttpClient client) => this.client = client;

    public CookieContainer Cookies { get; } = new();
    public string Html { get; private set; } = "";
    public HttpResponseMessage Last { get; private set; } = new();
    public string Path => Last.RequestMessage!.RequestUri!.PathAndQuery;
    public string Number => Id("number");
    public string Code => Id("code");

    public async Task<Browser> Open(string path) => await Keep(await client.GetAsync(path));

    /// <summary>Posts the page's hidden fields with those given.</summary>
    public async Task<Browser> Post(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(Hidden().Concat(fields.Select(one => KeyValuePair.Create(one.Name, one.Value))));
        return await Keep(await client.PostAsync(path, form));
    }

    /// <summary>The same as a form with files.</summary>
    public Task<Browser> Upload(string path, IEnumerable<(string Name, byte[] Content)> files, params (string Name, string Value)[] fields) =>
        UploadTo(path, files.Select(file => ("files", file.Name, file.Content)), fields);

    /// <summary>Each file in the field of its own name.</summary>
    public async Task<Browser> UploadTo(string path, IEnumerable<(string Field, string Name, byte[] Content)> files, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in Hidden().Concat(fields.Select(one => KeyValuePair.Create(one.Name, one.Value))))
            form.Add(new StringContent(value), name);
        foreach (var (field, name, content) in files)
        {
            var part = new ByteArrayContent(content);
            part.Headers.ContentType = new MediaTypeHeaderValue("image/png");
            form.Add(part, field, name);
        }

        return await Keep(await client.PostAsync(path, form));
    }

    /// <summary>The hidden fields of the page, and after them these bytes as they are.</summary>
    public async Task<Browser> Raw(string path, string body, string type = "application/x-www-form-urlencoded")
    {
        using var form = new ByteArrayContent(System.Text.Encoding.ASCII.GetBytes(string.Join('&', Hidden().Select(one => $"{one.Key}={Uri.EscapeDataString(one.Value)}").Append(body))));
        form.Headers.TryAddWithoutValidation("Content-Type", type);
        return await Keep(await client.PostAsync(path, form));
    }

    /// <summary>The page's hidden fields.</summary>
    public IEnumerable<KeyValuePair<string, string>> Fields => Hidden();

    /// <summary>Answers every question up to the check page.</summary>
    public async Task<Browser> ToCheck(string kind = "claim", string title = "东口路灯坏了", string about = "person:head")
    {
        await Open("/lodge");
        await Post("/lodge/kind", ("kind", kind));
        if (kind == "accusation")
            await Post("/lodge/about", ("about", about));
        await Post("/lodge/story", ("title", title), ("body", "一月初开始不亮，没人修。"));
        await Post("/lodge/subject", ("category", "roads"), ("place", "青石村东口"));
        await Post("/lodge/identity", ("openness", "open"));
        return await Post("/lodge/reach", ("name", "测试丙"), ("phone", "13900000001"));
    }

    public void Forget(string hidden) => Html = Html.Replace($"name=\"{hidden}\"", "name=\"forgotten\"", StringComparison.Ordinal);

    /// <summary>The back button: the page as it was.</summary>
    public void Back(string html) => Html = html;

    public void Dispose() => client.Dispose();

    private async Task<Browser> Keep(HttpResponseMessage answer)
    {
        Last = answer;
        Html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        return this;
    }

    private string Id(string id) => Regex.Match(Html, $"id=\"{id}\">([^<]+)<").Groups[1].Value;

    private IEnumerable<KeyValuePair<string, string>> Hidden() => HiddenField().Matches(Html)
        .Select(match => KeyValuePair.Create(match.Groups[1].Value, match.Groups[2].Value)).DistinctBy(pair => pair.Key);

    [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]*)"\s*/?>""")]
    private static partial Regex HiddenField();
}
