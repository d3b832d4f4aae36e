using Microsoft.Extensions.Hosting;

namespace Answerable.Engine.Hosting;

/// <summary>Something that looks after the record again and again until the host stops. A look that fails is told, and the next one comes all the same.</summary>
/// <param name="interval">Time between looks.</param>
public abstract class Watch(TimeSpan interval) : BackgroundService
{
    /// <summary>One look.</summary>
    protected abstract Task Once(CancellationToken cancel);

    /// <summary>Says that a look failed.</summary>
    protected abstract void Tell(Exception failure);

    protected sealed override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(interval);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            try
            {
                await Once(stopping);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Tell(failure);
            }
        }
    }
}
