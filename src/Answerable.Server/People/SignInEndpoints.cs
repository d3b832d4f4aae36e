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

    private static async Task<IResult> Password(HttpContext http, SignIn signIn)
    {
        var form = await http.Request.ReadFormAsync();
        var (name, password, back) = ($"{form["name"]}".Trim(), $"{form["password"]}", $"{form["back"]}");
        var errors = new FormErrors();
        if (name.Length is 0 or > 256)
            errors.Add("name", "sign-in.name.missing");
        if (password.Length is 0 or > 1024)
            errors.Add("password", "sign-in.password.missing");
        if (errors.Any)
            return First(back, name, errors);
        return await signIn.WithPassword(http, name, password) switch
        {
            SignInOutcome.SignedIn => Results.Redirect(Back(back)),
            SignInOutcome.NeedsSecondStep => Results.Redirect($"/sign-in/second?back={Uri.EscapeDataString(Back(back))}"),
            SignInOutcome.Locked => First(back, name, errors.Add("name", "sign-in.locked")),
            _ => First(back, name, errors.Add("name", "sign-in.wrong")),
        };
    }

    private static async Task<IResult> Code(HttpContext http, SignIn signIn, SecondFactors factors, Flash flash)
    {
        var form = await http.Request.ReadFormAsync();
        var (code, back, recovery) = ($"{form["code"]}", $"{form["back"]}", form["kind"] == "recovery");
        var outcome = await signIn.WithCode(http, code, recovery);
        if (outcome is SignInOutcome.SignedIn && recovery)
            flash.Say(http, "warn", "sign-in.recovery.used");
        return outcome switch
        {
            SignInOutcome.SignedIn => Results.Redirect(recovery ? "/desk/account" : Back(back)),
            null => First(back, "", new FormErrors().Add("name", "sign-in.too-late")),
            SignInOutcome.Locked => First(back, "", new FormErrors().Add("name", "sign-in.locked")),
            _ => await Second(http, signIn, factors, back, recovery, new FormErrors().Add("code", recovery ? "sign-in.recovery.wrong" : "sign-in.code.wrong")),
        };
    }

    private static async Task<IResult> Passkey(HttpContext http, SignIn signIn)
    {
        var form = await http.Request.ReadFormAsync();
        var back = $"{form["back"]}";
        return await signIn.WithPasskey(http, $"{form["credential"]}") switch
        {
            SignInOutcome.SignedIn => Results.Redirect(Back(back)),
            SignInOutcome.Locked => First(back, "", new FormErrors().Add("name", "sign-in.closed")),
            _ => First(back, "", new FormErrors().Add("name", "sign-in.passkey.wrong")),
        };
    }

    private static async Task<IResult> Second(HttpContext http, SignIn signIn, SecondFactors factors, string? back, bool recovery = false, FormErrors? errors = null) =>
        await signIn.Waiting(http) is not { } account
            ? First(back, "", new FormErrors().Add("name", "sign-in.too-late"))
            : Show.Page<SecondStepPage>(StatusOf(errors), (nameof(SecondStepPage.Has), await factors.Of(account)), (nameof(SecondStepPage.Back), Back(back)),
                (nameof(SecondStepPage.Recovery), recovery || http.Request.Query["kind"] == "recovery"), (nameof(SecondStepPage.Errors), errors));

    private static IResult First(string? back, string name = "", FormErrors? errors = null) =>
        Show.Page<SignInPage>(StatusOf(errors), (nameof(SignInPage.Back), Back(back)), (nameof(SignInPage.Name), name), (nameof(SignInPage.Errors), errors));

    internal static int StatusOf(FormErrors? errors) => errors is { Any: true } ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;

    private static string Back(string? back) => Preferences.Local(back) is "/" or "/sign-in" ? PeopleSetup.DeskPath : Preferences.Local(back);
}
