using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Answerable.Engine.Deliveries;

/// <summary>Runs both lanes and the sweep. The lanes share nothing but the table: a routine message that hangs never holds up a page.</summary>
public sealed partial class DeliveryService(DeliveryWorker worker, DeliveryOptions options, ILogger<DeliveryService> log) : BackgroundService
{
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromSeconds(2);

    protected override Task ExecuteAsync(CancellationToken stopping) =>
        Task.WhenAll(Lane(urgent: true, options.Urgent, stopping), Lane(urgent: false, options.Routine, stopping), Sweeps(stopping));

    // A slot is free again as soon as its own message is settled; nobody waits for the slowest of a batch.
    private async Task Lane(bool urgent, int width, CancellationToken stopping)
    {
        var running = new List<Task>(width);
        await Forever(async () =>
        {
            running.RemoveAll(task => task.IsCompleted);
            if (running.Count == width)
            {
                await Task.WhenAny(running).WaitAsync(stopping);
                return;
            }

            var begun = await worker.Start(urgent, width - running.Count, stopping);
            running.AddRange(begun);
            if (begun.Count == 0)
                await Task.Delay(options.Poll, stopping);
        }, stopping);
        await Task.WhenAll(running);
    }

    private Task Sweeps(CancellationToken stopping) => Forever(async () =>
    {
        await worker.Sweep(stopping);
        await Task.Delay(BetweenSweeps, stopping);
    }, stopping);

    private async Task Forever(Func<Task> once, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await once();
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                LogFailure(failure);
                await Task.Delay(BetweenSweeps, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Deliveries could not be worked on; trying again.")]
    private partial void LogFailure(Exception failure);
}
