namespace Answerable.Server.Grievances.Letters;

/// <summary>A letter as a word-processor file: laid out as its language lays out letters.</summary>
public static class LetterDocx
{
    public const string Type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public static byte[] Write(LetterSheet sheet) => sheet.IsChinese ? new GongwenDocx(sheet).Write() : new EnglishDocx(sheet).Write();
}
