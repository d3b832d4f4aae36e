using Answerable.Recording;
using Answerable.Storage.Rows;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Answerable.Server.People;

/// <summary>One line of <c>answerable user list</c>.</summary>
/// <param name="SecondFactor">codes, passkey, both or none.</param>
/// <param name="Lock">open, locked (wrong guesses) or closed (by an administrator).</param>
public sealed record AccountLine(string Name, string Person, string Jurisdiction, string SecondFactor, string Lock);

/// <summary>What an administrator does with accounts. None of it gives a power: powers follow from posts.</summary>
public sealed class Accounts(UserManager<Account> accounts, SecondFactors factors, IdSource ids, TimeProvider time)
{
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>Creates a sign-in and returns its password, which is shown once.</summary>
    /// <param name="password">Null: a fresh one of 16 characters.</param>
    /// <exception cref="AccountException">The name is taken or malformed, or the password too weak.</exception>
    public async Task<string> Add(string name, string person, string jurisdiction, string? password = null)
    {
        password ??= NewPassword();
        Check(await accounts.CreateAsync(new Account { UserName = name, Person = person, Jurisdiction = jurisdiction, LockoutEnabled = true }, password));
        return password;
    }

    /// <summary>Gives a new password and ends every session of the account.</summary>
    /// <exception cref="AccountException">No such account.</exception>
    public async Task<string> ResetPassword(string name)
    {
        var (account, password) = (await Find(name), NewPassword());
        Check(await accounts.RemovePasswordAsync(account));
        Check(await accounts.AddPasswordAsync(account, password));
        await accounts.ResetAccessFailedCountAsync(account);
        return password;
    }

    /// <summary>A lost phone: takes away one-time codes, recovery codes and passkeys, and ends every session.</summary>
    /// <exception cref="AccountException">No such account.</exception>
    public async Task RemoveSecondFactor(string name)
    {
        var account = await Find(name);
        await factors.RemoveAll(account);
        Check(await accounts.UpdateSecurityStampAsync(account));
    }

    /// <summary>Closes an account, for somebody who has left, or opens it again. Sessions end within a minute.</summary>
    /// <exception cref="AccountException">No such account.</exception>
    public async Task Close(string name, bool closed)
    {
        var account = await Find(name);
        Check(await accounts.SetLockoutEndDateAsync(account, closed ? DateTimeOffset.MaxValue : null));
        Check(await accounts.UpdateSecurityStampAsync(account));
    }

    public async Task<IReadOnlyList<AccountLine>> List()
    {
        var lines = new List<AccountLine>();
        foreach (var account in await accounts.Users.OrderBy(one => one.UserName).ToListAsync())
            lines.Add(new(account.UserName!, account.Person, account.Jurisdiction, Describe(await factors.Of(account)), LockOf(account, time.GetUtcNow())));
        return lines;
    }

    /// <summary>Locked for longer than wrong guesses ever lock: an administrator did it.</summary>
    public static bool IsClosed(Account account, DateTimeOffset now) => account.LockoutEnd > now.AddDays(365);

    private static string LockOf(Account account, DateTimeOffset now) => IsClosed(account, now) ? "closed" : account.LockoutEnd > now ? "locked" : "open";

    private static string Describe(SecondFactor has) => (has.Codes, has.Passkeys.Count > 0) switch { (true, true) => "both", (true, _) => "codes", (_, true) => "passkey", _ => "none" };

    private string NewPassword() => string.Join('-', Enumerable.Range(0, 4).Select(_ => ids.Draw(Alphabet, 4)));

    private async Task<Account> Find(string name) => await accounts.FindByNameAsync(name) ?? throw new AccountException("account-unknown", $"There is no account called {name}.");

    private static void Check(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new AccountException(result.Errors.First().Code, string.Join(' ', result.Errors.Select(error => error.Description)));
    }
}

/// <param name="code">Stable: Identity's own, or <c>account-unknown</c>.</param>
public sealed class AccountException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
