using System.Text;
using NSec.Cryptography;

namespace Answerable.Ledger.Tests;

public sealed class CheckpointTests
{
    private const string Root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
    private const string EmptyRoot = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    private static readonly SigningKey Log = SigningKey.FromSeed("town.example/log", Enumerable.Repeat((byte)7, 32).ToArray());
    private static readonly SigningKey Witness =
        SigningKey.FromSeed("witness.example/w1", Enumerable.Repeat((byte)8, 32).ToArray(), SignatureType.CosignatureV1);
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_example_of_the_specification_is_read_and_written_alike()
    {
        var text = $"example.com/behind-the-sofa\n20852163\n{Root}\n";
        var checkpoint = Checkpoint.Parse(text);
        Assert.Equal(("example.com/behind-the-sofa", 20_852_163L, Root), (checkpoint.Origin, checkpoint.Size, checkpoint.Root.ToString()));
        Assert.Equal(text, checkpoint.Text);
    }

    [Fact]
    public void An_empty_log_has_a_checkpoint()
    {
        var bytes = new Checkpoint(Log.Name, 0, LogHead.Empty.Root).Sign(Log).ToBytes();
        Assert.Contains($"\n0\n{EmptyRoot}\n", Encoding.UTF8.GetString(bytes));
        Assert.Equal(0, Checkpoint.Open(bytes, Log.Verifier).Size);
    }

    [Fact]
    public void Extension_lines_are_ignored_but_signed()
    {
        var text = $"{Log.Name}\n5\n{Root}\nextension of another day\n第二行\n";
        var note = new Note(text, [Log.Sign(text)]);
        Assert.Equal(new Checkpoint(Log.Name, 5, Hash.Parse(Root)), Checkpoint.Open(note.ToBytes(), Log.Verifier).Checkpoint);
        var without = note with { Text = $"{Log.Name}\n5\n{Root}\n" };
        Assert.Equal("bad-signature", NoteTests.Code(() => Checkpoint.Open(without.ToBytes(), Log.Verifier)));
    }

    [Theory]
    [InlineData("a.example\n05\n" + Root + "\n")]
    [InlineData("a.example\n00\n" + EmptyRoot + "\n")]
    [InlineData("a.example\n-1\n" + Root + "\n")]
    [InlineData("a.example\n+1\n" + Root + "\n")]
    [InlineData("a.example\n 1\n" + Root + "\n")]
    [InlineData("a.example\n1.0\n" + Root + "\n")]
    [InlineData("a.example\n١\n" + Root + "\n")]
    [InlineData("a.example\n0x5\n" + Root + "\n")]
    [InlineData("a.example\n9223372036854775808\n" + Root + "\n")]
    [InlineData("a.example\n\n" + Root + "\n")]
    [InlineData("\n5\n" + Root + "\n")]
    [InlineData("a.example\n5\n")]
    [InlineData("a.example\n5\n" + Root)]
    [InlineData("a.example\n5\n" + Root + "\n\n")]
    [InlineData("a.example\n5\n" + Root + "\n\nextension\n")]
    [InlineData("a.example\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n")]
    [InlineData("a.example\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n")]
    [InlineData("a.example\n5\nAAAA\n")]
    [InlineData("a.example\n0\n" + Root + "\n")]
    public void A_malformed_checkpoint_is_refused(string text) => Assert.NotEmpty(NoteTests.Code(() => Checkpoint.Parse(text)));

    [Fact]
    public void The_largest_size_is_read() =>
        Assert.Equal(long.MaxValue, Checkpoint.Parse($"a.example\n9223372036854775807\n{Root}\n").Size);

    [Fact]
    public void A_checkpoint_of_another_origin_is_refused_though_the_key_signed_it()
    {
        var text = new Checkpoint("village.example/log", 5, Hash.Parse(Root)).Text;
        Assert.Equal("other-log", NoteTests.Code(() => Checkpoint.Open(new Note(text, [Log.Sign(text)]).ToBytes(), Log.Verifier)));
    }

    [Fact]
    public void A_cosignature_verifies_and_tells_its_time()
    {
        var note = new Checkpoint(Log.Name, 5, Hash.Parse(Root)).Sign(Log);
        var cosigned = note.With([Witness.Cosign(note.Text, Noon)]);
        var opened = Checkpoint.Open(cosigned.ToBytes(), Log.Verifier, Witness.Verifier);
        Assert.Equal(Noon, Assert.Single(opened.Cosignatures).Time);
        Assert.Empty(Checkpoint.Open(cosigned.ToBytes(), Log.Verifier).Cosignatures);
    }

    [Fact]
    public void A_cosignature_is_over_the_message_that_the_specification_spells_out()
    {
        var text = $"example.com/behind-the-sofa\n20852163\n{Root}\n";
        var signature = Witness.Cosign(text, DateTimeOffset.FromUnixTimeSeconds(1_679_315_147)).Bytes.Span;
        var key = PublicKey.Import(
            SignatureAlgorithm.Ed25519, Convert.FromBase64String(Witness.Verifier.ToString().Split('+', 3)[2]).AsSpan(1), KeyBlobFormat.RawPublicKey);
        Assert.Equal(Convert.FromHexString("00000000641850cb"), signature[..8].ToArray());
        Assert.True(SignatureAlgorithm.Ed25519.Verify(key, Encoding.UTF8.GetBytes($"cosignature/v1\ntime 1679315147\n{text}"), signature[8..]));
    }

    [Fact]
    public void A_cosignature_with_another_time_or_text_spoils_the_note()
    {
        var note = new Checkpoint(Log.Name, 5, Hash.Parse(Root)).Sign(Log);
        var signature = Witness.Cosign(note.Text, Noon);
        var later = signature.Bytes.ToArray();
        later[7] ^= 1;
        foreach (var bad in new[] { signature with { Bytes = later }, Witness.Cosign("other\n", Noon), signature with { Bytes = new byte[5] } })
            Assert.Equal("bad-signature", NoteTests.Code(() => Checkpoint.Open(note.With([bad]).ToBytes(), Log.Verifier, Witness.Verifier)));
    }

    [Fact]
    public void A_witness_alone_does_not_make_a_checkpoint()
    {
        var text = new Checkpoint(Log.Name, 5, Hash.Parse(Root)).Text;
        var note = new Note(text, [Witness.Cosign(text, Noon)]);
        Assert.Equal("not-signed", NoteTests.Code(() => Checkpoint.Open(note.ToBytes(), Log.Verifier, Witness.Verifier)));
    }

    [Fact]
    public void A_key_makes_only_its_own_kind_of_signature()
    {
        Assert.Throws<InvalidOperationException>(() => Witness.Sign("text\n"));
        Assert.Throws<InvalidOperationException>(() => Log.Cosign("text\n", Noon));
    }
}
