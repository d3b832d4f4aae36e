using System.Security.Cryptography;
using System.Text;
using Answerable.Engine.Reading;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.Shell;

namespace Answerable.Server.Grievances.Resident;

/// <summary>The door for whoever was threatened, visited, detained, followed or pressed because they complained (safeguards A12).</summary>
internal static class PressedEndpoints
{
    private static readonly string[] Ways = ["threatened", "visited", "detained", "followed", "pressed", "other"];

    private const string Cookie = "answerable.pressed";
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    public static void MapPressed(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/pressed", View).ExcludeFromDescription();
        routes.MapPost("/pressed", Tell).ExcludeFromDescription();
    }

    private static Task<IResult> View(HttpContext http, CaseDesk desk, CaseTickets tickets, Jurisdictions jurisdictions, string? town, CancellationToken cancel) =>
        Page(http, desk, jurisdictions, town, null, KeptForm.Of(http), cancel, tickets.CarriedNumber(http));

    /// <summary>The complainant has just withdrawn, and said that somebody pressed them: led here with the number filled in, which stands in no address.</summary>
    public static IResult After(HttpContext http, CaseTickets tickets, string number, Flash flash)
    {
        tickets.CarryNumber(http, number);
        flash.Say(http, "good", "pressed.withdrawn");
        return Results.Redirect("/pressed");
    }

    private static async Task<IResult> Page(
        HttpContext http, CaseDesk desk, Jurisdictions jurisdictions, string? town, FormErrors? errors, IFormCollection? given, CancellationToken cancel, string? number = null)
    {
        var jurisdiction = await jurisdictions.Choose(town, cancel) ?? (await jurisdictions.All(cancel)).FirstOrDefault();
        var above = jurisdiction.Value is null ? [] : await desk.AgainstPressure(jurisdiction, null, cancel);
        return Show.Page<PressedPage>(errors is null ? 200 : 422, (nameof(PressedPage.Above), above), (nameof(PressedPage.Errors), errors), (nameof(PressedPage.Jurisdiction), jurisdiction.Value),
            (nameof(PressedPage.Given), given), (nameof(PressedPage.Number), number), (nameof(PressedPage.Once), given?["once"].ToString() is { Length: > 0 } once ? once : Begin(http, desk)));
    }

    // The form names the hash of a secret that this browser alone holds: whoever sends the form again from elsewhere, or after its receipt, is told no code.
    private static string Begin(HttpContext http, CaseDesk desk)
    {
        var secret = http.Request.Cookies[Cookie] is { Length: 32 } held ? held : desk.Once();
        http.Response.Cookies.Append(Cookie, secret, Options(http, Life));
        return NameOf(secret);
    }

    private static bool IsOurs(HttpContext http, string once) => http.Request.Cookies[Cookie] is { } secret && NameOf(secret) == once;

    private static string NameOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)))[..32];

    private static CookieOptions Options(HttpContext http, TimeSpan? life) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, Path = "/pressed", MaxAge = life, IsEssential = true,
    };

    private static async Task<IResult> Tell(HttpContext http, CaseDesk desk, Jurisdictions jurisdictions, Pacing pacing, CaseTickets tickets, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var (body, contact, number) = (Typed.Text(form["body"]), Typed.Line(form["contact"]), Typed.Line(form["number"]));
        var errors = new FormErrors();
        if (form["ways"].Count == 0)
            errors.Add("ways", "pressed.ways.missing");
        if (body.Length is 0 or > Steps.LongestBody)
            errors.Add("body", body.Length == 0 ? "pressed.body.missing" : "lodge.body.long", Steps.LongestBody);
        var once = form["once"].ToString();
        if (once.Length is 0 or > 64)
            return Show.Page<Shell.Pages.ErrorPage>(400, (nameof(Shell.Pages.ErrorPage.Code), "form-expired"), (nameof(Shell.Pages.ErrorPage.Status), 400));
        if (errors.Any || await jurisdictions.Choose(form["town"], cancel) is not { } jurisdiction)
            return await Page(http, desk, jurisdictions, form["town"], errors, form, cancel);
        await pacing.BeforeFiling(http, cancel);
        var words = new { ways = form["ways"].Where(Ways.Contains), body, contact = contact.Length > 300 ? contact[..300] : contact, number = number.Length > 40 ? number[..40] : number };
        var filed = await desk.ReportPressure(jurisdiction, null, words, once);
        if (filed is not Filed.Accepted { Stream: var stream, Number: var its, AccessCode: var code, Again: var again })
            return await Page(http, desk, jurisdictions, form["town"], new FormErrors().Add("body", $"refusal.{((Filed.Refused)filed).Why.Code}"), form, cancel);
        var isOurs = IsOurs(http, once);
        http.Response.Cookies.Delete(Cookie, Options(http, null));
        if (again && !isOurs)
            return Show.Page<FiledBeforePage>(200, (nameof(FiledBeforePage.Number), its));
        tickets.Give(http, jurisdiction, stream, Answerable.Grievances.AccessCode.Digest(code)!);
        tickets.CarryCode(http, its, code);
        return Results.Redirect("/case/receipt");
    }
}
