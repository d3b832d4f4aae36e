using Answerable.Grievances;
using Answerable.Server.Attachments;
using SkiaSharp;

namespace Answerable.Server.Tests.Attachments;

/// <summary>Safeguards A13: the filer is told what each file contained; and an original is recognised by the copy that cleaning it gives.</summary>
public sealed class TraceFinderTests
{
    private static readonly (string Name, byte[] Content)[] Kinds =
    [
        ("a.jpg", Files.PhoneJpeg()), ("b.jpg", Files.JpegWithExif()), ("c.png", Files.Picture(SKEncodedImageFormat.Png)), ("d.webp", Files.Picture(SKEncodedImageFormat.Webp)),
        ("e.pdf", Files.PdfWithAuthor()), ("f.docx", Files.DocxWithAuthor()), ("g.xlsx", Files.Xlsx()), ("h.ofd", Files.Ofd()), ("i.mp4", Files.Mp4()), ("j.mp3", Files.Mp3()), ("k.txt", "路灯"u8.ToArray()),
    ];

    public static TheoryData<string> Names => [.. Kinds.Select(kind => kind.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Cleaning_the_same_file_again_gives_the_same_copy(string name)
    {
        var content = Kinds.Single(kind => kind.Name == name).Content;
        Assert.Equal(Accept(name, content).Kept!.Sha256, Accept("other" + name, content).Kept!.Sha256);
    }

    [Theory]
    [InlineData("a.jpg", "Position Device Author Time")]
    [InlineData("c.png", ""), InlineData("d.webp", ""), InlineData("k.txt", "")]
    [InlineData("f.docx", "Author Time Device"), InlineData("g.xlsx", "Author"), InlineData("j.mp3", "Author")]
    public void What_a_file_contained_is_told(string name, string traces) =>
        Assert.Superset(traces.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<FileTrace>).ToHashSet(), Accept(name, Kinds.Single(kind => kind.Name == name).Content).Kept!.Removed.ToHashSet());

    [Theory, InlineData("e.pdf", FileTrace.Author), InlineData("h.ofd", FileTrace.Author)]
    public void The_author_of_a_document_is_told(string name, FileTrace trace) => Assert.Contains(trace, Accept(name, Kinds.Single(kind => kind.Name == name).Content).Kept!.Removed);

    [Fact]
    public void Of_a_plain_picture_nothing_is_told_and_a_cleaned_copy_holds_nothing_more()
    {
        Assert.Empty(Accept("c.png", Files.Picture(SKEncodedImageFormat.Png)).Kept!.Removed);
        foreach (var (name, content) in Kinds.Where(kind => kind.Name is not ("i.mp4" or "e.pdf")))
            Assert.Empty(Accept(name, Accept(name, content).Kept!.Bytes).Kept!.Removed);
    }

    [Fact]
    public void What_breaks_the_finder_is_taken_all_the_same() => Assert.Null(Accept("x.jpg", [.. Files.PhoneJpeg()[..60], .. Files.Picture(SKEncodedImageFormat.Jpeg)[2..]]).Kept?.Removed.IsDefault);

    private static AttachmentResult Accept(string name, byte[] content) => AttachmentGate.Accept(name, null, new MemoryStream(content));
}
