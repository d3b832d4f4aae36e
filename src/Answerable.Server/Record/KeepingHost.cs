using Answerable.Engine.Hosting;
using Answerable.Engine.Keeping;
using Microsoft.Extensions.DependencyInjection;

namespace Answerable.Server.Record;

/// <summary>What backup, restore and rebuild need of the engine, without a registrar: they may run beside a server.</summary>
internal sealed class KeepingHost : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public KeepingHost(EngineOptions options)
    {
        var collection = new ServiceCollection();
        collection.AddLogging(logging => logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
        collection.AddKeeping(options);
        services = collection.BuildServiceProvider();
    }

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
