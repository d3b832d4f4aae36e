using System.Text.Json;
using System.Threading.Channels;
using Answerable.Engine.Deliveries;
using Answerable.Engine.Tests.Channels;
using Answerable.Server.Hosting;
using MailKit.Security;
using Microsoft.Extensions.DependencyInjection;

namespace Answerable.Server.Tests.Grievances.Told;

/// <summary>The staffed town with a mail server and an SMS gateway of its own, both on loopback.</summary>
public sealed class PostedHost : StaffedHost
{
    private readonly Channel<Sms> arriving = Channel.CreateUnbounded<Sms>();

    public SmtpSink Mail { get; } = new();
    public SmsSink Gateway { get; } = new();

    /// <summary>Numbers that the gateway says it cannot reach.</summary>
    public HashSet<string> Dead { get; } = [];

    public PostedHost() => Gateway.Answer = Take;

    /// <summary>The next SMS that the gateway has taken; fails when none comes within a minute.</summary>
    public async Task<Sms> NextSms()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        return await arriving.Reader.ReadAsync(patience.Token);
    }

    /// <summary>Sends what is due, and lets cases be told of what failed.</summary>
    public Task Send() => Services.GetRequiredService<DeliveryWorker>().Drain(urgent: false, default);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Gateway.DisposeAsync();
        await Mail.DisposeAsync();
    }

    protected override ServerOptions Options(ServerOptions basis) => base.Options(basis) with
    {
        PublicUrl = new("https://yj.qingxi.invalid"),
        Mail = new("127.0.0.1", Mail.Port, "notices@qingxi.invalid", "清溪镇") { Security = SecureSocketOptions.None },
        Sms = new("POST", $"http://127.0.0.1:{Gateway.Port}/send", """{"phone":"{to}","content":"{text}","id":"{key}"}""") { Success = "\"code\":0", Reference = "\"msgId\":\"(?<ref>[^\"]+)\"" },
    };

    private (int, string)? Take(SmsRequest request)
    {
        using var body = JsonDocument.Parse(request.Body);
        var sms = new Sms(body.RootElement.GetProperty("phone").GetString()!, body.RootElement.GetProperty("content").GetString()!, body.RootElement.GetProperty("id").GetString()!);
        if (Dead.Contains(sms.To))
            return (200, $$"""{"code":7,"message":"{{sms.To}} is no number"}""");
        arriving.Writer.TryWrite(sms);
        return (200, """{"code":0,"msgId":"g-1"}""");
    }
}

/// <summary>A message as the gateway took it.</summary>
public sealed record Sms(string To, string Text, string Key)
{
    /// <summary>The six digits it carries.</summary>
    public string Code => System.Text.RegularExpressions.Regex.Match(Text, "[0-9]{6}").Value;
}
