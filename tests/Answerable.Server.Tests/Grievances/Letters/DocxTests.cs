using System.IO.Compression;
using Answerable.Grievances;
using Answerable.Server.Grievances.Letters;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Answerable.Server.Tests.Grievances.Letters;

/// <summary>The file itself: valid, in the measures of GB/T 9704-2012, with the words of the record, and the same bytes each time.</summary>
public sealed class DocxTests
{
    public static TheoryData<LetterKind, string> All => [.. from kind in Enum.GetValues<LetterKind>() from language in new[] { "zh", "en" } select new TheoryDataRow<LetterKind, string>(kind, language)];

    [Theory, MemberData(nameof(All))]
    public void Every_letter_is_a_valid_document_that_says_its_words(LetterKind kind, string language)
    {
        var sheet = Sheets.Of(kind, language, to: new("测试丙", Address: "青石村1号"));
        var bytes = LetterDocx.Write(sheet);
        Keep(bytes, $"{LetterTemplate.FileName(kind)}-{language}");
        using var document = WordprocessingDocument.Open(new MemoryStream(bytes), false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document).Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}"));
        var said = document.MainDocumentPart!.Document!.Body!.InnerText;
        Assert.All(sheet.Text.Blocks.SelectMany(block => block.Cells).Concat(sheet.Text.Title), words => Assert.Contains(words, said, StringComparison.Ordinal));
        if (!sheet.IsForm)
            Assert.Contains(sheet.Date, said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_has_the_measures_of_the_standard()
    {
        var section = Section(LetterKind.Acceptance);
        var (size, margin, grid) = (section.GetFirstChild<PageSize>()!, section.GetFirstChild<PageMargin>()!, section.GetFirstChild<DocGrid>()!);
        Near(210, size.Width!.Value);
        Near(297, size.Height!.Value);
        Near(37, margin.Top!.Value);
        Near(35, margin.Bottom!.Value);
        Near(28, margin.Left!.Value);
        Near(26, margin.Right!.Value);
        Assert.Equal(DocGridValues.Lines, grid.Type!.Value);
        var lines = (size.Height.Value - margin.Top.Value - margin.Bottom.Value) / (double)grid.LinePitch!.Value;
        Assert.InRange(lines, 22, 22.1);
        var character = 16 + GongwenDocx.CharacterSpace / 20d; // in the styles: Text_title_and_headings_stand_in_the_faces_of_the_standard
        Assert.InRange((size.Width.Value - margin.Left.Value - margin.Right.Value) / 20d / character, 28, 28.1);
    }

    [Fact]
    public void Text_title_and_headings_stand_in_the_faces_of_the_standard()
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(LetterDocx.Write(Sheets.Of(LetterKind.Opinion))), false);
        var styles = document.MainDocumentPart!.StyleDefinitionsPart!.Styles!;
        var basis = styles.DocDefaults!.RunPropertiesDefault!.RunPropertiesBaseStyle!;
        Assert.Equal(("仿宋_GB2312", "32", GongwenDocx.CharacterSpace), (basis.RunFonts!.EastAsia!.Value, basis.FontSize!.Val!.Value, basis.Spacing!.Val!.Value));
        Assert.Equal(("方正小标宋简体", "44"), Face("Title"));
        Assert.Equal("黑体", Face("Heading1").Name);
        Assert.Equal(("宋体", "28"), Face("Page"));
        var fonts = document.MainDocumentPart.FontTablePart!.Fonts!.Elements<Font>().ToDictionary(font => font.Name!.Value!, font => font.AltName?.Val?.Value);
        Assert.All(["仿宋_GB2312", "方正小标宋简体", "黑体", "宋体"], name => Assert.False(string.IsNullOrEmpty(fonts[name])));

        (string Name, string? Size) Face(string id) => styles.Elements<Style>().Single(style => style.StyleId == id).StyleRunProperties! is var run ? (run.RunFonts!.EastAsia!.Value!, run.FontSize?.Val?.Value) : default;
    }

    [Theory, InlineData(LetterKind.Opinion, true), InlineData(LetterKind.Review, true), InlineData(LetterKind.FinalReview, true), InlineData(LetterKind.Reply, true), InlineData(LetterKind.Acceptance, false), InlineData(LetterKind.ServiceReturn, false)]
    public void A_red_name_and_two_red_lines_stand_only_where_the_kind_bears_them(LetterKind kind, bool red)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(LetterDocx.Write(Sheets.Of(kind))), false);
        var main = document.MainDocumentPart!;
        var section = main.Document!.Body!.GetFirstChild<SectionProperties>()!;
        Assert.Equal(red, section.GetFirstChild<TitlePage>() is not null);
        var head = main.HeaderParts.SingleOrDefault()?.Header;
        Assert.Equal(red ? "清溪镇人民政府" : null, head?.InnerText);
        if (!red)
            return;
        Assert.Equal([20u, 6u], head!.Descendants<BottomBorder>().Select(line => line.Size!.Value)); // 上粗下细
        var foot = ((FooterPart)main.GetPartById(section.Elements<FooterReference>().Single(one => one.Type!.Value == HeaderFooterValues.First).Id!.Value!)).Footer!;
        Assert.Equal([6u, 20u], foot.Descendants<BottomBorder>().Select(line => line.Size!.Value)); // 上细下粗
        Assert.Equal("", foot.InnerText); // 首页不显示页码
        Near(170, GongwenDocx.PageWidth - GongwenDocx.Left - GongwenDocx.Right - int.Parse(head.Descendants<Indentation>().First().Left!.Value!) - int.Parse(head.Descendants<Indentation>().First().Right!.Value!), 0.6);
    }

    [Fact]
    public void The_elements_stand_in_the_order_of_the_standard()
    {
        var lines = Lines(Sheets.Of(LetterKind.Opinion, to: new("测试丙")));
        Assert.Equal(["清政信〔2026〕7号", "信访事项处理意见书", "", "测试丙："], lines[..4]);
        Assert.Equal(["", "", "清溪镇人民政府", "2026年8月4日", ""], lines[^5..]); // two free lines for the upper half of the seal
        Assert.Equal(["二、事实和理由", .. Sheets.Facts.Split('\n'), "三、处理意见"], lines.SkipWhile(line => line != "二、事实和理由").Take(4));
    }

    [Fact]
    public void The_name_of_the_office_stands_centred_above_the_date_four_characters_from_the_edge()
    {
        Assert.Equal((3.5, 4), Gongwen.Signature("清溪镇人民政府", "2026年8月4日")); // 7 and 6 characters wide
        var (name, date) = Gongwen.Signature("丙丁戊己庚辛壬癸自治县人民政府信访工作联席会议办公室", "2026年8月4日");
        Assert.Equal((0, 10), (name, date)); // too long for four: both move, and neither leaves the page
        Assert.True(Gongwen.HeadSize("丙丁戊己庚辛壬癸自治县人民政府信访工作联席会议办公室") * 26 <= 170 / 25.4 * 72);
    }

    [Theory, InlineData("清政信[2026]7号"), InlineData("清政信（2026）7号"), InlineData("清政信〔2026〕7号"), InlineData("清政信【2026】7号")]
    public void The_year_of_a_number_stands_in_its_own_brackets(string typed) => Assert.Equal("清政信〔2026〕7号", Gongwen.Number(typed, 2026));

    [Fact]
    public void Without_a_number_there_is_room_for_one() => Assert.Equal("　　　〔2026〕　　号", Lines(Sheets.Of(LetterKind.Opinion, number: null))[0]);

    [Fact]
    public void Attachments_are_named_below_the_text()
    {
        var lines = Lines(Sheets.Of(LetterKind.Acceptance, template: "title: 受理告知书\nto: {{recipient}}\nattach: 材料清单\nattach: 办理流程图\n\n{{notice}}"));
        Assert.Equal(["", "附件：1. 材料清单", "2. 办理流程图", "", "", "清溪镇人民政府"], lines[^8..^2]);
    }

    [Fact]
    public void The_same_letter_is_the_same_bytes()
    {
        Assert.All(Enum.GetValues<LetterKind>(), kind => Assert.Equal(LetterDocx.Write(Sheets.Of(kind)), LetterDocx.Write(Sheets.Of(kind))));
        using var zip = new ZipArchive(new MemoryStream(LetterDocx.Write(Sheets.Of(LetterKind.Opinion))));
        Assert.All(zip.Entries, entry => Assert.Equal(1980, entry.LastWriteTime.Year));
        Assert.DoesNotContain(zip.Entries, entry => entry.FullName.Contains("psmdcp", StringComparison.Ordinal)); // a part with a name drawn by chance
    }

    [Fact]
    public void An_english_letter_follows_the_conventions_of_english_letters()
    {
        var lines = Lines(Sheets.Of(LetterKind.Opinion, "en", to: new("Ming Testerson", Address: "2 Mill Lane")));
        Assert.Equal(["Milford Parish Council", "1 Mill Lane, Milford", "Telephone: 0000-5550100", "", "4 August 2026", "Our reference: 清政信〔2026〕7号", "Ming Testerson", "2 Mill Lane", "Dear Ming Testerson", "Decision on your complaint: 路灯坏了"], lines[..10]);
        Assert.Equal(["Yours sincerely", "", "", "", "", "Milford Parish Council"], lines[^6..]);
        Assert.Contains("Yours faithfully", Lines(Sheets.Of(LetterKind.Opinion, "en")));
    }

    private static List<string> Lines(LetterSheet sheet)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(LetterDocx.Write(sheet)), false);
        return [.. document.MainDocumentPart!.Document!.Body!.Elements<Paragraph>().Select(paragraph => paragraph.InnerText)];
    }

    private static SectionProperties Section(LetterKind kind)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(LetterDocx.Write(Sheets.Of(kind))), false);
        return (SectionProperties)document.MainDocumentPart!.Document!.Body!.GetFirstChild<SectionProperties>()!.CloneNode(true);
    }

    private static void Near(double millimetres, double twentieths, double within = 0.1) => Assert.InRange(twentieths / 1440 * 25.4, millimetres - within, millimetres + within);

    /// <summary>For looking at in a word processor.</summary>
    private static void Keep(byte[] bytes, string name)
    {
        if (Environment.GetEnvironmentVariable("ANSWERABLE_PICTURES") is not { Length: > 0 })
            return;
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "letters")).FullName;
        File.WriteAllBytes(Path.Combine(folder, $"{name}.docx"), bytes);
    }
}
