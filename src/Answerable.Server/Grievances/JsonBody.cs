using System.Text.Json;

namespace Answerable.Server.Grievances;

/// <summary>Reads a JSON body; what is wrong with it becomes a stable code, never an exception's words.</summary>
internal static class JsonBody
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { MaxDepth = 16 };

    public static async Task<(T? Value, (string Code, int Status)? Fault)> Read<T>(HttpContext http, CancellationToken cancel) where T : class
    {
        if (!http.Request.HasJsonContentType())
            return (null, ("not-json", StatusCodes.Status415UnsupportedMediaType));
        try
        {
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
}
