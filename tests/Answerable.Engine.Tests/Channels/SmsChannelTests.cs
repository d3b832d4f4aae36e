using System.Net;
using System.Text.Json;
using Answerable.Engine.Channels;
using Answerable.Recording;

namespace Answerable.Engine.Tests.Channels;

public sealed class SmsChannelTests : IAsyncDisposable
{
    private const string Awkward = "水\"位\\ {to} & <桥> 100%\n";
    private readonly SmsSink sink = new();
    private readonly HttpClient http = new();

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await sink.DisposeAsync();
    }

    private SmsOptions Json => new("POST", $"http://127.0.0.1:{sink.Port}/send?k={{key}}", """{"phone":"{to}","content":"{text}","id":"{key}"}""")
    {
        Success = "\"code\":\\s*0\\b", Reference = "\"msgId\":\"(?<ref>[^\"]+)\"", Patience = TimeSpan.FromMinutes(1),
        Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer invented" },
    };

    private static OutgoingMessage Message(string to = "13900000001", string text = "能到回374821") => new("q/emergency/1/page/1/1/0/1/m1", to, new("", "", text), false);

    private Task<Sent> Send(SmsOptions options, OutgoingMessage message) => new SmsChannel(options, http).Send(message, default);

    [Fact]
    public async Task A_message_is_accepted_with_the_gateways_own_number()
    {
        var sent = await Send(Json, Message());

        Assert.Equal((DeliveryOutcome.Accepted, "g-1"), (sent.Outcome, sent.ProviderRef));
        var request = Assert.Single(sink.Requests);
        using var body = JsonDocument.Parse(request.Body);
        Assert.Equal("能到回374821", body.RootElement.GetProperty("content").GetString());
        Assert.Equal("q%2Femergency%2F1%2Fpage%2F1%2F1%2F0%2F1%2Fm1", request.Headers["idempotency-key"]);
        Assert.Equal("Bearer invented", request.Headers["authorization"]);
        Assert.EndsWith("?k=q%2Femergency%2F1%2Fpage%2F1%2F1%2F0%2F1%2Fm1", request.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_stay_words_in_JSON()
    {
        await Send(Json, Message(text: Awkward));
        using var body = JsonDocument.Parse(Assert.Single(sink.Requests).Body);

        Assert.Equal(Awkward, body.RootElement.GetProperty("content").GetString());
    }

    [Fact]
    public async Task Words_stay_words_in_a_form()
    {
        await Send(Json with { Body = "m={to}&t={text}", ContentType = "application/x-www-form-urlencoded" }, Message(text: Awkward));

        var fields = Assert.Single(sink.Requests).Body.Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => WebUtility.UrlDecode(pair[1]));
        Assert.Equal(("13900000001", Awkward), (fields["m"], fields["t"]));
    }

    [Fact]
    public async Task Words_stay_words_in_XML()
    {
        await Send(Json with { Body = "<s><t>{text}</t></s>", ContentType = "text/xml" }, Message(text: Awkward));

        Assert.Equal(Awkward, System.Xml.Linq.XDocument.Parse(Assert.Single(sink.Requests).Body).Root!.Value);
    }

    [Theory]
    [InlineData(200, """{"code":7,"msg":"no credit"}""", DeliveryOutcome.Failed, false)]
    [InlineData(400, "", DeliveryOutcome.Failed, false)]
    [InlineData(401, "", DeliveryOutcome.Failed, false)]
    [InlineData(429, "", DeliveryOutcome.Failed, true)]
    [InlineData(503, "", DeliveryOutcome.Failed, true)]
    [InlineData(500, "", DeliveryOutcome.Unknown, false)]
    [InlineData(502, "", DeliveryOutcome.Unknown, false)]
    [InlineData(504, "", DeliveryOutcome.Unknown, false)]
    [InlineData(200, "", DeliveryOutcome.Unknown, false)]
    public async Task What_a_gateway_answers_is_told_apart(int status, string body, DeliveryOutcome outcome, bool mayRetry)
    {
        sink.Answer = _ => (status, body);
        var sent = await Send(Json, Message());

        Assert.Equal((outcome, mayRetry), (sent.Outcome, sent.MayRetry));
    }

    [Fact]
    public async Task A_connection_broken_after_the_request_means_nobody_can_say()
    {
        sink.Answer = _ => null;

        Assert.Equal(DeliveryOutcome.Unknown, (await Send(Json, Message())).Outcome);
    }

    [Fact]
    public async Task A_gateway_that_is_not_there_has_sent_nothing()
    {
        var options = Json;
        await sink.DisposeAsync();
        var sent = await Send(options, Message());

        Assert.Equal((DeliveryOutcome.Failed, true), (sent.Outcome, sent.MayRetry));
    }

    [Theory]
    [InlineData("139 0000")]
    [InlineData("139\"0000")]
    [InlineData("13900000001,13900000002")]
    [InlineData("1")]
    public async Task Only_one_number_is_ever_sent_to(string to)
    {
        Assert.Equal("address-invalid", (await Send(Json, Message(to))).Detail);
        Assert.Empty(sink.Requests);
    }
}
