namespace Answerable.Ledger;

/// <summary>A signature that was checked.</summary>
/// <param name="Time">When a witness cosigned; null for a plain signature.</param>
public sealed record VerifiedSignature(VerifierKey Key, NoteSignature Signature, DateTimeOffset? Time);

/// <summary>Text signed by one or more keys (c2sp.org/signed-note). Parsing checks the form; <see cref="VerifiedBy"/> the signatures.</summary>
public sealed record Note(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    /// <summary>Longest note read, in bytes.</summary>
    public const int MaxBytes = 1_000_000;

    /// <summary>Most signatures read; the specification asks for at least 16.</summary>
    public const int MaxSignatures = 100;

    /// <exception cref="LogException">Not a note: see the codes in <c>docs/verify-the-record.md</c>.</exception>
    public static Note Parse(ReadOnlySpan<byte> bytes)
    {
        var all = Strict.Text(bytes, MaxBytes, "note");
        var split = all.LastIndexOf("\n\n", StringComparison.Ordinal);
        return split >= 0
            ? new(all[..(split + 1)], NoteSignature.ParseLines(all[(split + 2)..]))
            : throw new LogException("bad-note", "A note is a text, an empty line, and signature lines.");
    }

    /// <summary>The signatures made by the given keys. Signatures by other keys are ignored.</summary>
    /// <exception cref="LogException">
    /// <c>bad-signature</c>: a line names one of the keys, yet does not verify. <c>not-signed</c>: none of the keys signed.
    /// </exception>
    public IReadOnlyList<VerifiedSignature> VerifiedBy(params IReadOnlyCollection<VerifierKey> keys)
    {
        var verified = new List<VerifiedSignature>();
        foreach (var signature in Signatures)
            foreach (var key in keys.Where(key => key.Made(signature)))
                verified.Add(Check(key, signature));
        return verified.Count > 0
            ? [.. verified.DistinctBy(v => v.Key)]
            : throw new LogException("not-signed", $"The note is not signed by {string.Join(" or ", keys.Select(k => k.Name))}.");
    }

    /// <summary>The note as it is published.</summary>
    public byte[] ToBytes() => Strict.Bytes(ToString());

    /// <summary>The note as it is published, as text.</summary>
    public override string ToString() => $"{Text}\n{string.Concat(Signatures.Select(s => s.Line))}";

    /// <summary>The note with further signatures, each key once.</summary>
    public Note With(IEnumerable<NoteSignature> more) =>
        this with { Signatures = [.. Signatures.Concat(more).DistinctBy(s => (s.Name, s.KeyId))] };

    private VerifiedSignature Check(VerifierKey key, NoteSignature signature) =>
        key.Verify(Text, signature.Bytes.Span, out var time)
            ? new(key, signature, time is { } seconds ? At(seconds) : null)
            : throw new LogException("bad-signature", $"The signature of {key.Name} is wrong.");

    // A time past the year 9999 is still a valid signature; it is shown as the last instant there is.
    private static DateTimeOffset At(long seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(Math.Min(seconds, DateTimeOffset.MaxValue.ToUnixTimeSeconds()));
}
