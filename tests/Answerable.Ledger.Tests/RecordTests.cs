using System.Text;
using CsCheck;

namespace Answerable.Ledger.Tests;

public sealed class RecordTests
{
    private static readonly Hash Zero = new(new byte[32]);
    private static readonly Record Lodged = new(
        "grievance.lodged/1", Guid.Parse("0f3c5b7a9d1e4f60829fa0b1c2d3e4f5"), 12, 1,
        new(2026, 11, 23, 16, 0, 0, TimeSpan.FromHours(8)), new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero).AddTicks(1_234_569),
        "complainant", [new("about", Zero), new("title", Merkle.Empty)]);

    private const string Text =
        "answerable/record/v1\ntype grievance.lodged/1\nstream 0f3c5b7a9d1e4f60829fa0b1c2d3e4f5\nseq 12\nversion 1\n" +
        "occurred 2026-11-23T08:00:00.000000Z\nrecorded 2026-11-23T08:00:00.123456Z\nactor complainant\n" +
        "field about AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nfield title 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";

    [Fact]
    public void A_record_has_one_text() => Assert.Equal(Text, Encoding.UTF8.GetString(RecordText.Write(Lodged)));

    [Fact]
    public void The_text_is_read_back()
    {
        var read = RecordText.Parse(Encoding.UTF8.GetBytes(Text));
        Assert.Equal(Lodged.Stream, read.Stream);
        Assert.Equal(Lodged.Occurred, read.Occurred);
        Assert.Equal(Lodged.Fields, read.Fields);
        Assert.Equal(Text, Encoding.UTF8.GetString(RecordText.Write(read)));
    }

    [Theory]
    [InlineData("type grievance.lodged/1", "type Grievance.lodged/1")]
    [InlineData("type grievance.lodged/1", "type grievance.lodged/01")]
    [InlineData("type grievance.lodged/1", "type grievance.lodged/0")]
    [InlineData("type grievance.lodged/1", "type grievance.lodged")]
    [InlineData("type grievance.lodged/1", "type /1")]
    [InlineData("type grievance.lodged/1", "type  grievance.lodged/1")]
    [InlineData("stream 0f3c", "stream 0F3C")]
    [InlineData("stream 0f3c", "stream 0f3")]
    [InlineData("seq 12", "seq 012")]
    [InlineData("seq 12", "seq -1")]
    [InlineData("version 1", "version 0")]
    [InlineData("08:00:00.000000Z", "08:00:00Z")]
    [InlineData("08:00:00.000000Z", "08:00:00.000000+00:00")]
    [InlineData("08:00:00.000000Z", "08:00:60.000000Z")]
    [InlineData("actor complainant", "actor 张三")]
    [InlineData("actor complainant", "actor ")]
    [InlineData("actor complainant\n", "actor complainant\n\n")]
    [InlineData("field about", "field zzz")]
    [InlineData("field about", "field title")]
    [InlineData("field about", "field abo_ut")]
    [InlineData("AAAA=", "AAAB=")]
    [InlineData("v1\n", "v2\n")]
    [InlineData("\n", "\r\n")]
    [InlineData("hSuFU=\n", "hSuFU=")]
    [InlineData("hSuFU=\n", "hSuFU=\nmore\n")]
    public void Any_other_spelling_is_refused(string from, string to) =>
        Assert.NotEmpty(NoteTests.Code(() => RecordText.Parse(Encoding.UTF8.GetBytes(Text.Replace(from, to)))));

    [Fact]
    public void A_record_with_a_wrong_name_or_order_is_never_written()
    {
        Assert.Throws<ArgumentException>(() => RecordText.Write(Lodged with { Actor = "Clerk" }));
        Assert.Throws<ArgumentException>(() => RecordText.Write(Lodged with { Actor = new string('a', 129) }));
        Assert.Throws<ArgumentException>(() => RecordText.Write(Lodged with { Type = "grievance" }));
        Assert.Throws<ArgumentException>(() => RecordText.Write(Lodged with { Fields = [.. Lodged.Fields.Reverse()] }));
        Assert.Throws<ArgumentException>(() => RecordText.Write(Lodged with { Fields = [new("a", Zero), new("a", Zero)] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => RecordText.Write(Lodged with { Index = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => RecordText.Write(Lodged with { Version = 0 }));
    }

    [Fact]
    public void Longest_names_and_numbers_fit()
    {
        var name = new string('n', RecordText.MaxName);
        var record = new Record($"{name}/2147483647", Guid.Empty, long.MaxValue, long.MaxValue, DateTimeOffset.MaxValue,
            DateTimeOffset.MinValue, name, [.. Enumerable.Range(0, 40).Select(i => new RecordField($"{i:00}{name[2..]}", Zero))]);
        Assert.Equal(record.Fields, RecordText.Parse(RecordText.Write(record)).Fields);
    }

    [Fact]
    public void Every_altered_byte_makes_another_record_or_none()
    {
        var bytes = Encoding.UTF8.GetBytes(Text);
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte).Sample((at, value) =>
        {
            var altered = bytes.ToArray();
            altered[at] = value;
            var refused = NoteTests.Code(() => Assert.Equal(altered, RecordText.Write(RecordText.Parse(altered)))).Length > 0;
            Assert.True(refused || Commitment.Entry(new byte[32], altered) != Commitment.Entry(new byte[32], bytes) || value == bytes[at]);
        });
    }

    [Fact]
    public void Commitments_are_the_hashes_that_the_documentation_spells_out()
    {
        var salt = Enumerable.Range(0, 32).Select(i => (byte)i).ToArray();
        var value = Encoding.UTF8.GetBytes("路灯坏了");
        Assert.Equal(Reference.Sha("answerable/field/v1\ntitle\n"u8.ToArray(), salt, value), Commitment.Field("title", salt, value).ToArray());
        Assert.Equal(Reference.Sha("answerable/entry/v1\n"u8.ToArray(), salt, value), Commitment.Entry(salt, value).ToArray());
        Assert.Equal(Reference.Sha("answerable/blank/v1\n"u8.ToArray(), salt), Commitment.Blank(salt).ToArray());
        var large = new byte[5000];
        Assert.Equal(Reference.Sha("answerable/field/v1\ntitle\n"u8.ToArray(), salt, large), Commitment.Field("title", salt, large).ToArray());
    }

    [Fact]
    public void A_commitment_needs_a_whole_secret_and_a_proper_name()
    {
        Assert.Throws<ArgumentException>(() => Commitment.Entry(new byte[31], []));
        Assert.Throws<ArgumentException>(() => Commitment.Field("title", [], []));
        Assert.Throws<ArgumentException>(() => Commitment.Field("Title", new byte[32], []));
        Assert.Throws<ArgumentException>(() => Commitment.Field("", new byte[32], []));
    }
}
