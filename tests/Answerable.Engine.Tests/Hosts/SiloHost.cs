using Answerable.Engine.Hosting;
using Answerable.Engine.Publishing;
using Answerable.Engine.Tests.Registrars;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Answerable.Engine.Tests.Hosts;

/// <summary>One node of a cluster on PostgreSQL.</summary>
internal static class SiloHost
{
    public static IHost Build(string folder, string postgres)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.AddEngine(new EngineOptions(folder, postgres)
        {
            Cluster = new("answerable-test", 0, 0) { Address = "127.0.0.1" },
            Jurisdictions = [TempRecord.Town],
            Publishing = new PublishOptions(TimeSpan.FromMilliseconds(100), 4),
        });
        return builder.Build();
    }

    public static async Task<int> Run(string folder, string postgres)
    {
        using var host = Build(folder, postgres);
        await host.StartAsync();
        Console.Out.WriteLine("READY");
        await host.WaitForShutdownAsync();
        return 0;
    }
}
