using Answerable.Engine.Registrars;
using Answerable.Server.Shell.Pages;
using Microsoft.AspNetCore.Diagnostics;

namespace Answerable.Server.Shell;

/// <summary>Every failure gets an answer a person can use: a page in their language, or problem details for a program.</summary>
public static class ErrorPages
{
    private static readonly Dictionary<int, string> Codes = new()
    {
        [400] = "bad-request", [401] = "sign-in-needed", [403] = "forbidden", [404] = "not-found", [405] = "method-not-allowed", [409] = "conflict",
        [413] = "too-large", [415] = "not-json", [429] = "too-many-requests", [500] = "our-fault", [503] = "unavailable",
    };

    // The desk, its door, and the links that officers are paged with.
    private static readonly PathString[] StaffPaths = ["/desk", "/sign-in", "/sign-out", "/a"];

    public static IApplicationBuilder UseErrorPages(this IApplicationBuilder app) => app
        .UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = OnException, AllowStatusCode404Response = true, StatusCodeSelector = StatusOf, SuppressDiagnosticsCallback = failed => StatusOf(failed.Exception) < 500 })
        .UseStatusCodePages(context => Answer(context.HttpContext, context.HttpContext.Response.StatusCode));

    /// <summary>The code a bare status stands for; "our-fault" for what we do not know.</summary>
    public static string CodeOf(int status) => Codes.GetValueOrDefault(status, status < 500 ? "bad-request" : "our-fault");

    /// <summary>Whether staff read the page at this address, and not residents.</summary>
    public static bool IsForStaff(HttpContext? http) => http is not null && StaffPaths.Any(path => http.Request.Path.StartsWithSegments(path));

    /// <summary>Answers the request with the page or the problem details of a refusal.</summary>
    public static Task Answer(HttpContext http, int status, string? code = null)
    {
        code ??= CodeOf(status);
        return (WantsProgram(http) ? Problem.For(http, code, status) : Show.Page<ErrorPage>(status, (nameof(ErrorPage.Code), code), (nameof(ErrorPage.Status), status)))
            .ExecuteAsync(http);
    }

    private static Task OnException(HttpContext http) =>
        Answer(http, StatusOf(http.Features.Get<IExceptionHandlerFeature>()!.Error));

    private static int StatusOf(Exception error) => error is BadHttpRequestException bad ? bad.StatusCode
        : error is InvalidDataException { Source: "Microsoft.AspNetCore.WebUtilities" } ? StatusCodes.Status413PayloadTooLarge // a form past its limits
        : error is InvalidOperationException { Source: "Microsoft.AspNetCore.Http" } && error.Message.Contains("Content-Type", StringComparison.Ordinal) ? StatusCodes.Status400BadRequest // no form where one is posted
        : error is RecordUnavailableException ? StatusCodes.Status503ServiceUnavailable
        : StatusCodes.Status500InternalServerError;

    private static bool WantsProgram(HttpContext http) => http.Request.Path.StartsWithSegments("/api") || http.Request.Path.StartsWithSegments("/open311")
        || !http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal) && http.Request.Headers.Accept.ToString().Contains("json", StringComparison.Ordinal);
}
