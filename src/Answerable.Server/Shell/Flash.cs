using Answerable.Recording;
using Microsoft.AspNetCore.DataProtection;

namespace Answerable.Server.Shell;

/// <summary>A short word carried over one redirect ("Saved.") in a sealed cookie that lives two minutes. It holds a key of the word book, never text.</summary>
public sealed class Flash(IDataProtectionProvider protection)
{
    private const string Cookie = "answerable.flash";
    private readonly ITimeLimitedDataProtector seal = protection.CreateProtector("Answerable.Flash").ToTimeLimitedDataProtector();

    /// <param name="kind">good, warn or bad.</param>
    /// <param name="key">A key of the word book.</param>
    public void Say(HttpContext http, string kind, string key) =>
        http.Response.Cookies.Append(Cookie, seal.Protect($"{kind}|{key}", TimeSpan.FromMinutes(2)), Preferences.CookieFor(http, TimeSpan.FromMinutes(2)));

    /// <summary>Says that a wish was done; where the same form had been sent before, or nothing was left to do, that it was done already.</summary>
    public void Say(HttpContext http, Answer answer, string key) =>
        Say(http, answer is Answer.Recorded { IsNew: true } ? "good" : "warn", answer is Answer.Recorded { IsNew: true } ? key : "form.already-done");

    /// <summary>The message waiting for this reader, taken away as it is read; null when there is none or it was tampered with.</summary>
    public (string Kind, string Key)? Take(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { Length: > 0 } sealedText) return null;
        if (!http.Response.HasStarted) http.Response.Cookies.Delete(Cookie);
        try
        {
            var parts = seal.Unprotect(sealedText).Split('|', 2);
            return (parts[0], parts[1]);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}
