using System.Net;
using System.Net.Http.Headers;

namespace Answerable.Ledger;

/// <summary>Asks one witness for its cosignature.</summary>
/// <param name="http">A client with the caller's timeout.</param>
/// <param name="prefix">The witness's submission prefix.</param>
/// <param name="witness">Its key, of type <see cref="SignatureType.CosignatureV1"/>.</param>
public sealed class WitnessClient(HttpClient http, Uri prefix, VerifierKey witness)
{
    private const int MaxAnswer = 64 * 1024;
    private readonly string root = prefix.AbsoluteUri.TrimEnd('/');

    /// <summary>
    /// Submits a checkpoint, with the proof from the size the witness is believed to know; when it knows another, smaller one, tries
    /// once more from there.
    /// </summary>
    /// <param name="checkpoint">Signed by the log.</param>
    /// <param name="tiles">Tiles of the log, at least up to that checkpoint.</param>
    /// <param name="knownSize">What the witness cosigned last, as far as is known; 0 if nothing.</param>
    /// <exception cref="LogException">The witness's answer is malformed, or its cosignature wrong.</exception>
    /// <exception cref="HttpRequestException">It cannot be reached.</exception>
    public async ValueTask<WitnessReply> Cosign(Note checkpoint, ITileSource tiles, long knownSize, CancellationToken ct = default)
    {
        var size = Checkpoint.Parse(checkpoint.Text).Size;
        var reply = await Submit(checkpoint, tiles, Math.Min(knownSize, size), size, ct);
        return reply is WitnessReply.Conflict { Size: var theirs } && theirs <= size && theirs != knownSize
            ? await Submit(checkpoint, tiles, theirs, size, ct)
            : reply;
    }

    /// <summary>The last checkpoint that the witness cosigned for a log, or null: what a restored log must not fall behind.</summary>
    /// <param name="monitoring">The witness's monitoring prefix.</param>
    /// <param name="log">The log's key.</param>
    /// <exception cref="LogException">The checkpoint is not by the log, or not cosigned by the witness.</exception>
    public async ValueTask<SignedCheckpoint?> Latest(Uri monitoring, VerifierKey log, CancellationToken ct = default)
    {
        var origin = Convert.ToHexStringLower(Hash.Sha256(Strict.Bytes(log.Name)).Bytes);
        using var response = await http.GetAsync(
            $"{monitoring.AbsoluteUri.TrimEnd('/')}/{origin}/checkpoint", HttpCompletionOption.ResponseHeadersRead, ct);
        if (response.StatusCode == HttpStatusCode.NotFound) return null;
        response.EnsureSuccessStatusCode();
        var opened = Checkpoint.Open(await Body(response, ct), log, witness);
        return opened.Cosignatures.Count > 0
            ? opened
            : throw new LogException("not-signed", $"The checkpoint that {witness.Name} serves is not cosigned by it.");
    }

    private async ValueTask<WitnessReply> Submit(Note checkpoint, ITileSource tiles, long from, long to, CancellationToken ct)
    {
        var request = new AddCheckpoint(from, await Proofs.Consistency(tiles, from, to, ct), checkpoint);
        using var content = new ByteArrayContent(request.ToBytes());
        content.Headers.ContentType = new MediaTypeHeaderValue("text/plain") { CharSet = "utf-8" };
        using var message = new HttpRequestMessage(HttpMethod.Post, $"{root}/{AddCheckpoint.Path}") { Content = content };
        using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, ct);
        var body = await Body(response, ct);
        return response.StatusCode switch
        {
            HttpStatusCode.OK => Accept(checkpoint, body),
            HttpStatusCode.Conflict => new WitnessReply.Conflict(AddCheckpoint.ParseSize(body)),
            var status => new WitnessReply.Refused((int)status, System.Text.Encoding.UTF8.GetString(body)),
        };
    }

    private WitnessReply.Cosigned Accept(Note checkpoint, byte[] body)
    {
        var answered = checkpoint with { Signatures = NoteSignature.ParseLines(Strict.Text(body, MaxAnswer, "answer")) };
        var verified = answered.VerifiedBy(witness)[0];
        return verified.Time is { } time && time > DateTimeOffset.UnixEpoch
            ? new(checkpoint.With([verified.Signature]), time)
            : throw new LogException("bad-signature", $"The cosignature of {witness.Name} has no time.");
    }

    private static async ValueTask<byte[]> Body(HttpResponseMessage response, CancellationToken ct)
    {
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        return await Bounded.Read(body, MaxAnswer, "The witness's answer", ct);
    }
}
