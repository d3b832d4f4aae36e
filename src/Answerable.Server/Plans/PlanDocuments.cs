using System.Text.RegularExpressions;
using Answerable.Plans;

namespace Answerable.Server.Plans;

/// <summary>Reads a plan document, whatever office software wrote it, into numbered lines.</summary>
public static partial class PlanDocuments
{
    public const int MaxBytes = 10 * 1024 * 1024;

    /// <summary>The kind of file is told by its first bytes; its name says only whether plain text is Markdown.</summary>
    /// <exception cref="PlanFileException">The file is too large, damaged, or of a kind that has to be converted first.</exception>
    public static IReadOnlyList<DocumentLine> Read(byte[] content, string name)
    {
        if (content.Length > MaxBytes)
            throw PlanFileException.TooLarge();
        if (content.Length == 0)
            throw new PlanFileException("plan-file-empty", Text.Of("文件是空的。", "The file is empty."));
        if (Starts(content, "PK\u0003\u0004") || Starts(content, "PK\u0005\u0006"))
            return DocxReader.Read(content);
        if (Starts(content, "\u00d0\u00cf\u0011\u00e0"))
            throw new PlanFileException("plan-file-legacy", Text.Of("这是旧格式文档（.doc 或 .wps）：请用 WPS 或 Word 打开，另存为 .docx 后再导入。", "This is an old .doc or .wps file: open it in WPS or Word, save it as .docx and import that."));
        if (Starts(content, "%PDF"))
            throw new PlanFileException("plan-file-pdf", Text.Of("PDF 不能可靠地还原段落和表格：请导入其 Word 原稿（.docx），或者把文字另存为 .txt。", "A PDF does not keep paragraphs and tables: import the .docx it was made from, or save its text as .txt."));
        var text = PlainTextReader.Decode(content);
        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        var markdown = Path.GetExtension(name) is ".md" or ".markdown";
        return [.. lines.Select((line, i) => new DocumentLine(i + 1, markdown ? TableRow(line) : line))];
    }

    /// <exception cref="PlanFileException">As <see cref="Read"/>.</exception>
    public static IReadOnlyList<DocumentLine> ReadFile(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new PlanFileException("plan-file-missing", Text.Of($"找不到文件：{path}", $"No such file: {path}"));
        return file.Length > MaxBytes ? throw PlanFileException.TooLarge() : Read(File.ReadAllBytes(path), file.Name);
    }

    // | 组长 | 赵知远 | becomes cells parted by tabs, as in a word processor's table.
    private static string TableRow(string line) =>
        Row().IsMatch(line) ? string.Join('\t', line.Trim().Trim('|').Split('|').Select(cell => cell.Trim())) : line;

    private static bool Starts(byte[] content, string magic) =>
        content.Length >= magic.Length && magic.Select((c, i) => content[i] == c).All(same => same);

    [GeneratedRegex(@"^\s*\|.*\|\s*$")]
    private static partial Regex Row();
}
