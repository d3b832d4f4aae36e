namespace Answerable.Ledger;

/// <summary>
/// The three commitments of <c>docs/record.md</c>: SHA-256 over a domain line, 32 secret random bytes, and what is committed to. Without the secret, a
/// commitment tells nothing about its content, not even whether a guess is right.
/// </summary>
public static class Commitment
{
    /// <summary>Length of a salt or blind, in bytes.</summary>
    public const int SecretLength = 32;

    /// <summary>The public log entry of a record: SHA-256("answerable/entry/v1\n" ‖ blind ‖ record).</summary>
    public static Hash Entry(ReadOnlySpan<byte> blind, ReadOnlySpan<byte> record) =>
        Of("answerable/entry/v1\n"u8, Secret(blind), record);

    /// <summary>A field of a record: SHA-256("answerable/field/v1\n" ‖ name ‖ newline ‖ salt ‖ value).</summary>
    /// <param name="name">Of the field; characters a–z, 0–9, dot and hyphen.</param>
    /// <param name="salt">32 secret random bytes, fresh for each field.</param>
    /// <param name="value">Canonical bytes of the value.</param>
    public static Hash Field(string name, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> value)
    {
        var prefix = "answerable/field/v1\n"u8;
        Span<byte> head = stackalloc byte[prefix.Length + RecordText.MaxName + 1];
        prefix.CopyTo(head);
        var length = prefix.Length + RecordText.WriteName(name, head[prefix.Length..]);
        head[length++] = (byte)'\n';
        return Of(head[..length], Secret(salt), value);
    }

    /// <summary>
    /// An entry that says nothing: SHA-256("answerable/blank/v1\n" ‖ blind). Blank leaves pad the public log to a fixed beat; whoever
    /// keeps the blind can later show that nothing was hidden there.
    /// </summary>
    public static Hash Blank(ReadOnlySpan<byte> blind) => Of("answerable/blank/v1\n"u8, Secret(blind), []);

    private static Hash Of(ReadOnlySpan<byte> domain, ReadOnlySpan<byte> secret, ReadOnlySpan<byte> content) =>
        Hasher.Mine.Add(domain).Add(secret).Add(content).Finish();

    private static ReadOnlySpan<byte> Secret(ReadOnlySpan<byte> secret) => secret.Length == SecretLength
        ? secret
        : throw new ArgumentException($"A salt or blind has {SecretLength} bytes, not {secret.Length}.", nameof(secret));
}
