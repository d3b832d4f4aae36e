using Answerable.Engine.Channels;
using Answerable.Engine.Deliveries;
using Microsoft.AspNetCore.Antiforgery;

namespace Answerable.Server.Emergencies;

/// <summary>
/// What the SMS gateway posts to us: delivery receipts, and people's replies. Both must carry the gateway's signature. A receipt for a
/// number we do not know (yet) is answered 404, so that the gateway asks again.
/// </summary>
internal static class SmsCallbacks
{
    private const int Longest = 16_384;

    public static void Map(WebApplication app)
    {
        app.MapPost("/callbacks/sms/receipt", Receipt).ExcludeFromDescription().WithMetadata(new NoFormGuard());
        app.MapPost("/callbacks/sms/reply", Reply).ExcludeFromDescription().WithMetadata(new NoFormGuard());
    }

    private static async Task<IResult> Receipt(HttpContext http, DeliveryReports reports, CancellationToken cancel)
    {
        if (await Read(http, cancel) is not var (options, body))
            return Results.Unauthorized();
        if (SmsReceipts.Receipt(options, body) is not { } receipt)
            return Results.NoContent();
        return await reports.Callback("sms", receipt.Reference, receipt.Outcome, receipt.Detail, cancel) ? Results.NoContent() : Results.NotFound();
    }

    private static async Task<IResult> Reply(HttpContext http, ReplyDesk desk, CancellationToken cancel)
    {
        if (await Read(http, cancel) is not var (options, body))
            return Results.Unauthorized();
        if (SmsReceipts.Reply(options, body) is { } reply)
            await desk.Take(reply, cancel);
        return Results.NoContent();
    }

    private static async Task<(SmsReceiptOptions, byte[])?> Read(HttpContext http, CancellationToken cancel)
    {
        if (http.RequestServices.GetService<SmsReceiptOptions>() is not { } options || http.Request.ContentLength > Longest)
            return null;
        var buffer = new byte[Longest + 1];
        var read = await http.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
        return read <= Longest && SmsReceipts.IsGenuine(options, buffer.AsSpan(0, read), http.Request.Headers[options.SignatureHeader]) ? (options, buffer[..read]) : null;
    }

    private sealed class NoFormGuard : IAntiforgeryMetadata
    {
        public bool RequiresValidation => false;
    }
}
