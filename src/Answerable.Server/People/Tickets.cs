using Answerable.Server.Shell;
using Microsoft.AspNetCore.DataProtection;

namespace Answerable.Server.People;

/// <summary>A short-lived sealed note in a cookie that carries a sign-in from one step to the next, so that no node keeps anything.</summary>
public sealed class Tickets(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    public void Write(HttpContext http, string name, string value) =>
        http.Response.Cookies.Append(Cookie(name), Seal(name, value), Preferences.CookieFor(http, Life));

    /// <summary>What was written under this name in the last ten minutes by this browser; null otherwise.</summary>
    public string? Read(HttpContext http, string name) => Open(name, http.Request.Cookies[Cookie(name)]);

    public void Delete(HttpContext http, string name) => http.Response.Cookies.Delete(Cookie(name), Preferences.CookieFor(http, TimeSpan.Zero));

    /// <summary>The same in a form's hidden field.</summary>
    public string Seal(string name, string value) => Protector(name).Protect(value, Life);

    public string? Open(string name, string? sealedValue)
    {
        try
        {
            return string.IsNullOrEmpty(sealedValue) ? null : Protector(name).Unprotect(sealedValue);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    private ITimeLimitedDataProtector Protector(string name) => protection.CreateProtector("Answerable.SignIn", name).ToTimeLimitedDataProtector();

    private static string Cookie(string name) => $"answerable.{name}";
}
