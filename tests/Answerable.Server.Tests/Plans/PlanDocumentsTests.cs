using System.Text;
using Answerable.Plans;
using Answerable.Server.Plans;

namespace Answerable.Server.Tests.Plans;

public class PlanDocumentsTests
{
    private static readonly string Words = File.ReadAllText(Files.Sample);

    [Theory]
    [InlineData("utf-8")]
    [InlineData("gb18030")]
    [InlineData("gbk")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Text_is_read_in_whatever_encoding_the_office_used(string encoding) =>
        Assert.Equal(Lines(Encoding.UTF8.GetBytes(Words)), Lines(Files.Encoded(Words, encoding)));

    [Fact]
    public void Utf_16_without_a_mark_is_recognised_too() =>
        Assert.Equal(Lines(Encoding.UTF8.GetBytes(Words)), Lines(new UnicodeEncoding(false, false).GetBytes(Words)));

    [Fact]
    public void A_word_document_gives_its_automatic_numbers_and_its_tables()
    {
        var lines = PlanDocuments.Read(Files.Docx(), "plan.docx");
        Assert.Equal(["青石镇防汛应急预案", "一、工作原则", "（一）生命至上。", "（二）以防为主。", "二、处置程序", "1. 值班人员接到险情报告后10分钟内报告镇值班室。", "2. 抢险组赶赴现场。", "三、领导小组名单"],
            lines.Take(8).Select(line => line.Text));
        Assert.Equal("组  长\t林  远\t镇长\t13000000001", lines[9].Text);
        var plan = PlanReader.Read(lines).Plan;
        Assert.Equal((2, 2), (plan.Principles.Count, plan.Steps.Count));
        var roster = Assert.Single(plan.Rosters);
        Assert.Equal(["林远"], roster.Leaders);
        Assert.Equal(["沈映川"], roster.Deputies);
        Assert.Equal(["顾长汀"], roster.Members);
        Assert.Equal("13000000001", plan.People.Single(p => p.Name == "林远").Phone);
        Assert.Empty(plan.Unmapped);
    }

    [Fact]
    public void A_word_document_numbered_1_and_1_1_is_read_with_its_numbers()
    {
        var lines = PlanDocuments.Read(Files.DocxInDecimals((0, "总则"), (1, "编制目的"), (1, "工作原则"), (2, "生命至上。"), (2, "以防为主。"), (0, "处置程序"), (1, "值班人员立即报告镇值班室。")), "plan.docx");
        Assert.Equal(["1、总则", "1.1 编制目的", "1.2 工作原则", "1.2.1 生命至上。", "1.2.2 以防为主。", "2、处置程序", "2.1 值班人员立即报告镇值班室。"], lines.Select(line => line.Text.Replace("  ", " ")));
        var plan = PlanReader.Read(lines).Plan;
        Assert.Equal((2, 1), (plan.Principles.Count, plan.Steps.Count));
    }

    [Fact]
    public void A_markdown_plan_with_a_table_is_read()
    {
        var path = Path.Combine(Files.Root, "tests/Answerable.Tests/Plans/fixtures/school-plan.md");
        var reading = PlanReader.Read(PlanDocuments.ReadFile(path));
        Assert.Equal("梧桐社区暴雨避险转移方案", reading.Plan.Title.Text);
        Assert.Equal(["鹿鸣野", "苏合", "檀溪"], reading.Plan.People.Select(p => p.Name));
        Assert.Equal("13000000002", reading.Plan.People[1].Phone);
        Assert.Equal(2, reading.Plan.Steps.Count);
        Assert.DoesNotContain("**", reading.Plan.Objectives[0].Text);
    }

    [Theory]
    [InlineData("plan-file-empty", "")]
    [InlineData("plan-file-legacy", "D0CF11E0A1B11AE1")]
    [InlineData("plan-file-pdf", "255044462D312E37")]
    [InlineData("plan-file-unreadable", "504B030414000000")]
    [InlineData("plan-file-unreadable", "89504E470D0A1A0A0000000D49484452")]
    [InlineData("plan-file-unreadable", "FFFE00D800D8")]
    public void What_is_no_plan_is_refused_with_a_code_and_a_way_out(string code, string hex)
    {
        var error = Assert.Throws<PlanFileException>(() => PlanDocuments.Read(Convert.FromHexString(hex), "plan.docx"));
        Assert.Equal(code, error.Code);
        Assert.All(new[] { "zh", "en" }, language => Assert.NotEmpty(error.Words.Values[language]));
    }

    [Fact]
    public void A_truncated_document_is_refused_at_any_length()
    {
        var whole = Files.Docx();
        for (var length = 5; length < whole.Length; length += whole.Length / 23)
            Assert.Equal("plan-file-unreadable", Refused(whole[..length]));
    }

    [Fact]
    public void A_zip_bomb_is_refused_by_what_really_comes_out_of_it()
    {
        Assert.Equal("plan-file-too-large", Refused(Files.Zip(("word/document.xml", 80L * 1024 * 1024))));
        Assert.Equal("plan-file-too-large", Refused(Files.Zip([.. Enumerable.Range(0, 2_500).Select(i => ($"word/media/{i}", 1L))])));
        Assert.Equal("plan-file-too-large", Refused(Files.Zip([.. Enumerable.Range(0, 90).Select(i => ($"word/{i}.xml", 900L * 1024))])));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("/word/document.xml")]
    [InlineData("word\\..\\document.xml")]
    [InlineData("C:/document.xml")]
    public void A_name_that_leaves_the_package_is_refused(string name) =>
        Assert.Equal("plan-file-unreadable", Refused(Files.Zip(("word/document.xml", 10), (name, 10))));

    [Fact]
    public void A_zip_that_is_no_document_is_refused() => Assert.Equal("plan-file-unreadable", Refused(Files.Zip(("readme.txt", 10))));

    [Fact]
    public void A_file_over_ten_megabytes_is_refused() => Assert.Equal("plan-file-too-large", Refused(new byte[PlanDocuments.MaxBytes + 1]));

    private static string Refused(byte[] content) => Assert.Throws<PlanFileException>(() => PlanDocuments.Read(content, "plan.docx")).Code;

    private static IEnumerable<string> Lines(byte[] content) => PlanDocuments.Read(content, "plan.txt").Select(line => line.Text);
}
