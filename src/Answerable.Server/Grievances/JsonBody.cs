using System.Text.Json;

namespace Answerable.Server.Grievances;

/// <summary>Reads a JSON body; what is wrong with it becomes a stable code, never an exception's words.</summary>
internal static class JsonBody
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { MaxDepth = 16 };

    private const long Longest = 1_000_000;
    private const long ReadAtMost = 32_000_000;

    public static async Task<(T? Value, (string Code, int Status)? Fault)> Read<T>(HttpContext http, CancellationToken cancel) where T : class
    {
        if (!http.Request.HasJsonContentType())
            return (null, ("not-json", StatusCodes.Status415UnsupportedMediaType));
        if (http.Request.ContentLength > Longest)
        {
            await ReadToNowhere(http, cancel);
            return (null, ("too-large", StatusCodes.Status413PayloadTooLarge));
        }

        try
        {
            if (http.Request.ContentLength is null && !await HoldBounded(http, cancel))
                return (null, ("too-large", StatusCodes.Status413PayloadTooLarge));
            return await JsonSerializer.DeserializeAsync<T>(http.Request.Body, Options, cancel) is { } value
                ? (value, null)
                : (null, ("json-malformed", StatusCodes.Status400BadRequest));
        }
        catch (JsonException)
        {
            return (null, ("json-malformed", StatusCodes.Status400BadRequest));
        }
        catch (BadHttpRequestException refused)
        {
            return (null, (refused.StatusCode == StatusCodes.Status413PayloadTooLarge ? "too-large" : "json-malformed", refused.StatusCode));
        }
    }

    // What does not say how long it is (chunked) is held until its end is seen; false: it is longer than it may be, and was read to its end.
    private static async Task<bool> HoldBounded(HttpContext http, CancellationToken cancel)
    {
        if (http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = ReadAtMost;
        var held = new MemoryStream();
        var buffer = new byte[32_768];
        var length = 0L;
        for (int read; (read = await http.Request.Body.ReadAsync(buffer, cancel)) > 0; length += read)
            if (length + read <= Longest)
                held.Write(buffer, 0, read);
        held.Position = 0;
        http.Request.Body = held;
        return length <= Longest;
    }

    // A sender that is still writing when the connection closes never sees why: what is a little too long is read to its end first.
    private static async Task ReadToNowhere(HttpContext http, CancellationToken cancel)
    {
        if (http.Request.ContentLength > ReadAtMost || http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>() is not { IsReadOnly: false } limit)
            return;
        limit.MaxRequestBodySize = ReadAtMost;
        await http.Request.Body.CopyToAsync(Stream.Null, cancel);
    }
}
