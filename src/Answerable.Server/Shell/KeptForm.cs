using Microsoft.AspNetCore.Http.Extensions;

namespace Answerable.Server.Shell;

/// <summary>
/// Changing the language or the look in the middle of a form. The switch posts the form to the address of its page, with <c>?language=</c> or
/// <c>?look=</c>, and the page is written again with what was typed. Nothing is checked, recorded or kept; no script is needed.
/// </summary>
public static class KeptForm
{
    private const long Largest = 1_000_000; // bytes
    private const string LanguageSwitch = "language", LookSwitch = "look";

    /// <summary>What was typed before the switch; null on every other request.</summary>
    public static IFormCollection? Of(HttpContext? http) => http?.Items[typeof(KeptForm)] as IFormCollection;

    /// <summary>Where a switch posts a form: the page's own address, so that cookies bound to its path come along.</summary>
    /// <param name="page">Path and query of the page that shows the form when it is asked for with GET.</param>
    public static string Address(string page, string which, string value) =>
        QueryString.Create(which, value).Value is var added && page.Contains('?', StringComparison.Ordinal) ? page + "&" + added![1..] : page + added;

    // The switch sends fields and no files: whatever else comes to such an address goes the way of the page, with its own limits.
    internal static bool IsSwitch(HttpContext http) =>
        HttpMethods.IsPost(http.Request.Method) && http.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) is true
        && http.Request.ContentLength is <= Largest && (Chosen(http, LanguageSwitch) ?? Chosen(http, LookSwitch)) is not null;

    /// <summary>Everything from routing on can be run a second time for the same request. Before authentication.</summary>
    internal static void UseKeptForms(this WebApplication app)
    {
        app.Use((http, next) =>
        {
            http.Items[typeof(RequestDelegate)] = next;
            return next(http);
        });
        app.UseRouting(); // here, because the program would put it in front of everything
    }

    /// <summary>Remembers the choice and answers with the page as GET would, filled with the posted form.</summary>
    internal static Task Again(HttpContext http)
    {
        if (Chosen(http, LanguageSwitch) is { } language)
            Preferences.Remember(http, Language.Cookie, language);
        if (Chosen(http, LookSwitch) is { } look)
            Preferences.Remember(http, Preferences.LookCookie, look);
        http.Items[typeof(KeptForm)] = http.Request.Form;
        http.Request.Method = HttpMethods.Get;
        http.Request.QueryString = new QueryBuilder(http.Request.Query.Where(pair => pair.Key is not (LanguageSwitch or LookSwitch))
            .SelectMany(pair => pair.Value, (pair, one) => KeyValuePair.Create(pair.Key, one ?? ""))).ToQueryString();
        http.Request.RouteValues.Clear();
        http.SetEndpoint(null);
        return ((RequestDelegate)http.Items[typeof(RequestDelegate)]!)(http);
    }

    private static string? Chosen(HttpContext http, string which) => http.Request.Query[which].ToString() is { Length: > 0 } value
        ? which == LanguageSwitch ? Language.Known(value) : Preferences.KnownLook(value)
        : null;
}
