using System.Security.Cryptography;
using Answerable.Recording;
using Answerable.Server.People;
using Microsoft.AspNetCore.DataProtection;

namespace Answerable.Server.Grievances.Resident;

/// <summary>
/// The cookie that an access code is exchanged for: sealed, for one case, for half an hour, sent to <c>/case</c> only. It holds no code;
/// when a new code is issued, or the case is closed, it and every copy of it open nothing any more.
/// </summary>
public sealed class CaseTickets(IDataProtectionProvider protection, CaseDoor door, EndedSessions visits)
{
    public const string Cookie = "answerable.case";
    private const string OnceCookie = "answerable.once";
    private const string NumberCookie = "answerable.number";
    private const string NumberPath = "/pressed";
    private const string Path = "/case";
    private const string OncePath = "/case/receipt";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan OnceLife = TimeSpan.FromMinutes(5);
    private readonly ITimeLimitedDataProtector seal = protection.CreateProtector("Answerable.Case").ToTimeLimitedDataProtector();
    private readonly ITimeLimitedDataProtector once = protection.CreateProtector("Answerable.Once").ToTimeLimitedDataProtector();

    public void Give(HttpContext http, JurisdictionId jurisdiction, StreamId stream, string digest) =>
        Write(http, $"{visits.Begin()}|{jurisdiction}|{stream}|{digest}");

    /// <summary>The case of whoever asks; null when they hold no ticket, or it has run out.</summary>
    public async Task<CaseDoor.Opened?> Holder(HttpContext http, CancellationToken cancel) =>
        Held(http)?.Split('|') is [var visit, var jurisdiction, var stream, var digest] && !await visits.Has(visit, cancel)
            ? await door.Again(new(jurisdiction), new(stream), digest, cancel)
            : null;

    /// <summary>The same, with another half hour: each page a complainant opens gives them one.</summary>
    public async Task<CaseDoor.Opened?> Entered(HttpContext http, CancellationToken cancel)
    {
        if (await Holder(http, cancel) is not { } opened)
            return null;
        Renew(http);
        return opened;
    }

    /// <summary>Another half hour for the same visit.</summary>
    public void Renew(HttpContext http) => Write(http, Held(http)!);

    /// <summary>Ends the visit, copies of its cookie included; other visits to the case go on.</summary>
    public async Task TakeAway(HttpContext http)
    {
        if (Held(http)?.Split('|') is [var visit, ..])
            await visits.End(visit);
        http.Response.Cookies.Delete(Cookie, Options(http, Path, null));
        http.Response.Cookies.Delete(OnceCookie, Options(http, OncePath, null));
    }

    /// <summary>Carries a fresh access code to the receipt page, which shows it and forgets it.</summary>
    public void CarryCode(HttpContext http, string number, string code) =>
        http.Response.Cookies.Append(OnceCookie, once.Protect($"{number}|{code}", OnceLife), Options(http, OncePath, OnceLife));

    /// <summary>The code carried for this number; a second call finds none.</summary>
    public string? TakeCode(HttpContext http, string number)
    {
        if (http.Request.Cookies[OnceCookie] is not { } carried)
            return null;
        http.Response.Cookies.Delete(OnceCookie, Options(http, OncePath, null));
        return Open(once, carried)?.Split('|') is [var its, var code] && its == number ? code : null;
    }

    /// <summary>Carries a number to the door for whoever was pressed.</summary>
    public void CarryNumber(HttpContext http, string number) =>
        http.Response.Cookies.Append(NumberCookie, once.Protect(number, OnceLife), Options(http, NumberPath, OnceLife));

    /// <summary>The number carried; a second call finds none.</summary>
    public string? CarriedNumber(HttpContext http)
    {
        if (http.Request.Cookies[NumberCookie] is not { } carried)
            return null;
        http.Response.Cookies.Delete(NumberCookie, Options(http, NumberPath, null));
        return Open(once, carried);
    }

    private string? Held(HttpContext http) => Open(seal, http.Request.Cookies[Cookie]);

    private void Write(HttpContext http, string visit) => http.Response.Cookies.Append(Cookie, seal.Protect(visit, Life), Options(http, Path, Life));

    private static string? Open(ITimeLimitedDataProtector seal, string? closed)
    {
        try
        {
            return closed is null ? null : seal.Unprotect(closed);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static CookieOptions Options(HttpContext http, string path, TimeSpan? life) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, Path = path, MaxAge = life, IsEssential = true,
    };
}
