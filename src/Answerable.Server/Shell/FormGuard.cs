using Microsoft.AspNetCore.Antiforgery;

namespace Answerable.Server.Shell;

/// <summary>Every posted form proves that one of our pages wrote it, signed in or not; an endpoint must say so to be exempt.</summary>
public static class FormGuard
{
    /// <summary>After authentication: the token is bound to who is signed in.</summary>
    public static IApplicationBuilder UseFormGuard(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (KeptForm.IsSwitch(http) && await IsOurs(http)) await KeptForm.Again(http);
        else if (!Changes(http) || Exempt(http)) await next(http);
        else if (!http.Request.HasFormContentType) await ErrorPages.Answer(http, StatusCodes.Status415UnsupportedMediaType, "not-a-form"); // a token could stand nowhere in it
        else if (await IsOurs(http)) await next(http);
        else await ErrorPages.Answer(http, StatusCodes.Status400BadRequest, "form-expired");
    }).UseAntiforgery();

    private static async Task<bool> IsOurs(HttpContext http)
    {
        await http.Request.ReadFormAsync(http.RequestAborted); // first, so that a form too large says so and not "expired"
        return await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http);
    }

    // Whatever is no page of ours, or does not take this method, is told that.
    private static bool Changes(HttpContext http) => !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method)
        && http.GetEndpoint() is RouteEndpoint endpoint && endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(http.Request.Method) is true;

    // No cookie counts below /api: a form posted there is told that it is no JSON.
    private static bool Exempt(HttpContext http) => http.Request.Path.StartsWithSegments("/api") || http.GetEndpoint()?.Metadata.GetMetadata<IAntiforgeryMetadata>() is { RequiresValidation: false };
}
