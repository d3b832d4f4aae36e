using Microsoft.AspNetCore.Mvc;

namespace Answerable.Server.Shell;

/// <summary>RFC 9457 problem details: a stable <c>code</c> for programs, and for people what happened (title) and what it means and what to do next (detail).</summary>
public static class Problem
{
    /// <param name="code">A refusal code; its words are <c>refusal.CODE</c> and <c>refusal.CODE.next</c>.</param>
    /// <param name="status">The HTTP status; 422 when a rule refused what was well formed.</param>
    /// <param name="arguments">Fill the words' <c>{0}</c> ….</param>
    public static IResult For(HttpContext http, string code, int status = StatusCodes.Status422UnprocessableEntity, params object[] arguments) =>
        Results.Problem(Details(Words.Of(http), code, status, arguments));

    public static ProblemDetails Details(Words w, string code, int status, params object[] arguments) => new()
    {
        Type = $"urn:answerable:refusal:{code}",
        Title = w[$"refusal.{code}", arguments],
        Detail = w[$"refusal.{code}.next", arguments],
        Status = status,
        Extensions = { ["code"] = code },
    };
}
