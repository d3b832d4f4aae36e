using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using Answerable.Grievances;
using Answerable.Recording;
using Answerable.Server.Tests.Attachments;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Answerable.Server.Tests.Grievances;

/// <summary>
/// Safeguards A6: after somebody has filed, tracked and guessed by page and by program, from an address nobody else has, behind a proxy
/// or not, neither that address nor their browser nor where they came from is anywhere: data, logs of every level, traces, figures.
/// </summary>
public sealed class TracelessTests(TracelessHost host) : IClassFixture<TracelessHost>
{
    internal const string Peer = "127.77.66.55";
    private const string Client = "203.0.113.77", Six = "2001:db8:77:66::55", Program = "Distinctive-Browser/7.7", From = "came-from.example.org";

    [Fact]
    public async Task Nothing_of_a_filers_connection_is_kept_anywhere()
    {
        var activities = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = one => activities.Enqueue(string.Join('\n', one.TagObjects.Select(tag => $"{tag.Key}={tag.Value}").Concat(one.Baggage.Select(tag => $"{tag.Key}={tag.Value}")).Append(one.DisplayName))),
        };
        ActivitySource.AddActivityListener(listener);
        using var http = Visitor();
        foreach (var passed in (string?[])[null, Client, Six])
            await Visit(http, passed);
        using var here = new HttpClient { BaseAddress = new(host.Address) };
        var figures = await here.GetStringAsync("/metrics");
        Assert.Contains("http_server_request_duration", figures, StringComparison.Ordinal);
        Assert.True(host.Log.Lines.Count > 100, "every level is listened to");
        Assert.NotEmpty(activities);

        var (addresses, browser) = (host.Log.Lines.Concat(activities).Append(figures), Encoding.UTF8.GetBytes(Program));
        foreach (var trace in (string[])[Peer, Client, Six, Program, From])
        {
            Assert.DoesNotContain(addresses, line => line.Contains(trace, StringComparison.OrdinalIgnoreCase));
            foreach (var bytes in (byte[][])[Encoding.UTF8.GetBytes(trace), Encoding.Unicode.GetBytes(trace)])
                Assert.Empty(Holding(bytes));
        }

        Assert.Empty(Holding(IPAddress.Parse(Six).GetAddressBytes()));
        Assert.Empty(Holding(IPAddress.Parse(Client).MapToIPv6().GetAddressBytes()));
        Assert.NotEmpty(Holding("grievance"u8.ToArray())); // what is there would be found
    }

    [Fact]
    public async Task Whom_a_trusted_proxy_names_waits_alone_and_a_header_from_anybody_else_makes_no_other_visitor()
    {
        using var proxy = Visitor();
        using var forger = new HttpClient { BaseAddress = new(host.Address) };
        Assert.Equal(HttpStatusCode.NotFound, (await Guesses(proxy))[^1]);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Guesses(forger))[^1]);
    }

    // Each guess at another number and, it says, for another visitor.
    private async Task<List<HttpStatusCode>> Guesses(HttpClient http)
    {
        var answers = new List<HttpStatusCode>();
        for (var n = 1; n <= 45; n++)
        {
            using var guess = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/grievances/{CaseNumber.Draw(host.Services.GetRequiredService<IdSource>())}");
            guess.Headers.Add("X-Forwarded-For", $"198.51.100.{n}");
            answers.Add((await http.SendAsync(guess)).StatusCode);
        }

        return answers;
    }

    // The page asks for the lodging form, files, tracks, guesses wrong and reports pressure; the program files, tracks and is refused.
    private static async Task Visit(HttpClient http, string? passed)
    {
        http.DefaultRequestHeaders.Remove("X-Forwarded-For");
        if (passed is not null)
            http.DefaultRequestHeaders.Add("X-Forwarded-For", passed);
        var browser = new Browser(http);
        await browser.ToCheck(title: "路灯坏了");
        await browser.Upload("/lodge/submit", [("照片.jpg", Files.PhoneJpeg())]);
        Assert.Equal("/case/receipt", browser.Path);
        await browser.Open("/case");
        await browser.Open("/track");
        await browser.Post("/track", ("number", "2345-6789-ABCD"), ("code", "2222"));
        await browser.Open("/pressed");
        await browser.Post("/pressed", ("ways", "followed"), ("body", "有人跟踪"));
        await browser.Open("/no/such/page");
        var filed = await http.PostAsJsonAsync("/api/v1/grievances", new { title = "路灯", body = "坏了" });
        Assert.Equal(HttpStatusCode.Created, filed.StatusCode);
        await http.PostAsync("/api/v1/grievances", new StringContent("{", Encoding.UTF8, "application/json"));
        await http.GetAsync("/api/v1/grievances/2345-6789-ABCD");
        await http.GetAsync("/log/qingxi/checkpoint");
    }

    private HttpClient Visitor()
    {
        var handler = new SocketsHttpHandler
        {
            CookieContainer = new(),
            ConnectCallback = async (context, cancel) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(IPAddress.Parse(Peer), 0));
                await socket.ConnectAsync(context.DnsEndPoint, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        var http = new HttpClient(handler) { BaseAddress = new(host.Address), Timeout = TimeSpan.FromMinutes(5) };
        http.DefaultRequestHeaders.Add("User-Agent", Program);
        http.DefaultRequestHeaders.Add("Referer", $"https://{From}/page");
        return http;
    }

    // What is being written at this moment has another name in the next one: it is looked at there.
    private IEnumerable<string> Holding(byte[] bytes) => Directory.GetFiles(host.Folder, "*", SearchOption.AllDirectories).Where(path => Path.GetFileName(path) != "lock" && Path.GetExtension(path) != ".tmp").Where(path =>
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var held = new MemoryStream();
        file.CopyTo(held);
        return held.ToArray().AsSpan().IndexOf(bytes) >= 0;
    });
}

/// <summary>A town behind a proxy that it trusts, whose every word of every level is listened to.</summary>
public sealed class TracelessHost : TownHost
{
    public Listening Log { get; } = new();

    protected override IReadOnlyList<IPAddress> Proxies => [IPAddress.Parse(TracelessTests.Peer)];

    protected override void Prepare(WebApplicationBuilder builder)
    {
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log).AddFilter<Listening>(null, LogLevel.Trace);
    }
}

/// <summary>Keeps every line that anything writes, scopes and exceptions included.</summary>
public sealed class Listening : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    public ConcurrentQueue<string> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose() { }

    private sealed class Logger(Listening all, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => all.scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var said = new StringBuilder($"{logLevel} {category} {formatter(state, exception)} {exception}");
            if (state is IEnumerable<KeyValuePair<string, object?>> values)
                foreach (var (key, value) in values)
                    said.Append($" {key}={value}");
            all.scopes.ForEachScope((scope, words) => words.Append($" [{(scope is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(',', pairs) : scope)}]"), said);
            all.Lines.Enqueue(said.ToString());
        }
    }
}
