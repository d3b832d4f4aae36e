namespace Answerable.Server.Plans;

/// <summary>A plan file that cannot be read, with a stable code and words for the person who gave it.</summary>
public sealed class PlanFileException(string code, Text message, Exception? inner = null) : Exception(message.In("en"), inner)
{
    /// <summary>One of <c>plan-file-unreadable</c>, <c>plan-file-too-large</c>, <c>plan-file-legacy</c>, <c>plan-file-pdf</c>, <c>plan-file-empty</c>, <c>plan-file-invalid</c>.</summary>
    public string Code => code;

    public Text Words => message;

    internal static PlanFileException Unreadable(Exception? inner = null) => new("plan-file-unreadable",
        Text.Of("文件已损坏或者不是预案文档：请用 WPS 或 Word 重新打开，另存为 .docx 后再试。", "The file is damaged or is no plan document: open it in a word processor, save it as .docx and try again."), inner);

    /// <summary>The record would not keep it; the code is the registrar's.</summary>
    internal static PlanFileException Refused(string code) => new(code, Text.Of($"预案未能保存（{code}）。", $"The plan was not kept ({code})."));

    internal static PlanFileException TooLarge() => new("plan-file-too-large",
        Text.Of("文件过大：预案正文一般不超过1兆字节，上限为10兆字节（展开后64兆字节）。删去图片和附件后再试。", "The file is too large: the limit is 10 MB (64 MB unpacked). Take out pictures and attachments and try again."));
}
