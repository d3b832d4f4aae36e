using Answerable.Server.Limits;
using Answerable.Server.People.Pages;
using Answerable.Server.Shell;
using Answerable.Storage.Rows;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;

namespace Answerable.Server.People;

/// <summary>What everybody may do with their own sign-in. Each change ends the account's other sessions.</summary>
internal static class AccountEndpoints
{
    private const string PendingSecret = "codes-pending";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var account = routes.MapGroup("/desk/account").RequireStaff();
        account.MapGet("", Overview);
        account.MapGet("/codes", SetUpCodes);
        account.MapPost("/codes", TurnOnCodes).Paced(PaceRule.SignIn);
        account.MapPost("/codes/off", (HttpContext http, Desk desk) => desk.Change(http, "account.codes.off", mine => desk.Factors.TurnOffCodes(mine)));
        account.MapPost("/recovery", NewRecoveryCodes);
        account.MapGet("/recovery", (HttpContext http) => KeptForm.Of(http) is { } shown ? Desk.RecoveryCodes([.. shown["codes"].OfType<string>()]) : Results.Redirect("/desk/account"));
        account.MapPost("/passkeys/options", async (HttpContext http, Desk desk) => Results.Text(await desk.Passkeys.OptionsToAdd(http, await desk.Mine(http)), "application/json"));
        account.MapPost("/passkeys", AddPasskey);
        account.MapPost("/passkeys/remove", RemovePasskey);
        account.MapGet("/password", () => Show.Page<PasswordPage>());
        account.MapPost("/password", ChangePassword).Paced(PaceRule.SignIn);
    }

    private static async Task<IResult> Overview(HttpContext http, Desk desk) =>
        Show.Page<AccountPage>(200, (nameof(AccountPage.Name), http.User.Identity?.Name), (nameof(AccountPage.Has), await desk.Factors.Of(await desk.Mine(http))));

    // Whoever changes the language in between has scanned this secret already.
    private static IResult SetUpCodes(HttpContext http, Desk desk, Tickets tickets) =>
        desk.Codes(http, tickets.Open(PendingSecret, KeptForm.Of(http)?["secret"]) is { } pending ? Convert.FromBase64String(pending) : desk.Factors.NewSecret());

    private static async Task<IResult> TurnOnCodes(HttpContext http, Desk desk, Tickets tickets)
    {
        var form = await http.Request.ReadFormAsync();
        if (tickets.Open(PendingSecret, form["secret"]) is not { } pending)
            return Results.Redirect("/desk/account/codes");
        var (mine, secret) = (await desk.Mine(http), Convert.FromBase64String(pending));
        if (!await desk.Factors.TurnOnCodes(mine, secret, form["code"]))
            return desk.Codes(http, secret, new FormErrors().Add("code", "account.codes.wrong"));
        return await desk.Protected(http, mine, "account.codes.on");
    }

    private static async Task<IResult> NewRecoveryCodes(HttpContext http, Desk desk) => await desk.ShowRecoveryCodes(http, await desk.Mine(http));

    private static async Task<IResult> AddPasskey(HttpContext http, Desk desk)
    {
        var form = await http.Request.ReadFormAsync();
        var (mine, name) = (await desk.Mine(http), $"{form["passkey-name"]}".Trim());
        return await desk.Passkeys.Add(http, mine, $"{form["credential"]}", name.Length is 0 ? "passkey" : name[..Math.Min(name.Length, 60)])
            ? await desk.Protected(http, mine, "account.passkeys.added")
            : desk.Say(http, "bad", "account.passkeys.failed");
    }

    private static async Task<IResult> RemovePasskey(HttpContext http, Desk desk)
    {
        var id = $"{(await http.Request.ReadFormAsync())["id"]}";
        return await desk.Change(http, "account.passkeys.removed", mine => desk.Accounts.RemovePasskeyAsync(mine, WebEncoders.Base64UrlDecode(id)));
    }

    private static async Task<IResult> ChangePassword(HttpContext http, Desk desk)
    {
        var form = await http.Request.ReadFormAsync();
        var mine = await desk.Mine(http);
        var result = await desk.Accounts.ChangePasswordAsync(mine, $"{form["now"]}", $"{form["new"]}");
        if (result.Succeeded)
            return await desk.Stay(http, mine, "account.password.changed");
        var wrong = result.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.PasswordMismatch));
        var errors = new FormErrors().Add(wrong ? "now" : "new", wrong ? "account.password.wrong" : "account.password.weak");
        return Show.Page<PasswordPage>(SignInEndpoints.StatusOf(errors), (nameof(PasswordPage.Errors), errors));
    }

    /// <summary>The account at hand and what the pages around it need.</summary>
    internal sealed class Desk(UserManager<Account> accounts, SignInManager<Account> signIn, SecondFactors factors, Passkeys passkeys, Tickets tickets, Flash flash)
    {
        public UserManager<Account> Accounts { get; } = accounts;
        public SecondFactors Factors { get; } = factors;
        public Passkeys Passkeys { get; } = passkeys;

        public async Task<Account> Mine(HttpContext http) => await Accounts.GetUserAsync(http.User) ?? throw new BadHttpRequestException("Signed in to an account that is gone.", 401);

        public IResult Codes(HttpContext http, byte[] secret, FormErrors? errors = null) => Show.Page<CodesPage>(SignInEndpoints.StatusOf(errors),
            (nameof(CodesPage.Secret), secret), (nameof(CodesPage.Ticket), tickets.Seal(PendingSecret, Convert.ToBase64String(secret))), (nameof(CodesPage.Name), http.User.Identity?.Name), (nameof(CodesPage.Errors), errors));

        public async Task<IResult> Change(HttpContext http, string said, Func<Account, Task> change)
        {
            var mine = await Mine(http);
            await change(mine);
            return await Stay(http, mine, said);
        }

        /// <summary>The first protection comes with recovery codes; a later one changes nothing about them.</summary>
        public async Task<IResult> Protected(HttpContext http, Account mine, string said) =>
            (await Factors.Of(mine)).RecoveryLeft > 0 ? await Stay(http, mine, said) : await ShowRecoveryCodes(http, mine);

        public async Task<IResult> ShowRecoveryCodes(HttpContext http, Account mine)
        {
            var codes = await Factors.NewRecoveryCodes(mine);
            await Renew(http, mine);
            return RecoveryCodes(codes);
        }

        public static IResult RecoveryCodes(IReadOnlyList<string> codes) => Show.Page<RecoveryCodesPage>(200, (nameof(RecoveryCodesPage.Codes), codes));

        public async Task<IResult> Stay(HttpContext http, Account mine, string said)
        {
            await Renew(http, mine);
            return Say(http, "good", said);
        }

        public IResult Say(HttpContext http, string kind, string said)
        {
            flash.Say(http, kind, said);
            return Results.Redirect("/desk/account");
        }

        // A fresh stamp ends every session of the account within a minute, except this one.
        private async Task Renew(HttpContext http, Account mine)
        {
            await Accounts.UpdateSecurityStampAsync(mine);
            await signIn.RefreshSignInAsync(mine);
        }
    }
}
