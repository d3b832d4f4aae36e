using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Answerable.Server.Grievances.Letters;

/// <summary>
/// Faces and sizes of official documents (GB/T 9704 5.2, 7.3): 3号 仿宋 for the text, 2号 小标宋 for the title, 黑体 for its first headings, 4号 宋体 for page
/// numbers. Offices have these fonts; elsewhere the next one of its list stands in, and nothing moves, for lines have a fixed height.
/// </summary>
internal static class GongwenStyles
{
    public const string Red = "FF0000";
    private const string Body = "仿宋_GB2312", Title = "方正小标宋简体", Black = "黑体", Song = "宋体", Latin = "Times New Roman";

    public static void Write(MainDocumentPart main)
    {
        DocxFile.Fonts(main, (Body, "仿宋,FangSong,STFangsong", true), (Title, "方正小标宋_GBK,FZXiaoBiaoSong-B05S,华文中宋,宋体", true), (Black, "SimHei", true), (Song, "SimSun", true), (Latin, "Liberation Serif", false));
        main.AddNewPart<StyleDefinitionsPart>("styles").Styles = new Styles(
            new DocDefaults(
                new RunPropertiesDefault(new RunPropertiesBaseStyle([Face(Body), new Spacing { Val = GongwenDocx.CharacterSpace }, .. DocxFile.Size(32), new Languages { Val = "en-US", EastAsia = "zh-CN" }])),
                new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(new AutoSpaceDE { Val = false }, new AutoSpaceDN { Val = false }, Exact(GongwenDocx.LinePitch), new Justification { Val = JustificationValues.Both }))),
            DocxFile.Style("Normal"),
            DocxFile.Style("Title", new(new SnapToGrid { Val = false }, Exact(680), new Justification { Val = JustificationValues.Center }, new OutlineLevel { Val = 0 }), [Face(Title), .. DocxFile.Size(44)]),
            DocxFile.Style("Heading1", new(new KeepNext(), Indented(), new OutlineLevel { Val = 1 }), Face(Black)),
            DocxFile.Style("Text", new(Indented())),
            DocxFile.Style("Number", new(new Justification { Val = JustificationValues.Left })),
            DocxFile.Style("Cell", new(new SnapToGrid { Val = false }, Exact(480), new Justification { Val = JustificationValues.Left }), DocxFile.Size(28)),
            DocxFile.Style("Page", new(new SnapToGrid { Val = false }, Exact(280)), [new RunFonts { EastAsia = Song, Ascii = Song, HighAnsi = Song }, .. DocxFile.Size(28)]),
            DocxFile.Style("Head", new(new SnapToGrid { Val = false }), Face(Title), new Color { Val = Red }));
    }

    private static SpacingBetweenLines Exact(int line) => new() { Before = "0", After = "0", Line = DocxFile.Number(line), LineRule = LineSpacingRuleValues.Exact };

    private static Indentation Indented() => new() { FirstLine = DocxFile.Number(2 * GongwenDocx.Character), FirstLineChars = 200 };

    private static RunFonts Face(string chinese) => new() { EastAsia = chinese, Ascii = Latin, HighAnsi = Latin, ComplexScript = Latin, Hint = FontTypeHintValues.EastAsia };
}
