using Answerable.Server.Limits;
using Answerable.Server.People.Pages;
using Answerable.Server.Shell;

namespace Answerable.Server.People;

internal static class SignInEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", (HttpContext http, string? back) => http.User.Actor() is null ? First(back) : Results.Redirect(Back(back)));
        routes.MapPost("/sign-in", Password).Paced(PaceRule.SignIn);
        routes.MapGet("/sign-in/second", async (HttpContext http, SignIn signIn, SecondFactors factors, string? back) => await Second(http, signIn, factors, back));
        routes.MapPost("/sign-in/second", Code).Paced(PaceRule.SignIn);
        routes.MapPost("/sign-in/passkey/options", async (HttpContext http, Passkeys passkeys) => Results.Text(await passkeys.OptionsToSignIn(http), "application/json")).Paced(PaceRule.SignIn);
        routes.MapPost("/sign-in/passkey", Passkey).Paced(PaceRule.SignIn);
        routes.MapPost("/sign-out", async (HttpContext http, SignIn signIn, Flash flash) =>
        {
            await signIn.Leave(http);
            flash.Say(http, "good", "sign-in.left");
            return Results.Redirect("/sign-in");
        });
    }

    private static async Task<IResult> Password(HttpContext http, SignIn signIn, SecondFactors factors, LostSession lost)
    {
        var form = await http.Request.ReadFormAsync();
        var (name, password, back, kept) = ($"{form["name"]}".Trim(), $"{form["password"]}", $"{form["back"]}", $"{form[LostSession.Field]}");
        var errors = new FormErrors();
        if (name.Length is 0 or > 256)
            errors.Add("name", "sign-in.name.missing");
        if (password.Length is 0 or > 1024)
            errors.Add("password", "sign-in.password.missing");
        if (errors.Any)
            return First(back, name, errors, kept);
        return await signIn.WithPassword(http, name, password) switch
        {
            SignInOutcome.SignedIn => await Enter(http, lost, back, kept),
            SignInOutcome.NeedsSecondStep => kept.Length > 0 ? await Second(http, signIn, factors, back, kept: kept) : Results.Redirect($"/sign-in/second?back={Uri.EscapeDataString(Back(back))}"),
            SignInOutcome.Locked => First(back, name, errors.Add("name", "sign-in.locked"), kept),
            _ => First(back, name, errors.Add("name", "sign-in.wrong"), kept),
        };
    }

    private static async Task<IResult> Code(HttpContext http, SignIn signIn, SecondFactors factors, LostSession lost, Flash flash)
    {
        var form = await http.Request.ReadFormAsync();
        var (code, back, recovery, kept) = ($"{form["code"]}", $"{form["back"]}", form["kind"] == "recovery", $"{form[LostSession.Field]}");
        if (form["kind"] == "ask-recovery")
            return await Second(http, signIn, factors, back, recovery: true, kept: kept);
        var outcome = await signIn.WithCode(http, code, recovery);
        if (outcome is SignInOutcome.SignedIn && recovery)
            flash.Say(http, "warn", "sign-in.recovery.used");
        return outcome switch
        {
            SignInOutcome.SignedIn => await Enter(http, lost, recovery ? "/desk/account" : back, kept),
            null => First(back, "", new FormErrors().Add("name", "sign-in.too-late"), kept),
            SignInOutcome.Locked => First(back, "", new FormErrors().Add("name", "sign-in.locked"), kept),
            _ => await Second(http, signIn, factors, back, recovery, kept, new FormErrors().Add("code", recovery ? "sign-in.recovery.wrong" : "sign-in.code.wrong")),
        };
    }

    private static async Task<IResult> Passkey(HttpContext http, SignIn signIn, LostSession lost)
    {
        var form = await http.Request.ReadFormAsync();
        var (back, kept) = ($"{form["back"]}", $"{form[LostSession.Field]}");
        return await signIn.WithPasskey(http, $"{form["credential"]}") switch
        {
            SignInOutcome.SignedIn => await Enter(http, lost, back, kept),
            SignInOutcome.Locked => First(back, "", new FormErrors().Add("name", "sign-in.closed"), kept),
            _ => First(back, "", new FormErrors().Add("name", "sign-in.passkey.wrong"), kept),
        };
    }

    // To where they came from; first to what they were entering when their session ended.
    private static async Task<IResult> Enter(HttpContext http, LostSession lost, string back, string kept) => await lost.Continue(http, kept) ?? Results.Redirect(Back(back));

    private static async Task<IResult> Second(HttpContext http, SignIn signIn, SecondFactors factors, string? back, bool recovery = false, string kept = "", FormErrors? errors = null) =>
        await signIn.Waiting(http) is not { } account
            ? First(back, "", new FormErrors().Add("name", "sign-in.too-late"), kept)
            : Show.Page<SecondStepPage>(StatusOf(errors), (nameof(SecondStepPage.Has), await factors.Of(account)), (nameof(SecondStepPage.Back), Back(back)),
                (nameof(SecondStepPage.Recovery), recovery || http.Request.Query["kind"] == "recovery"), (nameof(SecondStepPage.Kept), kept), (nameof(SecondStepPage.Errors), errors));

    private static IResult First(string? back, string name = "", FormErrors? errors = null, string kept = "") =>
        Show.Page<SignInPage>(StatusOf(errors), (nameof(SignInPage.Back), Back(back)), (nameof(SignInPage.Name), name), (nameof(SignInPage.Kept), kept), (nameof(SignInPage.Errors), errors));

    internal static int StatusOf(FormErrors? errors) => errors is { Any: true } ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;

    private static string Back(string? back) => Preferences.Local(back) is "/" or "/sign-in" ? PeopleSetup.DeskPath : Preferences.Local(back);
}
