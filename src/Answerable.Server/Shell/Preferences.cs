namespace Answerable.Server.Shell;

/// <summary>The two switches in the header, language and look: plain links that set a cookie and come back, so that they need no script.</summary>
public static class Preferences
{
    public const string LookCookie = "answerable.look";
    private static readonly string[] Looks = ["auto", "light", "dark"];

    /// <summary>"auto" (the device decides), "light" or "dark".</summary>
    public static string Look(HttpContext? http) => http?.Request.Cookies[LookCookie] is { } look && Looks.Contains(look) ? look : "auto";

    public static void MapPreferences(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/language/{language}", (HttpContext http, string language, string? back) =>
            Language.Known(language) is { } known ? Remember(http, Language.Cookie, known, back) : Results.NotFound());
        routes.MapGet("/look/{look}", (HttpContext http, string look, string? back) =>
            Looks.Contains(look) ? Remember(http, LookCookie, look, back) : Results.NotFound());
    }

    /// <summary>Where a switch leads: it comes back to the page it stands on.</summary>
    public static string Switch(HttpContext? http, string which, string value) =>
        $"/{which}/{value}?back={Uri.EscapeDataString(http is null ? "/" : http.Request.Path + (HttpMethods.IsGet(http.Request.Method) ? http.Request.QueryString.Value : ""))}";

    /// <summary>HttpOnly, same-site, and secure wherever the page itself was.</summary>
    public static CookieOptions CookieFor(HttpContext http, TimeSpan life) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = life, Path = "/", IsEssential = true };

    private static IResult Remember(HttpContext http, string cookie, string value, string? back)
    {
        http.Response.Cookies.Append(cookie, value, CookieFor(http, TimeSpan.FromDays(365)));
        return Results.Redirect(Local(back));
    }

    /// <summary>Only a path of ours: "//elsewhere" and "/\elsewhere" are other people's addresses.</summary>
    public static string Local(string? back) =>
        back is ['/', ..] && back is not ['/', '/' or '\\', ..] && !back.Any(char.IsControl) ? back : "/";
}
