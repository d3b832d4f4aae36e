using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Answerable.Engine.Tests.Channels;

/// <param name="Headers">By lower-case name.</param>
public sealed record SmsRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>A small real HTTP server on loopback that plays an SMS gateway.</summary>
public sealed class SmsSink : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly ConcurrentQueue<SmsRequest> requests = [];
    private readonly Task accepting;

    public SmsSink()
    {
        Port = FreePort();
        listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
        listener.Start();
        accepting = Accept();
    }

    public int Port { get; }
    public IReadOnlyCollection<SmsRequest> Requests => requests;

    /// <summary>Status and body of the answer; null breaks the connection off after the request was read.</summary>
    public Func<SmsRequest, (int Status, string Body)?> Answer { get; set; } = _ => (200, """{"code":0,"msgId":"g-1"}""");

    public async ValueTask DisposeAsync()
    {
        listener.Abort();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task Accept()
    {
        while (true)
            await Handle(await listener.GetContextAsync());
    }

    private async Task Handle(HttpListenerContext context)
    {
        using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
        var headers = context.Request.Headers.AllKeys.ToDictionary(name => name!.ToLowerInvariant(), name => context.Request.Headers[name]!);
        var request = new SmsRequest(context.Request.HttpMethod, context.Request.RawUrl!, headers, await reader.ReadToEndAsync());
        requests.Enqueue(request);
        if (Answer(request) is not var (status, body))
        {
            context.Response.Abort();
            return;
        }

        context.Response.StatusCode = status;
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
        context.Response.Close();
    }

    private static int FreePort()
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
