using Answerable.Engine;
using Answerable.Storage;
using Microsoft.EntityFrameworkCore;
using OpenTelemetry.Metrics;

namespace Answerable.Server.Hosting;

/// <summary>What machines ask: is it alive, is it ready, how is it doing. No answer tells anything about a case.</summary>
internal static class Health
{
    public static void AddHealth(this IServiceCollection services, ServerOptions options)
    {
        services.AddOpenApi(document =>
        {
            document.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("api/", StringComparison.Ordinal) is true;
            document.AddDocumentTransformer((description, context, _) =>
            {
                var http = context.ApplicationServices.GetRequiredService<IHttpContextAccessor>().HttpContext!;
                description.Servers = [new() { Url = context.ApplicationServices.GetRequiredService<Site>().Link(http, "/") }];
                return Task.CompletedTask;
            });
        });
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            // Requests and connections; measuring every component of every page would cost a page a twentieth of its time.
            .AddMeter("Answerable.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel").AddPrometheusExporter());
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz", () => Results.Text("ok")).ExcludeFromDescription();
        app.MapGet("/readyz", Ready).ExcludeFromDescription();
        app.MapPrometheusScrapingEndpoint("/metrics").AddEndpointFilter(OnlyFromHere).ExcludeFromDescription();
        app.MapOpenApi();
    }

    private static async Task<IResult> Ready(IDbContextFactory<RecordDb> databases, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Database.CanConnectAsync(cancel) ? Results.Text("ready") : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }

    // Figures are for the machine's own keeper: from elsewhere there is no such page. A proxy on this machine is loopback too, and whoever
    // stands behind it is not: figures count what is hidden from a reader (safeguards A5).
    private static async ValueTask<object?> OnlyFromHere(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Connection.RemoteIpAddress is { } from && System.Net.IPAddress.IsLoopback(from) && !Passed.Any(context.HttpContext.Request.Headers.ContainsKey)
            ? await next(context)
            : Results.NotFound();

    private static readonly string[] Passed = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Real-IP", "Via"];
}
