using System.Text;
using System.Text.Json;
using Answerable.Server.People.Pages;
using Answerable.Server.Shell;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Primitives;

namespace Answerable.Server.People;

/// <summary>
/// A form that arrives after its session has ended. What was typed goes into the sign-in page and comes back, filled in, to whoever wrote
/// it; it is sent only when they press the button again. Nothing is kept here: the form travels in the pages themselves.
/// </summary>
internal sealed class LostSession(IAntiforgery antiforgery)
{
    public const string Field = "kept";
    private const int Largest = 1_000_000; // bytes
    internal const string Token = "__RequestVerificationToken";

    /// <summary>Whether this is a form of ours without its session. The cookie beside it is same-site: no other site can post one here in a reader's name.</summary>
    public static bool Is(HttpContext http) =>
        HttpMethods.IsPost(http.Request.Method) && http.Request.ContentLength is <= Largest && http.Request.Cookies.ContainsKey("answerable.form")
        && http.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) is true
        && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    /// <summary>Answers it with the sign-in page, the form inside.</summary>
    public static async Task Answer(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var kept = new KeptEntry(http.Request.Path, form.ToDictionary(field => field.Key, field => field.Value.ToArray()));
        await Show.Page<SignInPage>(StatusCodes.Status401Unauthorized, (nameof(SignInPage.Back), kept.Path), (nameof(SignInPage.Kept), Pack(kept))).ExecuteAsync(http);
    }

    /// <summary>Just signed in: the page that gives the form back; null where there is none, or it is not this person's.</summary>
    public async Task<IResult?> Continue(HttpContext http, string packed) =>
        Open(packed) is { } kept && await IsTheirs(http, kept) ? Show.Page<KeptEntryPage>(200, (nameof(KeptEntryPage.Entry), kept)) : null;

    // The form's own token says for whom it was written. Somebody else who signs in at this desk does not read it.
    private Task<bool> IsTheirs(HttpContext http, KeptEntry kept)
    {
        var then = new DefaultHttpContext { User = http.User, RequestServices = http.RequestServices };
        then.Request.Method = HttpMethods.Post;
        then.Request.Scheme = http.Request.Scheme;
        then.Request.Headers.Cookie = http.Request.Headers.Cookie;
        then.Request.Form = new FormCollection(kept.Fields.ToDictionary(field => field.Key, field => new StringValues(field.Value)));
        return antiforgery.IsRequestValidAsync(then);
    }

    private static string Pack(KeptEntry kept) => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(kept));

    private static KeptEntry? Open(string packed)
    {
        try
        {
            return packed.Length is 0 or > Largest * 2 ? null
                : JsonSerializer.Deserialize<KeptEntry>(Convert.FromBase64String(packed)) is { } kept && new PathString(kept.Path).StartsWithSegments(PeopleSetup.DeskPath) ? kept : null;
        }
        catch (Exception fault) when (fault is FormatException or JsonException or ArgumentException)
        {
            return null;
        }
    }
}

/// <summary>A form that lost its session, as it was typed.</summary>
/// <param name="Path">Where it was posted, and where GET shows it again.</param>
public sealed record KeptEntry(string Path, Dictionary<string, string?[]> Fields)
{
    public IEnumerable<(string Name, string Value)> Typed => Fields.Where(one => one.Key != LostSession.Token).SelectMany(one => one.Value, (one, value) => (one.Key, value ?? ""));

    /// <summary>What somebody wrote, as opposed to what they chose or the page drew: shown, so that it can be copied whatever happens next.</summary>
    public IEnumerable<string> Written => Typed.Select(one => one.Value.Trim()).Where(value => value.Contains(' ', StringComparison.Ordinal) || value.Any(c => c > 127));
}
