using System.Text;
using CsCheck;

namespace Answerable.Ledger.Tests;

public sealed class ReceiptTests : IDisposable
{
    private readonly Town town = new();

    [Fact]
    public async Task A_receipt_verifies_offline_and_opens_its_leaf()
    {
        await town.Record(300);
        var receipt = Receipt.Parse((await town.ReceiptOf(123)).ToBytes());
        var finding = receipt.Check(town.Key.Verifier);
        Assert.Equal(("grievance.lodged/1", 123L, 300L), (finding.Record.Type, finding.Record.Index, finding.Checkpoint.Size));
        Assert.Equal("第123盏路灯坏了", Encoding.UTF8.GetString(finding.Fields.Single(f => f.Name == "body").Value.Span));
    }

    [Fact]
    public async Task A_receipt_may_show_some_fields_or_none()
    {
        await town.Record(5);
        var whole = await town.ReceiptOf(2);
        var bare = await Receipt.Issue(whole.Leaf with { Fields = [] }, town.Newest, town.Rows);
        Assert.Empty(Receipt.Parse(bare.ToBytes()).Check(town.Key.Verifier).Fields);
    }

    [Fact]
    public async Task No_altered_byte_of_a_receipt_is_accepted()
    {
        await town.Record(9);
        var bytes = (await town.ReceiptOf(4)).ToBytes();
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Int[1, 255]).Sample((at, change) =>
        {
            var altered = bytes.ToArray();
            altered[at] ^= (byte)change;
            return NoteTests.Code(() => Receipt.Parse(altered).Check(town.Key.Verifier)).Length > 0;
        }, iter: 3000);
    }

    [Fact]
    public async Task A_receipt_for_another_value_salt_field_or_index_is_refused()
    {
        await town.Record(9);
        var receipt = await town.ReceiptOf(4);
        var (leaf, body) = (receipt.Leaf, receipt.Leaf.Fields[0]);
        Refused("field-altered", leaf with { Fields = [body with { Value = "something else"u8.ToArray() }] });
        Refused("field-altered", leaf with { Fields = [body with { Salt = new byte[32] }] });
        Refused("field-altered", leaf with { Fields = [body with { Name = "title" }] });
        Refused("not-included", leaf with { Blind = new byte[32] });
        Refused("not-included", town.Leaves[5]);
        Assert.Equal("not-included", NoteTests.Code(() => (receipt with { Proof = receipt.Proof with { Index = 5 } }).Check(town.Key.Verifier)));

        void Refused(string code, LeafOpening altered) =>
            Assert.Equal(code, NoteTests.Code(() => (receipt with { Leaf = altered }).Check(town.Key.Verifier)));
    }

    [Fact]
    public async Task A_record_that_names_another_index_than_its_leaf_is_refused()
    {
        var misplaced = Town.Leaf(7, "elsewhere");
        town.Grow(misplaced.Entry);
        await town.Publish(0);
        var receipt = new Receipt(misplaced, new(0, [], town.Newest.ToBytes(), misplaced.ToBytes()));
        Assert.Equal("bad-receipt", NoteTests.Code(() => receipt.Check(town.Key.Verifier)));
    }

    [Fact]
    public async Task No_receipt_is_issued_before_a_checkpoint_covers_the_leaf()
    {
        await town.Record(3);
        var error = await Assert.ThrowsAsync<LogException>(async () => await Receipt.Issue(Town.Leaf(3, town.Key.Name), town.Newest, town.Rows));
        Assert.Equal("not-covered", error.Code);
    }

    [Fact]
    public async Task A_witnessed_receipt_tells_who_cosigned()
    {
        using var witness = SigningKey.FromSeed("county.example/witness", new byte[32], SignatureType.CosignatureV1);
        await town.Record(3);
        var cosigned = town.Newest.With([witness.Cosign(town.Newest.Text, DateTimeOffset.UnixEpoch.AddDays(20_000))]);
        var receipt = await Receipt.Issue(town.Leaves[0], cosigned, town.Rows);
        Assert.Equal(witness.Verifier, Assert.Single(receipt.Check(town.Key.Verifier, witness.Verifier).Checkpoint.Cosignatures).Key);
    }

    [Fact]
    public async Task Changed_line_ends_are_called_that_and_are_mended_by_taking_the_returns_out()
    {
        await town.Record(9);
        var bytes = (await town.ReceiptOf(4)).ToBytes();
        var changed = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace("\n", "\r\n", StringComparison.Ordinal));
        Assert.Equal("line-ends-changed", NoteTests.Code(() => Receipt.Parse(changed)));
        Assert.Equal(4, Receipt.Parse([.. changed.Where(one => one != '\r')]).Check(town.Key.Verifier).Record.Index);
        Assert.Equal("control-character", NoteTests.Code(() => Receipt.Parse([.. bytes, (byte)'\r'])));
    }

    [Fact]
    public async Task A_receipt_names_the_fields_that_it_keeps_closed()
    {
        await town.Record(5);
        var whole = await town.ReceiptOf(2);
        Assert.Empty(whole.Check(town.Key.Verifier).Closed);
        var shown = whole with { Leaf = whole.Leaf with { Fields = [.. whole.Leaf.Fields.Where(field => field.Name != "body")] } };
        Assert.Equal("body", Assert.Single(shown.Check(town.Key.Verifier).Closed));
    }

    public static TheoryData<string> MalformedProofs() => new(
        "", "c2sp.org/tlog-proof@v1\n", "c2sp.org/tlog-proof@v2\nindex 0\n\nx", "c2sp.org/tlog-proof@v1\n\nx",
        "c2sp.org/tlog-proof@v1\nindex 00\n\nx", "c2sp.org/tlog-proof@v1\nindex -1\n\nx", "c2sp.org/tlog-proof@v1\nindex\n\nx",
        "c2sp.org/tlog-proof@v1\nextra AA=\nindex 0\n\nx", "c2sp.org/tlog-proof@v1\nextra AB==\nindex 0\n\nx",
        "c2sp.org/tlog-proof@v1\nextraAAAA\nindex 0\n\nx", "c2sp.org/tlog-proof@v1\nindex 0\nextra AAAA\n\nx",
        "c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\nx", "c2sp.org/tlog-proof@v1\r\nindex 0\n\nx", "c2sp.org/tlog-proof@v1\nindex  0\n\nx",
        "c2sp.org/tlog-proof@v1\nindex 0\n" + string.Concat(Enumerable.Repeat("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", 64)) + "\nx");

    [Theory]
    [MemberData(nameof(MalformedProofs))]
    public void A_malformed_proof_is_refused(string proof) => Assert.NotEmpty(NoteTests.Code(() => LogProof.Parse(Encoding.UTF8.GetBytes(proof))));

    [Fact]
    public void A_proof_without_extra_is_read_and_written_alike()
    {
        var text = "c2sp.org/tlog-proof@v1\nindex 73894\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\nexample.com/log\n109482\n";
        var proof = LogProof.Parse(Encoding.UTF8.GetBytes(text));
        Assert.Equal((73_894L, 1, null), (proof.Index, proof.Path.Count, (object?)proof.Extra));
        Assert.Equal(text, Encoding.UTF8.GetString(proof.ToBytes()));
        Assert.Equal("bad-receipt", NoteTests.Code(() => Receipt.Parse(Encoding.UTF8.GetBytes(text))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("answerable/receipt/v2\nblind AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\nrecord")]
    [InlineData("answerable/receipt/v1\n\nrecord")]
    [InlineData("answerable/receipt/v1\nblind AAAA\n\nrecord")]
    [InlineData("answerable/receipt/v1\nblind AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nopen a AAAA AAAA\n\nrecord")]
    [InlineData("answerable/receipt/v1\nblind AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nopen a b AAAA AAAA\n\nrecord")]
    [InlineData("answerable/receipt/v1\nblind AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nshow a\n\nrecord")]
    public void A_malformed_opening_is_refused(string text) => Assert.NotEmpty(NoteTests.Code(() => LeafOpening.Parse(Encoding.UTF8.GetBytes(text))));

    public void Dispose() => town.Dispose();
}
