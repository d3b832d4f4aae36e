using Answerable.Storage.Rows;
using Microsoft.AspNetCore.Identity;

namespace Answerable.Server.People;

/// <summary>
/// Passkeys over ASP.NET Core Identity's handler. The challenge travels in a ticket of our own, so that trying a passkey
/// does not throw away a password that was already given.
/// </summary>
public sealed class Passkeys(IPasskeyHandler<Account> handler, UserManager<Account> accounts, Tickets tickets)
{
    private const string Adding = "passkey-add";
    private const string Asking = "passkey-ask";

    /// <summary>Options for <c>navigator.credentials.create</c>.</summary>
    public async Task<string> OptionsToAdd(HttpContext http, Account account)
    {
        var options = await handler.MakeCreationOptionsAsync(new() { Id = account.Id, Name = account.UserName!, DisplayName = account.UserName! }, http);
        tickets.Write(http, Adding, options.AttestationState!);
        return options.CreationOptionsJson;
    }

    /// <summary>Adds the passkey the browser made. False when it does not answer our challenge, or the browser's address is not ours.</summary>
    public async Task<bool> Add(HttpContext http, Account account, string credential, string name)
    {
        var state = tickets.Read(http, Adding);
        tickets.Delete(http, Adding);
        var result = await handler.PerformAttestationAsync(new() { HttpContext = http, CredentialJson = credential, AttestationState = state });
        if (!result.Succeeded || result.UserEntity.Id != account.Id)
            return false;
        result.Passkey.Name = name;
        return (await accounts.AddOrUpdatePasskeyAsync(account, result.Passkey)).Succeeded;
    }

    /// <summary>Options for <c>navigator.credentials.get</c>. The passkey itself says whose it is, so no name is asked or given away.</summary>
    public async Task<string> OptionsToSignIn(HttpContext http)
    {
        var options = await handler.MakeRequestOptionsAsync(null, http);
        tickets.Write(http, Asking, options.AssertionState!);
        return options.RequestOptionsJson;
    }

    /// <summary>The account whose passkey answered our challenge; null when none did.</summary>
    public async Task<Account?> Holder(HttpContext http, string credential)
    {
        var state = tickets.Read(http, Asking);
        tickets.Delete(http, Asking);
        var result = await handler.PerformAssertionAsync(new() { HttpContext = http, CredentialJson = credential, AssertionState = state });
        return result.Succeeded && (await accounts.AddOrUpdatePasskeyAsync(result.User, result.Passkey)).Succeeded ? result.User : null;
    }
}
