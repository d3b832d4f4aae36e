using Answerable.Engine.Clocks;
using Answerable.Recording;
using Answerable.Server.Limits;
using Answerable.Server.Shell;
using Answerable.Storage;
using Answerable.Storage.Rows;
using NodaTime;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Answerable.Server.People;

public sealed record PeopleOptions
{
    /// <summary>Whoever has only a password is led to their account page until they add a passkey or one-time codes. Off in the demo.</summary>
    public bool RequireSecondFactor { get; init; } = true;

    /// <summary>Where the keys of cookies lie, so that a restart signs nobody out; null keeps them in memory. Nodes of one cluster share it.</summary>
    public string? KeysFolder { get; init; }

    /// <summary>In which dates on the account page are told.</summary>
    public DateTimeZone Zone { get; init; } = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
}

/// <summary>
/// Wires sign-in: <c>services.AddPeople(options)</c>; <c>app.UsePeople()</c> after <c>UseShell</c> and before <c>UseFormGuard</c>; <c>app.MapPeople()</c>.
/// Needs <see cref="RecordDb"/> and the vault in the container. Endpoints say <c>.RequireStaff()</c>; everything below <c>/desk</c> requires staff anyway.
/// </summary>
public static class PeopleSetup
{
    public const string DeskPath = "/desk";
    private static readonly TimeSpan WorkingDay = TimeSpan.FromHours(10);

    public static IServiceCollection AddPeople(this IServiceCollection services, PeopleOptions options)
    {
        services.AddSingleton(options);
        services.AddAccounts();
        services.AddSingleton<Pseudonyms>();
        services.TryAddSingleton<Pace>();
        services.AddSingleton<Tickets>();
        services.AddSingleton<EndedSessions>();
        services.AddSingleton<Guesses>();
        services.AddSingleton<KnownBrowsers>();
        services.AddScoped<Passkeys>();
        services.AddScoped<SignIn>();
        services.AddSingleton<LostSession>();
        services.AddScoped<AccountEndpoints.Desk>();
        services.AddSingleton(new NavItem("nav.account", "/desk/account", "key", 900));
        var cookieKeys = services.AddDataProtection().SetApplicationName("answerable");
        if (options.KeysFolder is { } folder)
            cookieKeys.PersistKeysToFileSystem(Directory.CreateDirectory(folder));
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(cookies => cookies.ApplicationCookie!.Configure(Harden));
        services.AddAuthorization();
        services.Configure<SecurityStampValidatorOptions>(stamp => stamp.ValidationInterval = TimeSpan.FromMinutes(1));
        services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            passkeys.UserVerificationRequirement = "required";
            passkeys.ResidentKeyRequirement = "required";
            passkeys.ValidateOrigin = context => ValueTask.FromResult(IsOurs(context));
        });
        return services;
    }

    /// <summary>Accounts without sign-in: what the command line needs.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IdSource, SecureIds>();
        services.AddIdentityCore<Account>(Policy).AddEntityFrameworkStores<RecordDb>().AddSignInManager().AddClaimsPrincipalFactory<StaffClaims>();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 210_000); // OWASP's figure for PBKDF2 with HMAC-SHA-512
        services.AddScoped<SecondFactors>();
        services.AddScoped<Accounts>();
        return services;
    }

    public static void UsePeople(this WebApplication app)
    {
        // The files of a page are the same for everybody, and needed where the database that knows of sessions cannot be reached.
        app.UseWhen(http => !http.Request.Path.StartsWithSegments("/dist"), rest => rest.UseAuthentication());
        app.UseMiddleware<DeskDoor>();
        app.UseAuthorization();
    }

    public static void MapPeople(this WebApplication app)
    {
        SignInEndpoints.Map(app);
        AccountEndpoints.Map(app);
    }

    /// <summary>Only for people who are signed in. Whether they may do the thing itself is asked of the rules.</summary>
    public static TBuilder RequireStaff<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization();

    // Identity compares with the request's Origin header, which a browser withholds from forms under our Referrer-Policy; the address asked for says the same.
    private static bool IsOurs(PasskeyOriginValidationContext context) =>
        !context.CrossOrigin && context.Origin == $"{context.HttpContext.Request.Scheme}://{context.HttpContext.Request.Host}";

    // Length is what makes a password strong; rules about signs make people write it down.
    private static void Policy(IdentityOptions options)
    {
        options.Stores.SchemaVersion = IdentitySchemaVersions.Version3; // with passkeys
        options.Password = new() { RequiredLength = 12, RequiredUniqueChars = 5, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false };
        options.Lockout = new() { MaxFailedAccessAttempts = Guesses.Most, DefaultLockoutTimeSpan = Guesses.Pause };
        options.User.AllowedUserNameCharacters = ""; // names are Chinese; what is not printable is refused by the pages
    }

    private static void Harden(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "answerable.staff";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax; // Strict would drop whoever follows a link from a page-out into a sign-in form
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = WorkingDay;
        options.SlidingExpiration = false;
        options.LoginPath = "/sign-in";
        options.ReturnUrlParameter = "back";
        options.Events.OnValidatePrincipal = SignIn.Check;
        options.Events.OnRedirectToLogin = context => Refuse(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => Refuse(context, StatusCodes.Status403Forbidden);
    }

    // A person is led to the sign-in page and back, with what they were entering; a program gets the status.
    private static Task Refuse(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (status is StatusCodes.Status401Unauthorized && LostSession.Is(context.HttpContext))
            return LostSession.Answer(context.HttpContext);
        if (status is StatusCodes.Status401Unauthorized && HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
            context.Response.Redirect(new Uri(context.RedirectUri).PathAndQuery); // no name of ours in it: whoever asks writes that
        else
            context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
