namespace Answerable.Server.Shell;

/// <summary>The two switches in the header, language and look: plain links that set a cookie and come back, so that they need no script.</summary>
public static class Preferences
{
    public const string LookCookie = "answerable.look";
    private static readonly string[] Looks = ["auto", "light", "dark"];

    /// <summary>"auto" (the device decides), "light" or "dark".</summary>
    public static string Look(HttpContext? http) => KnownLook(http?.Items[LookCookie] as string ?? http?.Request.Cookies[LookCookie]) ?? "auto";

    /// <summary>The look if we have it, else null.</summary>
    public static string? KnownLook(string? look) => look is not null && Looks.Contains(look) ? look : null;

    public static void MapPreferences(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/language/{language}", (HttpContext http, string language, string? back) =>
            Language.Known(language) is { } known ? ComeBack(http, Language.Cookie, known, back) : Results.NotFound());
        routes.MapGet("/look/{look}", (HttpContext http, string look, string? back) =>
            KnownLook(look) is { } known ? ComeBack(http, LookCookie, known, back) : Results.NotFound());
    }

    /// <summary>Where a switch leads: it comes back to the page it stands on.</summary>
    public static string Switch(HttpContext? http, string which, string value) =>
        $"/{which}/{value}?back={Uri.EscapeDataString(Here(http))}";

    /// <summary>Path and query of the page at hand; of a page that answers a posted form, the path alone.</summary>
    public static string Here(HttpContext? http) =>
        http is null ? "/" : http.Request.Path + (HttpMethods.IsGet(http.Request.Method) ? http.Request.QueryString.Value : "");

    /// <summary>HttpOnly, same-site, and secure wherever the page itself was.</summary>
    public static CookieOptions CookieFor(HttpContext http, TimeSpan life) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = life, Path = "/", IsEssential = true };

    /// <summary>For a year, and for the rest of this request.</summary>
    internal static void Remember(HttpContext http, string cookie, string value)
    {
        http.Response.Cookies.Append(cookie, value, CookieFor(http, TimeSpan.FromDays(365)));
        http.Items[cookie] = value;
    }

    private static IResult ComeBack(HttpContext http, string cookie, string value, string? back)
    {
        Remember(http, cookie, value);
        return Results.Redirect(Local(back));
    }

    /// <summary>Only a path of ours: "//elsewhere" and "/\elsewhere" are other people's addresses. What is not ASCII is escaped, as a header has it.</summary>
    public static string Local(string? back) =>
        back is ['/', ..] && back is not ['/', '/' or '\\', ..] && !back.Any(char.IsControl)
            ? string.Concat(back.EnumerateRunes().Select(rune => rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString())))
            : "/";
}
