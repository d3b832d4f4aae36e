using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using Answerable.Engine.Channels;
using Answerable.Engine.Tests.Channels;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.Hosting;

namespace Answerable.Smoke.Emergencies;

/// <summary>Qingtan without a mail server, and with an SMS gateway on loopback that numbers what it takes: g-1, g-2 …</summary>
internal sealed class SmsTown : EmergencyServer
{
    private static readonly SmsReceiptOptions Receipts = new("an invented secret");
    private readonly Channel<Sms> arriving = Channel.CreateUnbounded<Sms>();
    private readonly SmsSink gateway;
    private int taken;

    private SmsTown(SmsSink gateway) : base(mailPort: 0) => this.gateway = gateway;

    /// <summary>Called before the gateway answers a request.</summary>
    public Action<Sms> BeforeAnswer { get; set; } = _ => { };

    public static async Task<SmsTown> Start()
    {
        var town = new SmsTown(new SmsSink());
        town.gateway.Answer = town.Take;
        await town.StartServer();
        await town.SetUp();
        await town.Set(new SetContact(Head, "m2", "sms", "13900000001"));
        await town.Set(new SetContact(Works, "m2", "sms", "+8613900000002"));
        await town.Set(new SetContact(Deputy, "m2", "sms", "13900000003"));
        await town.Set(new SetContact(DutyLeader, "m3", "email", "13900000001@qingtan.invalid")); // digits in a mailbox are no number
        return town;
    }

    /// <summary>The next SMS that the gateway has taken.</summary>
    public async Task<Sms> Next()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        return await arriving.Reader.ReadAsync(patience.Token);
    }

    /// <summary>Posts what a gateway posts.</summary>
    /// <param name="what"><c>receipt</c> or <c>reply</c>.</param>
    /// <param name="signature">Null: the right one.</param>
    public async Task<HttpStatusCode> Tell(string what, object message, string? signature = null)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(message);
        using var client = new HttpClient { BaseAddress = new(Address) };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/callbacks/sms/{what}") { Content = new ByteArrayContent(body) };
        request.Headers.Add(Receipts.SignatureHeader, signature ?? SmsReceipts.Sign(Receipts, body));
        return (await client.SendAsync(request)).StatusCode;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await gateway.DisposeAsync();
    }

    protected override ServerOptions Options(ServerOptions basis) => base.Options(basis) with
    {
        Mail = null,
        Sms = new("POST", $"http://127.0.0.1:{gateway.Port}/send", """{"phone":"{to}","content":"{text}","id":"{key}"}""") { Success = "\"code\":0", Reference = "\"msgId\":\"(?<ref>[^\"]+)\"" },
        SmsReceipts = Receipts,
    };

    private (int, string)? Take(SmsRequest request)
    {
        using var body = JsonDocument.Parse(request.Body);
        var reference = $"g-{Interlocked.Increment(ref taken)}";
        var sms = new Sms(reference, body.RootElement.GetProperty("phone").GetString()!, body.RootElement.GetProperty("content").GetString()!, body.RootElement.GetProperty("id").GetString()!);
        BeforeAnswer(sms);
        arriving.Writer.TryWrite(sms);
        return (200, $$"""{"code":0,"msgId":"{{reference}}"}""");
    }
}

/// <param name="Reference">The gateway's own number.</param>
internal sealed record Sms(string Reference, string To, string Text, string Key)
{
    /// <summary>What the person paged is asked to answer with.</summary>
    public string Code => System.Text.RegularExpressions.Regex.Match(Text, "37[0-9]{4}").Value;

    /// <summary>Under which the page's outcome is recorded.</summary>
    public string Page => Key[Key.IndexOf("page/", StringComparison.Ordinal)..];
}
