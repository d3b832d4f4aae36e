using System.Runtime.ExceptionServices;
using Answerable.Engine.Hosting;
using Answerable.Storage.Appending;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Answerable.Engine.Registrars;

/// <summary>One jurisdiction's registrar, wherever in the cluster it lives. Its key is the jurisdiction's id.</summary>
public interface IRegistrarGrain : IGrainWithStringKey
{
    Task<Immutable<Answer>> Submit(Immutable<Envelope> envelope);

    /// <summary>Makes sure that the record is open and its log published.</summary>
    Task Open();
}

/// <summary>
/// Places the registrar in the cluster and gives it a lifetime; the truth is in the database, and the fence there decides. Database
/// work never runs on the grain's own scheduler.
/// </summary>
[Reentrant]
internal sealed class RegistrarGrain(RecordOpener opener, OpenRegistrars here, ILogger<RegistrarGrain> log) : Grain, IRegistrarGrain
{
    private OpenRecord? record;
    private ExceptionDispatchInfo? whyNot;

    public override async Task OnActivateAsync(CancellationToken cancel)
    {
        try
        {
            record = await Task.Run(() => opener.Open(new(this.GetPrimaryKeyString()), cancel), cancel);
            here.Add(record.Registrar);
            DeactivateWhenFinished(record.Registrar.Finished).Ignore();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Kept for whoever asks: an activation that merely failed would not tell them why.
            whyNot = ExceptionDispatchInfo.Capture(failure);
        }
    }

    public async Task<Immutable<Answer>> Submit(Immutable<Envelope> envelope)
    {
        RefuseIfNotOpen();
        try
        {
            return (await record!.Registrar.Submit(envelope.Value)).AsImmutable();
        }
        catch (FencedException)
        {
            DeactivateOnIdle();
            throw;
        }
    }

    public Task Open()
    {
        RefuseIfNotOpen();
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancel)
    {
        if (record is not null)
        {
            here.Remove(record.Registrar);
            await Task.Run(async () => await record.DisposeAsync(), CancellationToken.None);
        }

        log.LogInformation("The registrar of {Jurisdiction} has stopped here ({Reason}).", this.GetPrimaryKeyString(), reason.ReasonCode);
    }

    private void RefuseIfNotOpen()
    {
        if (whyNot is null)
            return;
        DeactivateOnIdle();
        whyNot.Throw();
    }

    private async Task DeactivateWhenFinished(Task finished)
    {
        await finished.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        DeactivateOnIdle();
    }
}
