using Answerable.Server.Shell;
using Microsoft.AspNetCore.Authentication;

namespace Answerable.Server.People;

/// <summary>
/// Nothing below <c>/desk</c> is shown to anybody who is not signed in, whether or not its page remembered to say so;
/// and, where a second factor is required, to nobody who has none.
/// </summary>
internal sealed class DeskDoor(RequestDelegate next, PeopleOptions options)
{
    public Task Invoke(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments(PeopleSetup.DeskPath, out var rest))
            return next(http);
        if (http.User.Actor() is null)
            return http.ChallengeAsync();
        if (!options.RequireSecondFactor || http.User.HasSecondFactor() || rest.StartsWithSegments("/account"))
            return next(http);
        http.RequestServices.GetRequiredService<Flash>().Say(http, "warn", "account.protect-first");
        http.Response.Redirect("/desk/account");
        return Task.CompletedTask;
    }
}
