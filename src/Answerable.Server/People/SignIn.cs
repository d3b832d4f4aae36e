using System.Security.Claims;
using Answerable.Storage.Rows;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace Answerable.Server.People;

/// <summary>What came of an attempt to sign in.</summary>
public enum SignInOutcome { SignedIn, NeedsSecondStep, Wrong, Locked }

/// <summary>Password, then a second step where there is one; or a passkey, which is both. Wrong guesses lock the account for a while, for passwords and codes only.</summary>
public sealed class SignIn(
    SignInManager<Account> signIn, UserManager<Account> accounts, SecondFactors factors, Passkeys passkeys, Tickets tickets, EndedSessions sessions, TimeProvider time)
{
    internal const string HalfWay = "sign-in";
    private const string Session = "session";

    public async Task<SignInOutcome> WithPassword(HttpContext http, string name, string password)
    {
        if (await accounts.FindByNameAsync(name) is not { } account)
        {
            // As slow as a wrong password, so that the time taken does not tell which names exist.
            accounts.PasswordHasher.HashPassword(new Account(), password);
            return SignInOutcome.Wrong;
        }

        var checkedPassword = await signIn.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true);
        if (!checkedPassword.Succeeded)
            return checkedPassword.IsLockedOut ? SignInOutcome.Locked : SignInOutcome.Wrong;
        if (!(await factors.Of(account)).Any)
            return await Enter(http, account, "pwd");
        tickets.Write(http, HalfWay, $"{account.Id} {account.SecurityStamp}");
        return SignInOutcome.NeedsSecondStep;
    }

    /// <summary>A code from the app, or a recovery code. Null when the password was given too long ago, or changed since.</summary>
    public async Task<SignInOutcome?> WithCode(HttpContext http, string? code, bool recovery)
    {
        if (await Waiting(http) is not { } account)
            return null;
        if (await accounts.IsLockedOutAsync(account))
            return SignInOutcome.Locked;
        if (recovery ? await factors.Redeems(account, code) : await factors.Accepts(account, code))
            return await Enter(http, account, recovery ? "recovery" : "otp");
        await accounts.AccessFailedAsync(account);
        return await accounts.IsLockedOutAsync(account) ? SignInOutcome.Locked : SignInOutcome.Wrong;
    }

    /// <summary>
    /// A passkey opens an account that wrong passwords have locked: otherwise anybody could keep a duty officer out by guessing.
    /// It does not open one that an administrator has closed.
    /// </summary>
    public async Task<SignInOutcome> WithPasskey(HttpContext http, string credential) =>
        await passkeys.Holder(http, credential) is not { } account ? SignInOutcome.Wrong
        : Accounts.IsClosed(account, time.GetUtcNow()) ? SignInOutcome.Locked
        : await Enter(http, account, "passkey");

    /// <summary>The account whose password was given and whose second step is still to come.</summary>
    public async Task<Account?> Waiting(HttpContext http) =>
        tickets.Read(http, HalfWay)?.Split(' ') is [var id, var stamp] && await accounts.FindByIdAsync(id) is { } account && account.SecurityStamp == stamp ? account : null;

    /// <summary>Ends this session, copies of its cookie included, and no other of the account.</summary>
    public async Task Leave(HttpContext http)
    {
        tickets.Delete(http, HalfWay);
        if (SessionOf((await http.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Properties) is { } session)
            await sessions.End(session);
        await signIn.SignOutAsync();
    }

    /// <summary>Refuses the cookie of a session that was ended; then, each minute, one whose account has changed since.</summary>
    internal static async Task Check(CookieValidatePrincipalContext context)
    {
        if (await context.HttpContext.RequestServices.GetRequiredService<EndedSessions>().Has(SessionOf(context.Properties), context.HttpContext.RequestAborted))
            context.RejectPrincipal();
        else
            await SecurityStampValidator.ValidatePrincipalAsync(context);
    }

    private async Task<SignInOutcome> Enter(HttpContext http, Account account, string method)
    {
        await accounts.ResetAccessFailedCountAsync(account);
        tickets.Delete(http, HalfWay);
        // Among the properties and not the claims: these are made anew from the account each minute.
        await signIn.SignInWithClaimsAsync(account, new AuthenticationProperties { Items = { [Session] = sessions.Begin() } }, [new Claim("amr", method)]);
        return SignInOutcome.SignedIn;
    }

    private static string? SessionOf(AuthenticationProperties? ticket) => ticket?.Items.TryGetValue(Session, out var session) is true ? session : null;
}
