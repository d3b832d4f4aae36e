using Answerable.Recording;
using Answerable.Storage.Rows;
using Microsoft.AspNetCore.DataProtection;

namespace Answerable.Server.People;

/// <summary>
/// A browser in which somebody has signed in keeps a sealed note of it. What strangers guess elsewhere does not pause the account there:
/// otherwise anybody who knows a name could keep a duty officer out. It opens nothing, and stands for no address (docs/decisions/0092).
/// </summary>
public sealed class KnownBrowsers(IDataProtectionProvider protection, IdSource ids)
{
    private const string Cookie = "answerable.known";
    private const string Path = "/sign-in";
    private static readonly TimeSpan Life = TimeSpan.FromDays(90);
    private readonly ITimeLimitedDataProtector seal = protection.CreateProtector("Answerable.KnownBrowser").ToTimeLimitedDataProtector();

    /// <summary>What this browser is called where its wrong guesses are counted; null where this account never signed in here.</summary>
    public string? Of(HttpContext http, Account account)
    {
        try
        {
            return http.Request.Cookies[Cookie] is { } closed && seal.Unprotect(closed).Split('|') is [var id, var browser] && id == account.Id ? $"browser/{browser}" : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    public void Remember(HttpContext http, Account account) => http.Response.Cookies.Append(Cookie, seal.Protect($"{account.Id}|{ids.Hex(16)}", Life), new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, Path = Path, MaxAge = Life, IsEssential = true,
    });
}
