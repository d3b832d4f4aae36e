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
    SignInManager<Account> signIn, UserManager<Account> accounts, SecondFactors factors, Passkeys passkeys, Tickets tickets, EndedSessions sessions,
    Guesses guesses, KnownBrowsers browsers, TimeProvider time)
{
    internal const string HalfWay = "sign-in";
    private const string Session = "session";

    public async Task<SignInOutcome> WithPassword(HttpContext http, string name, string password)
    {
        if (await accounts.FindByNameAsync(name) is not { } account || Accounts.IsClosed(account, time.GetUtcNow()))
            return OfNobody(name, password);
        if (await Fault(http, account, password) is { } fault)
            return fault;
        if (!(await factors.Of(account)).Any)
            return await Enter(http, account, "pwd");
        tickets.Write(http, HalfWay, $"{account.Id} {account.SecurityStamp}");
        return SignInOutcome.NeedsSecondStep;
    }

    // A name that nobody has, or had, is answered like any other, and no faster: which names exist is not told.
    private SignInOutcome OfNobody(string name, string password)
    {
        var asked = $"name/{accounts.NormalizeName(name)}";
        if (guesses.IsPaused(asked))
            return SignInOutcome.Locked;
        accounts.PasswordHasher.HashPassword(new Account(), password);
        return guesses.Wrong(asked) ? SignInOutcome.Locked : SignInOutcome.Wrong;
    }

    private async Task<SignInOutcome?> Fault(HttpContext http, Account account, string password)
    {
        if (browsers.Of(http, account) is { } browser)
            return guesses.IsPaused(browser) ? SignInOutcome.Locked
                : await accounts.CheckPasswordAsync(account, password) ? null
                : guesses.Wrong(browser) ? SignInOutcome.Locked : SignInOutcome.Wrong;
        var result = await signIn.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true);
        return result.Succeeded ? null : result.IsLockedOut ? SignInOutcome.Locked : SignInOutcome.Wrong;
    }

    /// <summary>A code from the app, or a recovery code. Null when the password was given too long ago, or changed since.</summary>
    public async Task<SignInOutcome?> WithCode(HttpContext http, string? code, bool recovery)
    {
        if (await Waiting(http) is not { } account)
            return null;
        var browser = browsers.Of(http, account);
        if (browser is null ? await accounts.IsLockedOutAsync(account) : guesses.IsPaused(browser))
            return SignInOutcome.Locked;
        if (recovery ? await factors.Redeems(account, code) : await factors.Accepts(account, code))
            return await Enter(http, account, recovery ? "recovery" : "otp");
        if (browser is not null)
            return guesses.Wrong(browser) ? SignInOutcome.Locked : SignInOutcome.Wrong;
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
        if (browsers.Of(http, account) is { } browser)
            guesses.Right(browser);
        else
            browsers.Remember(http, account);
        // Among the properties and not the claims: these are made anew from the account each minute.
        await signIn.SignInWithClaimsAsync(account, new AuthenticationProperties { Items = { [Session] = sessions.Begin() } }, [new Claim("amr", method)]);
        return SignInOutcome.SignedIn;
    }

    private static string? SessionOf(AuthenticationProperties? ticket) => ticket?.Items.TryGetValue(Session, out var session) is true ? session : null;
}
