using System.Collections.Concurrent;
using Answerable.Ledger;
using Microsoft.Extensions.Logging;

namespace Answerable.Engine.Publishing;

/// <summary>A witness of this server's logs (c2sp.org/tlog-witness): a superior office, an auditor.</summary>
/// <param name="Prefix">Its submission prefix.</param>
/// <param name="Key">Its vkey, of type 0x04.</param>
/// <param name="Monitoring">Where it shows what it cosigned last; null where it does not.</param>
public sealed record WitnessOptions(Uri Prefix, string Key, Uri? Monitoring = null)
{
    /// <summary>Reads <c>PREFIX VKEY [MONITORING]</c>, as it stands on the command line.</summary>
    /// <exception cref="FormatException">Not two or three parts, or not addresses.</exception>
    /// <exception cref="LogException">The key is none.</exception>
    public static WitnessOptions Parse(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
    {
        [var prefix, var key] => new(Address(prefix), VerifierKey.Parse(key).ToString()),
        [var prefix, var key, var monitoring] => new(Address(prefix), VerifierKey.Parse(key).ToString(), Address(monitoring)),
        _ => throw new FormatException("A witness is written: its submission address, its key, and where it shows what it cosigned."),
    };

    private static Uri Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : throw new FormatException($"{text} is not an http(s) address.");
}

/// <summary>
/// Asks the witnesses, all at once and not for long. A silent or broken witness delays nothing but its own signature: the record is
/// written before it is ever asked.
/// </summary>
public sealed partial class Witnessing(PublishOptions options, HttpClient http, ILogger<Witnessing> log)
{
    private readonly List<(WitnessOptions Options, WitnessClient Client)> witnesses =
        [.. options.Witnesses.Select(w => (w, new WitnessClient(http, w.Prefix, VerifierKey.Parse(w.Key))))];

    private readonly ConcurrentDictionary<(string Origin, Uri Witness), long> known = new();

    /// <summary>The checkpoint with whatever cosignatures came in time.</summary>
    /// <param name="committed">Leaves the record has: a witness that remembers more has seen a record that is lost here.</param>
    /// <exception cref="PublishedAheadException">A witness remembers more than the record has.</exception>
    public async Task<Note> Cosign(JurisdictionId jurisdiction, Note checkpoint, ITileSource tiles, long committed, CancellationToken cancel)
    {
        if (witnesses.Count == 0)
            return checkpoint;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(options.Patience);
        var own = Checkpoint.Parse(checkpoint.Text);
        var replies = await Task.WhenAll(witnesses.Select(w => Ask(w.Options, w.Client, checkpoint, own, tiles, patience.Token)));
        cancel.ThrowIfCancellationRequested();
        if (replies.OfType<WitnessReply.Conflict>().FirstOrDefault(c => c.Size > committed) is { } ahead)
            throw new PublishedAheadException(jurisdiction, ahead.Size, committed);
        return checkpoint.With(replies.OfType<WitnessReply.Cosigned>().SelectMany(r => r.Checkpoint.Signatures));
    }

    /// <summary>What the witnesses remember of a log. One that cannot be reached is passed over: it can be asked again, the office cannot wait.</summary>
    public async Task<IReadOnlyList<SignedCheckpoint>> Remembered(VerifierKey key, CancellationToken cancel)
    {
        var remembered = new List<SignedCheckpoint>();
        foreach (var (witness, client) in witnesses.Where(w => w.Options.Monitoring is not null))
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            patience.CancelAfter(options.Patience);
            try
            {
                if (await client.Latest(witness.Monitoring!, key, patience.Token) is { } latest)
                    remembered.Add(latest);
            }
            catch (Exception silence) when (IsSilence(silence) && !cancel.IsCancellationRequested)
            {
                LogSilent(silence, witness.Prefix);
            }
        }

        return remembered;
    }

    private async Task<WitnessReply?> Ask(WitnessOptions witness, WitnessClient client, Note checkpoint, Checkpoint own, ITileSource tiles, CancellationToken cancel)
    {
        try
        {
            var reply = await client.Cosign(checkpoint, tiles, known.GetValueOrDefault((own.Origin, witness.Prefix)), cancel);
            if (reply is WitnessReply.Cosigned)
                known[(own.Origin, witness.Prefix)] = own.Size;
            else if (reply is WitnessReply.Refused refused)
                LogRefused(witness.Prefix, refused.Status, refused.Reason);
            return reply;
        }
        catch (Exception silence) when (IsSilence(silence))
        {
            LogSilent(silence, witness.Prefix);
            return null;
        }
    }

    private static bool IsSilence(Exception failure) => failure is HttpRequestException or IOException or LogException or OperationCanceledException or FormatException;

    [LoggerMessage(LogLevel.Warning, "The witness at {Witness} gave no cosignature; the checkpoint goes out without it.")]
    private partial void LogSilent(Exception silence, Uri witness);

    [LoggerMessage(LogLevel.Warning, "The witness at {Witness} refused with {Status}: {Reason}")]
    private partial void LogRefused(Uri witness, int status, string reason);
}
