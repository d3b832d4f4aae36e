using Answerable.Server.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Answerable.Browser;

/// <summary>The shell alone on a free loopback port, in Development, so that its gallery is there.</summary>
public sealed class ShellHost : IAsyncLifetime
{
    private WebApplication? app;

    /// <summary>Development, unless said otherwise.</summary>
    public string Environment { get; init; } = "Development";

    /// <summary>For example <c>http://127.0.0.1:40123</c>.</summary>
    public string Address => app!.Urls.First();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environment, ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Configuration["Town:NameZh"] = "无名镇";
        builder.Configuration["Town:NameEn"] = "Nowhere Town";
        builder.Configuration["Town:DutyPhone"] = "010-5550-0100";
        builder.Configuration["Town:AddressZh"] = "无名镇人民政府一楼接待大厅";
        builder.Configuration["Town:AddressEn"] = "Reception hall, ground floor, Nowhere Town Hall";
        builder.Configuration["Town:HoursZh"] = "工作日 8:30–12:00，14:00–17:30";
        builder.Configuration["Town:HoursEn"] = "Working days 8:30–12:00, 14:00–17:30";
        builder.Services.AddShell(builder.Configuration);
        app = builder.Build();
        app.UseShell();
        app.UseFormGuard();
        app.MapShell();
        await app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null) await app.DisposeAsync();
    }
}
