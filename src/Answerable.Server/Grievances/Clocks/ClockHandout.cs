using System.Text.Json;
using Answerable.Deadlines;
using Answerable.Grievances;
using Answerable.Recording;
using Answerable.Server.Shell;

namespace Answerable.Server.Grievances.Clocks;

/// <summary>The explanation of one clock in the form that was asked for: a page, plain text or JSON; by what the address ends in, or by what the program asking says it accepts.</summary>
internal static class ClockHandout
{
    private static readonly JsonSerializerOptions Indented = new(Json.Options) { WriteIndented = true };

    /// <param name="key">Of the clock, perhaps with <c>.txt</c> or <c>.json</c>.</param>
    /// <param name="page">Null: whoever asks can read no page, and gets JSON.</param>
    /// <returns>Not found when the case has no such clock that is shown.</returns>
    public static IResult Answer(HttpContext http, Grievance grievance, string key, Func<ActorId, string> name, Func<CaseClock, Explanation, IResult>? page)
    {
        var (bare, form) = Asked(http, key, page is not null);
        http.Response.Headers.Vary = "Accept, Accept-Language, Cookie";
        return CaseFile.ClocksFor(grievance).FirstOrDefault(one => one.Clock.Key == bare) is not { Clock: { } clock, Why: { } why } ? Results.NotFound()
            : form == "txt" ? Results.Text(ClockText.Write(why, Language.Of(http), name), "text/plain; charset=utf-8")
            : form == "json" ? Results.Text(JsonSerializer.Serialize(why.ToHandOut(), Indented), "application/json; charset=utf-8")
            : page!(clock, why);
    }

    private static (string Key, string Form) Asked(HttpContext http, string key, bool hasPage)
    {
        foreach (var ending in new[] { "txt", "json" })
            if (key.EndsWith($".{ending}", StringComparison.Ordinal))
                return (key[..^(ending.Length + 1)], ending);
        var accepted = (http.Request.GetTypedHeaders().Accept ?? []).OrderByDescending(one => one.Quality ?? 1).Select(one => one.MediaType.Value);
        return (key, accepted.Select(type => type switch { "text/plain" => "txt", "application/json" => "json", "text/html" when hasPage => "html", _ => null }).FirstOrDefault(form => form is not null)
            ?? (hasPage ? "html" : "json"));
    }
}
