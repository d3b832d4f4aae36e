using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Answerable.Engine.Channels;

namespace Answerable.Server.Demo.Mail;

/// <summary>What the town posts to its gateway (<see cref="DemoPost.Sms"/>).</summary>
internal sealed record GatewayRequest(string To, string Text, string Key);

/// <summary>
/// Plays an SMS gateway and the telephones behind it: every message arrives, its receipt is posted back, and what somebody types as a
/// reply is posted back too, signed as a real gateway signs.
/// </summary>
internal sealed class Gateway(Mailbox mailbox, DemoPost post) : BackgroundService
{
    private const int Tries = 40;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(250);
    private readonly HttpClient http = new() { BaseAddress = post.Site };
    private readonly Channel<string> receipts = Channel.CreateUnbounded<string>();

    /// <returns>The gateway's own number of the message.</returns>
    public string Take(GatewayRequest request)
    {
        var reference = string.Create(CultureInfo.InvariantCulture, $"demo-{mailbox.Put("sms", request.To, "", request.Text).Number}-{Environment.ProcessId}");
        receipts.Writer.TryWrite(reference);
        return reference;
    }

    /// <summary>Somebody answers by SMS.</summary>
    public Task Reply(string from, string text, CancellationToken cancel) => Tell("reply", new { from, text }, cancel);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        await foreach (var reference in receipts.Reader.ReadAllAsync(stopping))
            for (var tries = 1; await Tell("receipt", new { @ref = reference, status = "DELIVRD" }, stopping) == HttpStatusCode.NotFound && tries < Tries; tries++)
                await Task.Delay(BetweenTries, stopping); // 404: our answer to the sending has not been noted yet
    }

    public override void Dispose()
    {
        http.Dispose();
        base.Dispose();
    }

    private async Task<HttpStatusCode> Tell(string what, object message, CancellationToken cancel)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(message);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/callbacks/sms/{what}") { Content = new ByteArrayContent(body) };
        request.Headers.Add(post.Receipts.SignatureHeader, SmsReceipts.Sign(post.Receipts, body));
        using var answer = await http.SendAsync(request, cancel);
        return answer.StatusCode;
    }
}
