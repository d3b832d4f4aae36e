using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Answerable.Recording;

namespace Answerable.Engine.Channels;

/// <summary>
/// SMS through any HTTP gateway. An answer that says "no" is a failure; no answer after the request went out means that nobody can
/// say; a connection that never came about means that nothing was sent.
/// </summary>
public sealed class SmsChannel(SmsOptions options, HttpClient http) : IChannel
{
    private const int LongestAnswer = 16_384;
    private static readonly TimeSpan PatternPatience = TimeSpan.FromMilliseconds(200);

    public string Name => "sms";

    public async Task<Sent> Send(OutgoingMessage message, CancellationToken cancel)
    {
        if (!IsNumber(message.Address))
            return Sent.Failed("address-invalid");
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(options.Patience);
        try
        {
            using var request = Write(message);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
            return Classify(response.StatusCode, await Read(response, timeout.Token));
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            return Sent.NotSent(failure.HttpRequestError.ToString());
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            return Sent.Unknown(failure.GetType().Name);
        }
    }

    private HttpRequestMessage Write(OutgoingMessage message)
    {
        var request = new HttpRequestMessage(new(options.Method), Template.Fill(options.Url, message, Uri.EscapeDataString));
        if (!string.IsNullOrEmpty(options.Body))
        {
            request.Content = new StringContent(Template.Fill(options.Body, message, Template.EscapeFor(options.ContentType)), Encoding.UTF8);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(options.ContentType + "; charset=utf-8");
        }

        foreach (var (name, value) in options.Headers)
            request.Headers.TryAddWithoutValidation(name, value.Replace("{key}", Uri.EscapeDataString(message.Key), StringComparison.Ordinal));
        if (options.IdempotencyHeader is { } header)
            request.Headers.TryAddWithoutValidation(header, Uri.EscapeDataString(message.Key));
        return request;
    }

    private Sent Classify(HttpStatusCode status, string answer) => (int)status switch
    {
        >= 200 and < 300 when Matches(options.Success, answer) => Sent.Accepted(Reference(answer)),
        >= 200 and < 300 when string.IsNullOrWhiteSpace(answer) => Sent.Unknown("empty answer"),
        >= 200 and < 300 => Sent.Failed($"refused: {Short(answer)}"),
        429 or 503 => Sent.NotSent($"{(int)status}"),
        408 or >= 500 => Sent.Unknown($"{(int)status}"),
        _ => Sent.Failed($"{(int)status} {Short(answer)}"),
    };

    private string? Reference(string answer) =>
        options.Reference is { } pattern && Regex.Match(answer, pattern, RegexOptions.CultureInvariant, PatternPatience) is { Success: true } match
            ? match.Groups["ref"].Value
            : null;

    private static bool Matches(string? pattern, string answer) =>
        pattern is null || Regex.IsMatch(answer, pattern, RegexOptions.CultureInvariant, PatternPatience);

    private static async Task<string> Read(HttpResponseMessage response, CancellationToken cancel)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancel);
        var buffer = new byte[LongestAnswer];
        var read = await stream.ReadAtLeastAsync(buffer, LongestAnswer, throwOnEndOfStream: false, cancel);
        return Encoding.UTF8.GetString(buffer, 0, read);
    }

    private static string Short(string answer) => answer.Length > 120 ? answer[..120] : answer;

    private static bool IsNumber(string address) =>
        address.Length is >= 5 and <= 20 && address.Select((c, i) => char.IsAsciiDigit(c) || (i == 0 && c == '+')).All(fits => fits);
}
