using System.Text;
using Answerable.Grievances;
using Answerable.Server.Grievances.Sheets;
using NodaTime;

namespace Answerable.Server.Tests.Grievances.Sheets;

/// <summary>Tables as they come: encodings, dates, formulas, bombs, and columns that nobody may keep.</summary>
public sealed class SheetReadingTests
{
    private static readonly LocalDate Today = new(2026, 3, 2);

    static SheetReadingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private static SheetReading Read(byte[] bytes, OuterSystem system = OuterSystem.Hotline) => SheetReading.Of(Sheet.Read(bytes), system, inChina: true, Today);

    private static readonly string[] Heading = ["工单编号,诉求标题,诉求内容,处理时限"];

    public static TheoryData<string> Encodings => ["utf-8", "utf-8-bom", "GB18030", "utf-16", "utf-16BE"];

    [Theory, MemberData(nameof(Encodings))]
    public void A_csv_reads_in_every_encoding_that_offices_export(string name)
    {
        Encoding encoding = name == "utf-8" ? new UTF8Encoding(false) : name == "utf-8-bom" ? new UTF8Encoding(true) : Encoding.GetEncoding(name);
        var item = Assert.Single(Read(Books.Csv(encoding, [.. Heading, "gd-0001,路灯坏了,\"第一行,\"\"引号\"\"\n第二行㐀\",2026/3/6"])).Items);
        Assert.Equal(("GD-0001", "路灯坏了", "第一行,\"引号\"\n第二行㐀", new LocalDate(2026, 3, 6), null), (item.Number, item.Title, item.Body, item.Due, item.Fault));
    }

    [Theory]
    [InlineData('\t')]
    [InlineData(';')]
    public void Other_separators_read_too(char mark) =>
        Assert.Equal("路灯", Assert.Single(Read(Books.Csv(new UTF8Encoding(true), Heading[0].Replace(',', mark), $"GD1{mark}路灯{mark}不亮{mark}")).Items).Title);

    [Fact]
    public void Dates_of_excel_are_dates_and_formulas_are_their_values()
    {
        var items = Read(Books.Xlsx(
            ["12345工单导出"],
            ["工单编号", "诉求标题", "诉求内容", "处理时限", "派单时间"],
            ["GD1", "=CONCATENATE(\"路\",\"灯\")|路灯", "不亮", new DateOnly(2026, 3, 6), new DateTime(2026, 3, 1, 9, 30, 0)],
            [20260002, "漏水", "水管", "2026年3月9日 17:30", "20260301"])).Items;
        Assert.Equal([("GD1", "路灯", new LocalDate(2026, 3, 6), new LocalDate(2026, 3, 1)), ("20260002", "漏水", new LocalDate(2026, 3, 9), new LocalDate(2026, 3, 1))],
            items.Select(item => (item.Number!, item.Title, item.Due!.Value, item.Received!.Value)));
    }

    [Fact]
    public void Columns_that_nobody_may_keep_are_named_and_nothing_of_them_is_read()
    {
        var reading = Read(Books.Xlsx(
            ["信访编号", "标题", "内容", "稳控责任人", "思想动态", "上访次数", "身份证号", "备注"],
            ["XF1", "路灯", "不亮", "测试甲", "情绪平稳", "7", "110000000000000000", "无"]), OuterSystem.Petition);
        Assert.Equal(["稳控责任人", "思想动态", "上访次数", "身份证号"], reading.NeverKept);
        Assert.Equal(["备注"], reading.Dropped);
        var kept = System.Text.Json.JsonSerializer.Serialize(reading.Items, Answerable.Recording.Json.Options);
        foreach (var gone in new[] { "测试甲", "情绪平稳", "110000000000000000", "\"7\"" })
            Assert.DoesNotContain(gone, kept, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("检举控告", "accusation")]
    [InlineData("建议", null)]
    public void An_accusation_is_not_registered_here(string kind, string? fault) =>
        Assert.Equal(fault, Assert.Single(Read(Books.Csv(new UTF8Encoding(true), "工单编号,标题,类别", $"GD1,某事,{kind}")).Items).Fault);

    [Theory]
    [InlineData("GD1,标题,内容,明天", "due")]
    [InlineData("a|b,标题,内容,", "number")]
    [InlineData("GD1,,,", "empty")]
    [InlineData("GD1,标题,内容,2026-02-30", "due")]
    public void What_is_wrong_with_a_row_is_said(string row, string fault) => Assert.Equal(fault, Assert.Single(Read(Books.Csv(new UTF8Encoding(true), [.. Heading, row])).Items).Fault);

    [Fact]
    public void What_is_no_table_or_too_much_is_refused_with_a_word()
    {
        string Fault(byte[] bytes) => Assert.Throws<SheetFault>(() => Sheet.Read(bytes)).Code;
        Assert.Equal("sheet-too-large", Fault(Books.Bomb()));
        Assert.Equal("sheet-unreadable", Fault([0, 1, 2, 3]));
        Assert.Equal("sheet-unreadable", Fault("PK\u0003\u0004 nothing"u8.ToArray()));
        Assert.Equal("sheet-unreadable", Fault("<html><table></table></html>"u8.ToArray()));
        Assert.Equal("sheet-without-heading", Fault("a,b\r\n1,2"u8.ToArray()));
        Assert.Equal("sheet-too-many-rows", Fault(Books.Csv(new UTF8Encoding(true), [.. Heading, .. Enumerable.Range(0, Sheet.MostRows + 1).Select(n => $"GD{n},标题,内容,")])));
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+86", "'+86")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM", "'@SUM")]
    [InlineData(" =1", "' =1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("路灯", "路灯")]
    public void Nothing_that_is_written_runs_in_a_spreadsheet(string value, string written) => Assert.Equal(written, Csv.Harmless(value));
}
