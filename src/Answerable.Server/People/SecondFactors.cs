using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Answerable.Recording;
using Answerable.Storage.Rows;
using Answerable.Storage.Vaults;
using Microsoft.AspNetCore.Identity;

using NodaTime;

namespace Answerable.Server.People;

/// <summary>What an account has besides its password.</summary>
/// <param name="Codes">One-time codes from an app.</param>
/// <param name="RecoveryLeft">Unused recovery codes.</param>
public sealed record SecondFactor(bool Codes, IReadOnlyList<UserPasskeyInfo> Passkeys, int RecoveryLeft)
{
    public bool Any => Codes || Passkeys.Count > 0;
}

/// <summary>
/// One-time codes, recovery codes and passkeys of accounts. Secrets lie in the database sealed under the vault's key, recovery codes only as keyed hashes:
/// a stolen database opens no account.
/// </summary>
public sealed class SecondFactors(UserManager<Account> accounts, Vault vault, IdSource ids, TimeProvider time)
{
    public const int RecoveryCodes = 10;
    private const string Provider = "answerable";
    private const string SecretToken = "codes";
    private const string StepToken = "codes-last";
    private const string RecoveryToken = "recovery";

    // No letter or digit that can be taken for another, since these are written down by hand.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    public async Task<SecondFactor> Of(Account account) => new(
        await Token(account, SecretToken) is not null,
        [.. await accounts.GetPasskeysAsync(account)],
        (await Recovery(account)).Length);

    public byte[] NewSecret()
    {
        var secret = new byte[OneTimeCode.SecretLength];
        ids.Fill(secret);
        return secret;
    }

    /// <summary>Turns one-time codes on with <paramref name="secret"/>, if <paramref name="code"/> proves that the app has it.</summary>
    public async Task<bool> TurnOnCodes(Account account, byte[] secret, string? code)
    {
        if (OneTimeCode.Match(secret, code, Now, after: 0) is not { } step)
            return false;
        await Set(account, SecretToken, Convert.ToBase64String(Vault.Seal(Key("one-time-codes"), secret, Bound(account))));
        await Set(account, StepToken, step.ToString(CultureInfo.InvariantCulture));
        return true;
    }

    public async Task TurnOffCodes(Account account)
    {
        await accounts.RemoveAuthenticationTokenAsync(account, Provider, SecretToken);
        await accounts.RemoveAuthenticationTokenAsync(account, Provider, StepToken);
    }

    /// <summary>Whether <paramref name="code"/> is right and new. It counts once.</summary>
    public async Task<bool> Accepts(Account account, string? code)
    {
        if (await Token(account, SecretToken) is not { } stored)
            return false;
        var secret = Vault.Unseal(Key("one-time-codes"), Convert.FromBase64String(stored), Bound(account));
        var last = long.Parse(await Token(account, StepToken) ?? "0", CultureInfo.InvariantCulture);
        return OneTimeCode.Match(secret, code, Now, last) is { } step && await Set(account, StepToken, step.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Fresh recovery codes in place of all earlier ones. Shown once; only their hashes are kept.</summary>
    public async Task<IReadOnlyList<string>> NewRecoveryCodes(Account account)
    {
        var codes = Enumerable.Range(0, RecoveryCodes).Select(_ => $"{ids.Draw(Alphabet, 5)}-{ids.Draw(Alphabet, 5)}").ToList();
        await Set(account, RecoveryToken, string.Join(' ', codes.Select(code => Hash(account, code))));
        return codes;
    }

    /// <summary>Whether <paramref name="code"/> is an unused recovery code. It is used up by asking.</summary>
    public async Task<bool> Redeems(Account account, string? code)
    {
        var kept = await Recovery(account);
        var hash = Hash(account, code ?? "");
        return kept.Contains(hash) && await Set(account, RecoveryToken, string.Join(' ', kept.Where(one => one != hash)));
    }

    /// <summary>A lost phone: nothing but the password is left.</summary>
    public async Task RemoveAll(Account account)
    {
        await TurnOffCodes(account);
        await accounts.RemoveAuthenticationTokenAsync(account, Provider, RecoveryToken);
        foreach (var passkey in await accounts.GetPasskeysAsync(account))
            await accounts.RemovePasskeyAsync(account, passkey.CredentialId);
    }

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    private async Task<string[]> Recovery(Account account) => (await Token(account, RecoveryToken) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private Task<string?> Token(Account account, string name) => accounts.GetAuthenticationTokenAsync(account, Provider, name);

    // False when somebody else used the same code in the same moment: the account's concurrency stamp lets one of them through.
    private async Task<bool> Set(Account account, string name, string value) => (await accounts.SetAuthenticationTokenAsync(account, Provider, name, value)).Succeeded;

    private byte[] Key(string purpose) => vault.Derive(purpose);

    private static byte[] Bound(Account account) => Encoding.UTF8.GetBytes(account.Id);

    private string Hash(Account account, string code)
    {
        var plain = new string([.. code.ToLowerInvariant().Where(Alphabet.Contains)]);
        return Convert.ToBase64String(HMACSHA256.HashData(Key("recovery-codes"), Encoding.UTF8.GetBytes($"{account.Id}/{plain}")));
    }
}
