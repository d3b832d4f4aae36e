using System.Text;

namespace Answerable.Ledger;

/// <summary>What a witness remembers of a log: the last checkpoint it cosigned.</summary>
public sealed record Witnessed(long Size, Hash Root)
{
    /// <summary>Nothing cosigned yet.</summary>
    public static readonly Witnessed Nothing = new(0, Merkle.Empty);
}

/// <summary>
/// A witness's answer. <paramref name="Now"/> differs from what was remembered only with status 200; the caller MUST make it durable,
/// atomically with the comparison, before it sends the answer.
/// </summary>
public sealed record WitnessAnswer(int Status, string ContentType, byte[] Body, Witnessed Now);

/// <summary>The judgement of a witness, pure: a superior office or an auditor who witnesses a town's log hosts it behind its own server.</summary>
/// <param name="log">The key of the log that is witnessed.</param>
/// <param name="cosigner">The witness's own key.</param>
public sealed class Witness(VerifierKey log, SigningKey cosigner)
{
    /// <summary>Answers an <c>add-checkpoint</c> request with the statuses that c2sp.org/tlog-witness prescribes.</summary>
    /// <param name="body">The request as received.</param>
    /// <param name="last">What was cosigned last.</param>
    /// <param name="now">The time to put into the cosignature.</param>
    public WitnessAnswer Answer(ReadOnlySpan<byte> body, Witnessed last, DateTimeOffset now)
    {
        AddCheckpoint request;
        Checkpoint checkpoint;
        try
        {
            request = AddCheckpoint.Parse(body);
            if (request.Checkpoint.Text.Split('\n', 2)[0] != log.Name) return Refuse(404, "unknown log", last);
            try { request.Checkpoint.VerifiedBy(log); }
            catch (LogException e) { return Refuse(403, e.Message, last); }
            checkpoint = Checkpoint.Parse(request.Checkpoint.Text);
        }
        catch (LogException e) when (e.Code == "bad-empty-root") { return Refuse(422, e.Message, last); }
        catch (LogException e) { return Refuse(400, e.Message, last); }
        return Judge(request, checkpoint, last, now);
    }

    private WitnessAnswer Judge(AddCheckpoint request, Checkpoint checkpoint, Witnessed last, DateTimeOffset now)
    {
        if (request.OldSize > checkpoint.Size) return Refuse(400, "the old size is larger than the new one", last);
        if (request.OldSize != last.Size)
            return new(409, AddCheckpoint.SizeType, Encoding.ASCII.GetBytes($"{last.Size}\n"), last);
        if (!ProofCheck.IsConsistent(last.Size, last.Root, checkpoint.Size, checkpoint.Root, [.. request.Proof]))
            return Refuse(422, "the checkpoint is not consistent with the last one", last);
        var line = cosigner.Cosign(request.Checkpoint.Text, now).Line;
        return new(200, "text/plain; charset=utf-8", Strict.Bytes(line), new(checkpoint.Size, checkpoint.Root));
    }

    private static WitnessAnswer Refuse(int status, string why, Witnessed last) =>
        new(status, "text/plain; charset=utf-8", Strict.Bytes(why + "\n"), last);
}
