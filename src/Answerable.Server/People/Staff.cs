using System.Security.Claims;
using Answerable.Engine.Reading;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Storage.Rows;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Answerable.Server.People;

/// <summary>Who is signed in. An account says who somebody is; what they may do is asked of <see cref="Authority"/> and follows from their posts.</summary>
public static class Staff
{
    internal const string PersonClaim = "person";
    internal const string JurisdictionClaim = "jurisdiction";
    internal const string ProtectedClaim = "second-factor";

    /// <summary>The person signed in; null for everybody else.</summary>
    public static Actor.Staff? Actor(this ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated is true && user.FindFirstValue(PersonClaim) is { Length: > 0 } person ? new(PersonId.Of(person)) : null;

    /// <summary>The person signed in, on a page that only they reach.</summary>
    /// <exception cref="InvalidOperationException">The endpoint does not require staff: a mistake of the program.</exception>
    public static Actor.Staff Actor(this HttpContext http) => http.User.Actor() ?? throw new InvalidOperationException($"{http.Request.Path} does not require staff.");

    /// <summary>Whose record they work on.</summary>
    public static JurisdictionId Jurisdiction(this ClaimsPrincipal user) =>
        JurisdictionId.Of(user.FindFirstValue(JurisdictionClaim) ?? throw new InvalidOperationException("Nobody is signed in."));

    /// <summary>What a menu asks before it shows an entry.</summary>
    public static async ValueTask<bool> May(this ClaimsPrincipal user, BookShelf books, Func<Actor, Town, bool> may) =>
        user.Actor() is { } actor && may(actor, (await books.Get(user.Jurisdiction())).Town);

    internal static bool HasSecondFactor(this ClaimsPrincipal user) => user.HasClaim(ProtectedClaim, "yes");
}

/// <summary>Turns an account into claims: who, where, and whether a password alone opens it. No roles.</summary>
internal sealed class StaffClaims(UserManager<Account> accounts, IOptions<IdentityOptions> options, SecondFactors factors) : UserClaimsPrincipalFactory<Account>(accounts, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var claims = await base.GenerateClaimsAsync(user);
        claims.AddClaim(new(Staff.PersonClaim, user.Person));
        claims.AddClaim(new(Staff.JurisdictionClaim, user.Jurisdiction));
        claims.AddClaim(new(Staff.ProtectedClaim, (await factors.Of(user)).Any ? "yes" : "no"));
        return claims;
    }
}
