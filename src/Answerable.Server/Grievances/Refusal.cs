using Answerable.Recording;
using Answerable.Server.Shell;

namespace Answerable.Server.Grievances;

/// <summary>A refusal of the rules as an answer to a program.</summary>
internal static class Refusal
{
    public static IResult For(HttpContext http, Answer.Refused why)
    {
        var details = Problem.Details(Words.Of(http), why.Code, Status(why.Code));
        foreach (var (name, value) in why.Details)
            details.Extensions[name] = value;
        return Results.Problem(details);
    }

    private static int Status(string code) => code switch
    {
        "changed-meanwhile" => StatusCodes.Status409Conflict,
        "not-allowed" or "complainant-only" => StatusCodes.Status403Forbidden,
        "no-such-grievance" => StatusCodes.Status404NotFound,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
