using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;

namespace Answerable.Engine.Sealing;

/// <summary>The text part of an age file: one stanza for each recipient, then a MAC under the file key (C2SP age.md).</summary>
internal static class AgeHeader
{
    private const string Version = "age-encryption.org/v1";
    private const string X25519 = "X25519";
    private const int BodyColumns = 64;
    private const int LongestHeader = 1 << 20;
    private static readonly byte[] ZeroNonce = new byte[12];
    private static readonly AeadAlgorithm Aead = AeadAlgorithm.ChaCha20Poly1305;

    public static byte[] Write(ReadOnlySpan<byte> fileKey, IEnumerable<AgeRecipient> recipients)
    {
        var text = new StringBuilder(Version).Append('\n');
        foreach (var recipient in recipients) AppendStanza(text, fileKey, recipient);
        text.Append("---");
        var mac = Mac(fileKey, Encoding.ASCII.GetBytes(text.ToString()));
        return Encoding.ASCII.GetBytes(text.Append(' ').Append(Base64(mac)).Append('\n').ToString());
    }

    /// <summary>The file key that the identity unwraps, and where the payload starts.</summary>
    /// <exception cref="AgeException">Malformed, changed, or sealed to others.</exception>
    public static (byte[] FileKey, int PayloadAt) Open(ReadOnlySpan<byte> file, AgeIdentity identity)
    {
        var lines = new Lines(file[..Math.Min(file.Length, LongestHeader)]);
        if (lines.Next() != Version) throw new AgeException("not an age v1 file");
        byte[]? fileKey = null;
        for (var line = lines.Next(); ; line = lines.Next())
        {
            if (line.StartsWith("--- ", StringComparison.Ordinal))
                return fileKey is null ? throw new AgeException("not sealed to this key") : (Checked(fileKey, file[..(lines.LineStart + 3)], line[4..]), lines.At);
            if (!line.StartsWith("-> ", StringComparison.Ordinal)) throw new AgeException("malformed header line");
            var arguments = line[3..].Split(' ');
            if (arguments.Any(one => one.Length == 0 || one.Any(letter => letter is < '!' or > '~'))) throw new AgeException("malformed stanza");
            var body = lines.Body();
            if (arguments[0] == X25519) fileKey ??= Unwrap(arguments, body, identity);
        }
    }

    private static void AppendStanza(StringBuilder text, ReadOnlySpan<byte> fileKey, AgeRecipient recipient)
    {
        using var ephemeral = Key.Create(KeyAgreementAlgorithm.X25519);
        var share = ephemeral.PublicKey.Export(KeyBlobFormat.RawPublicKey);
        using var wrapping = WrappingKey(ephemeral, recipient.Key, share, recipient.Bytes);
        var body = Base64(Aead.Encrypt(wrapping, ZeroNonce, [], fileKey));
        text.Append("-> ").Append(X25519).Append(' ').Append(Base64(share)).Append('\n').Append(body).Append('\n'); // 43 characters: one short line ends the body
    }

    private static byte[]? Unwrap(string[] arguments, byte[] body, AgeIdentity identity)
    {
        if (arguments.Length != 2 || body.Length != 32) throw new AgeException("malformed X25519 stanza");
        var share = FromBase64(arguments[1]);
        if (share.Length != 32) throw new AgeException("malformed X25519 stanza");
        var theirs = PublicKey.Import(KeyAgreementAlgorithm.X25519, share, KeyBlobFormat.RawPublicKey);
        using var wrapping = WrappingKey(identity.Key, theirs, share, identity.Recipient.Bytes);
        return Aead.Decrypt(wrapping, ZeroNonce, [], body);
    }

    private static Key WrappingKey(Key mine, PublicKey theirs, byte[] share, byte[] recipient)
    {
        using var secret = KeyAgreementAlgorithm.X25519.Agree(mine, theirs) ?? throw new AgeException("a key of low order");
        return KeyDerivationAlgorithm.HkdfSha256.DeriveKey(secret, [.. share, .. recipient], "age-encryption.org/v1/X25519"u8, Aead);
    }

    private static byte[] Checked(byte[] fileKey, ReadOnlySpan<byte> upToDashes, string mac) =>
        CryptographicOperations.FixedTimeEquals(Mac(fileKey, upToDashes), FromBase64(mac)) ? fileKey : throw new AgeException("the header was changed");

    private static byte[] Mac(ReadOnlySpan<byte> fileKey, ReadOnlySpan<byte> header)
    {
        Span<byte> key = stackalloc byte[32];
        HKDF.DeriveKey(System.Security.Cryptography.HashAlgorithmName.SHA256, fileKey, key, [], "header"u8);
        return HMACSHA256.HashData(key, header);
    }

    private static string Base64(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    /// <summary>Canonical, unpadded base64 and nothing else: two writings of one header would be two files with one meaning.</summary>
    private static byte[] FromBase64(string text)
    {
        try
        {
            var bytes = Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));
            return Base64(bytes) == text ? bytes : throw new AgeException("base64 is not canonical");
        }
        catch (FormatException)
        {
            throw new AgeException("base64 is malformed");
        }
    }

    private ref struct Lines(ReadOnlySpan<byte> file)
    {
        private readonly ReadOnlySpan<byte> bytes = file;

        /// <summary>Where the next line starts.</summary>
        public int At { get; private set; }

        public int LineStart { get; private set; }

        public string Next()
        {
            var length = bytes[At..].IndexOf((byte)'\n');
            if (length < 0) throw new AgeException("the header is cut short");
            LineStart = At;
            At += length + 1;
            return Encoding.Latin1.GetString(bytes.Slice(LineStart, length));
        }

        /// <summary>Full lines of 64 columns, then one shorter line, which may be empty.</summary>
        public byte[] Body()
        {
            var text = new StringBuilder();
            for (; ; )
            {
                var line = Next();
                if (line.Length > BodyColumns) throw new AgeException("a body line is too long");
                text.Append(line);
                if (line.Length < BodyColumns) return FromBase64(text.ToString());
            }
        }
    }
}
