using System.Text.Encodings.Web;
using System.Text.Unicode;
using Answerable.Server.Shell.Layout;
using Microsoft.AspNetCore.ResponseCompression;

namespace Answerable.Server.Shell;

/// <summary>Wires the shell: <c>services.AddShell(configuration)</c>; <c>app.UseShell()</c> first of all; <c>app.UseFormGuard()</c> after authentication; <c>app.MapShell()</c>.</summary>
public static class ShellSetup
{
    public static IServiceCollection AddShell(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)); // a Chinese character is three bytes, its &#x…; is eight
        services.AddDataProtection();
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true; // cookies are same-site, tokens are masked: a foreign page can neither ask nor compare lengths
            options.MimeTypes = ["text/html", "application/json", "application/problem+json", "text/plain"];
        });
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = System.IO.Compression.CompressionLevel.Fastest);
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = System.IO.Compression.CompressionLevel.Fastest);
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "answerable.form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.SuppressXFrameOptionsHeader = true; // UseSecurityHeaders writes the stricter one
        });
        services.AddSingleton(_ => BuiltAssets.BesideTheProgram());
        services.AddSingleton(_ => configuration.GetSection("Town").Get<Town>() ?? new Town());
        services.AddSingleton<Flash>();
        services.AddScoped(provider => Words.Of(provider.GetRequiredService<IHttpContextAccessor>().HttpContext));
        return services;
    }

    public static IApplicationBuilder UseShell(this WebApplication app)
    {
        app.UseHead();
        app.UseSecurityHeaders();
        app.UseResponseCompression();
        app.UseErrorPages();
        app.UseCookiePolicy(new CookiePolicyOptions { HttpOnly = Microsoft.AspNetCore.CookiePolicy.HttpOnlyPolicy.Always, Secure = CookieSecurePolicy.SameAsRequest, MinimumSameSitePolicy = SameSiteMode.Lax });
        app.UseKeptForms();
        return app;
    }

    public static void MapShell(this WebApplication app)
    {
        var assets = app.Services.GetRequiredService<BuiltAssets>(); // now, so that a missing build stops the start and not the first reader
        app.MapGet("/dist/{file}", (HttpContext http, string file) => assets.Serve(http, file));
        app.MapPreferences();
        app.MapRazorComponents<App>();
        if (app.Environment.IsDevelopment()) Gallery.GallerySetup.Map(app);
    }
}
