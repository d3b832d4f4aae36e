using System.Text;
using CsCheck;

namespace Answerable.Ledger.Tests;

public sealed class NoteTests
{
    // The example of c2sp.org/signed-note.
    private const string ExampleKey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    private const string Example =
        "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

    private static readonly SigningKey Key = SigningKey.FromSeed("town.example/log", Enumerable.Repeat((byte)7, 32).ToArray());

    [Fact]
    public void The_example_of_the_specification_verifies()
    {
        var key = VerifierKey.Parse(ExampleKey);
        var note = Note.Parse(Encoding.UTF8.GetBytes(Example));
        Assert.Equal("example.com/foo", Assert.Single(note.VerifiedBy(key)).Key.Name);
        Assert.Equal("This is an example message.\n", note.Text);
        Assert.Equal(Example, Encoding.UTF8.GetString(note.ToBytes()));
        Assert.Equal(ExampleKey, key.ToString());
    }

    [Fact]
    public void A_key_survives_its_text_form_and_keeps_its_id_per_type()
    {
        using var read = SigningKey.Parse(Key.Export());
        using var witness = SigningKey.FromSeed(Key.Name, Enumerable.Repeat((byte)7, 32).ToArray(), SignatureType.CosignatureV1);
        Assert.Equal(Key.Verifier, read.Verifier);
        Assert.Equal(Key.Verifier, VerifierKey.Parse(Key.Verifier.ToString()));
        Assert.NotEqual(Key.Verifier.Id, witness.Verifier.Id);
    }

    [Fact]
    public void A_text_may_hold_empty_lines_and_any_script()
    {
        var text = "信访\n\n— not a signature\n\nend\n";
        var note = Note.Parse(new Note(text, [Key.Sign(text)]).ToBytes());
        Assert.Equal(text, note.Text);
        Assert.Single(note.VerifiedBy(Key.Verifier));
    }

    [Fact]
    public void Signatures_of_unknown_keys_are_ignored_even_when_they_share_a_name_or_an_id()
    {
        using var namesake = SigningKey.FromSeed(Key.Name, Enumerable.Repeat((byte)8, 32).ToArray());
        var text = "text\n";
        var sameId = new NoteSignature("other.example", Key.Verifier.Id, new byte[64]);
        var note = new Note(text, [namesake.Sign("something else\n"), sameId, Key.Sign(text), new("short.example", 1, new byte[1])]);
        Assert.Equal(Key.Verifier, Assert.Single(Note.Parse(note.ToBytes()).VerifiedBy(Key.Verifier)).Key);
    }

    [Fact]
    public void A_known_key_with_a_wrong_signature_spoils_the_note_even_beside_a_right_one()
    {
        using var other = SigningKey.FromSeed("other.example", Enumerable.Repeat((byte)9, 32).ToArray());
        var note = new Note("text\n", [other.Sign("text\n"), Key.Sign("another text\n")]);
        Assert.Equal("bad-signature", Code(() => note.VerifiedBy(Key.Verifier, other.Verifier)));
        Assert.Equal("bad-signature", Code(() => new Note("text\n", [Key.Sign("text\n"), Key.Sign("x\n")]).VerifiedBy(Key.Verifier)));
    }

    [Fact]
    public void A_note_that_no_known_key_signed_is_refused() =>
        Assert.Equal("not-signed", Code(() => Note.Parse(Encoding.UTF8.GetBytes(Example)).VerifiedBy(Key.Verifier)));

    [Fact]
    public void Every_flipped_bit_of_a_signed_note_is_refused_or_changes_nothing_signed()
    {
        var bytes = Checkpoint.Parse("town.example/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n").Sign(Key).ToBytes();
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var altered = bytes.ToArray();
            altered[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.NotEmpty(Code(() => Note.Parse(altered).VerifiedBy(Key.Verifier)));
        }
    }

    public static TheoryData<string, string> Malformed() => new()
    {
        { "no empty line", "text\n— a.example AAAAAAE=\n" },
        { "no signature", "text\n\n" },
        { "nothing", "" },
        { "no final newline", "text\n\n— a.example AAAAAAE=" },
        { "another dash", "text\n\n- a.example AAAAAAE=\n" },
        { "two spaces", "text\n\n—  a.example AAAAAAE=\n" },
        { "no name", "text\n\n— AAAAAAE=\n" },
        { "empty name", "text\n\n—  AAAAAAE=\n" },
        { "plus in name", "text\n\n— a+b AAAAAAE=\n" },
        { "unicode space in name", "text\n\n— a\u3000b AAAAAAE=\n" },
        { "no-break space in name", "text\n\n— a\u00a0b AAAAAAE=\n" },
        { "long name", $"text\n\n— {new string('a', 256)} AAAAAAE=\n" },
        { "long name in bytes", $"text\n\n— {new string('信', 86)} AAAAAAE=\n" },
        { "only an id", "text\n\n— a.example AAAAAA==\n" },
        { "stray bits", "text\n\n— a.example AAAAAAF=\n" },
        { "no padding", "text\n\n— a.example AAAAAAE\n" },
        { "url alphabet", "text\n\n— a.example AAAA_AE=\n" },
        { "space after base64", "text\n\n— a.example AAAAAAE= \n" },
        { "carriage return", "text\r\n\n— a.example AAAAAAE=\n" },
        { "tab", "te\txt\n\n— a.example AAAAAAE=\n" },
        { "null", "te\0xt\n\n— a.example AAAAAAE=\n" },
        { "too many signatures", "text\n\n" + string.Concat(Enumerable.Repeat("— a.example AAAAAAE=\n", 101)) },
        { "too long", new string('a', 1_000_000) + "\n\n— a.example AAAAAAE=\n" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void A_malformed_note_is_refused(string why, string note) =>
        Assert.True(Code(() => Note.Parse(Encoding.UTF8.GetBytes(note))).Length > 0, why);

    [Fact]
    public void Invalid_UTF8_is_refused() =>
        Assert.Equal("not-utf8", Code(() => Note.Parse([.. "te"u8, 0xff, .. "xt\n\n— a.example AAAAAAE=\n"u8])));

    [Fact]
    public void Sixteen_signatures_and_a_hundred_are_read()
    {
        var line = "— a.example AAAAAAE=\n";
        Assert.Equal(16, Note.Parse(Encoding.UTF8.GetBytes("text\n\n" + string.Concat(Enumerable.Repeat(line, 16)))).Signatures.Count);
        Assert.Equal(100, Note.Parse(Encoding.UTF8.GetBytes("text\n\n" + string.Concat(Enumerable.Repeat(line, 100)))).Signatures.Count);
    }

    [Theory]
    [InlineData("example.com/foo")]
    [InlineData("example.com/foo+530d903a")]
    [InlineData("example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+0530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2l ")]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U0=")]
    [InlineData("example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("exam ple+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    public void A_malformed_key_is_refused(string vkey) => Assert.NotEmpty(Code(() => VerifierKey.Parse(vkey)));

    [Fact]
    public void Random_bytes_never_do_worse_than_a_refusal()
    {
        Gen.Byte.Array[0, 200].Sample(bytes => Code(() => Note.Parse(bytes)).Length > 0);
        Gen.String[0, 60].Sample(text => Code(() => VerifierKey.Parse(text)).Length > 0);
    }

    internal static string Code(Action act)
    {
        try { act(); return ""; }
        catch (LogException e) { return e.Code; }
    }
}
