using System.IO.Compression;
using System.Text;
using Answerable.Server.Attachments;
using DocumentFormat.OpenXml.Packaging;
using PdfSharp.Pdf.IO;
using SkiaSharp;

namespace Answerable.Server.Tests.Attachments;

public sealed class AttachmentGateTests
{
    [Fact]
    public void A_photo_loses_its_place_and_maker_and_is_turned_upright()
    {
        var kept = Kept("照片.jpg", Files.JpegWithExif());
        Assert.Equal("image/jpeg", kept.Type);
        HoldsNoTrace(kept.Bytes);
        using var codec = SKCodec.Create(new MemoryStream(kept.Bytes));
        using var bitmap = SKBitmap.Decode(kept.Bytes);
        Assert.Equal((40, 60, SKEncodedOrigin.TopLeft), (bitmap.Width, bitmap.Height, codec.EncodedOrigin));
        Assert.True(bitmap.GetPixel(20, 10).Red > 200 && bitmap.GetPixel(20, 50).Blue > 200, "the left half stands on top once turned right");
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png, "image/png", ".png")]
    [InlineData(SKEncodedImageFormat.Webp, "image/webp", ".webp")]
    [InlineData(SKEncodedImageFormat.Jpeg, "image/jpeg", ".jpg")]
    public void A_picture_keeps_its_kind_and_what_is_appended_to_it_goes(SKEncodedImageFormat format, string type, string ending)
    {
        byte[] polyglot = [.. Files.Picture(format), .. "<script>alert(1)</script>"u8, .. Files.Zip(("a.exe", "MZ"u8.ToArray()))];
        var kept = Kept("x.html", polyglot);
        Assert.Equal((type, "x" + ending), (kept.Type, kept.Name));
        Assert.DoesNotContain("script", Encoding.Latin1.GetString(kept.Bytes), StringComparison.Ordinal);
        Assert.DoesNotContain("a.exe", Encoding.Latin1.GetString(kept.Bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pdf_loses_author_scripts_hidden_files_and_the_hour_and_keeps_its_pages()
    {
        var kept = Kept("材料.pdf", Files.PdfWithAuthor());
        HoldsNoTrace(kept.Bytes);
        var text = Encoding.Latin1.GetString(kept.Bytes);
        Assert.DoesNotContain("JavaScript", text, StringComparison.Ordinal);
        Assert.DoesNotContain("OpenAction", text, StringComparison.Ordinal);
        Assert.DoesNotContain("(D:", text, StringComparison.Ordinal);
        Assert.DoesNotContain("xmpmeta", text, StringComparison.Ordinal);
        using var again = PdfReader.Open(new MemoryStream(kept.Bytes), PdfDocumentOpenMode.Import);
        Assert.Equal(1, again.PageCount);
    }

    [Fact]
    public void A_locked_pdf_is_refused_with_its_reason() => Assert.Equal("attachment-locked", Refused("a.pdf", Files.PdfWithAuthor(encrypted: true)));

    [Fact]
    public void A_word_file_loses_author_dates_sessions_paths_and_the_place_in_its_pictures()
    {
        var kept = Kept("情况说明.docx", Files.DocxWithAuthor());
        foreach (var part in Unzipped(kept.Bytes))
        {
            HoldsNoTrace(part.Content);
            var text = Encoding.UTF8.GetString(part.Content);
            Assert.DoesNotContain("AA7734", text, StringComparison.Ordinal);
            Assert.DoesNotContain("2026-08-04", text, StringComparison.Ordinal);
            Assert.DoesNotContain("C:/Users", text, StringComparison.Ordinal);
        }
        Assert.All(Unzipped(kept.Bytes), part => Assert.Equal(1980, part.Year));
        using var word = WordprocessingDocument.Open(new MemoryStream(kept.Bytes), false);
        Assert.Equal("新修的路面又塌了", word.MainDocumentPart!.Document!.Body!.InnerText);
        Assert.Contains(word.MainDocumentPart.HyperlinkRelationships, link => link.Uri.Host == "example.invalid");
    }

    [Fact]
    public void A_workbook_loses_its_authors()
    {
        var kept = Kept("明细.xlsx", Files.Xlsx());
        Assert.All(Unzipped(kept.Bytes), part => HoldsNoTrace(part.Content));
        using var sheet = SpreadsheetDocument.Open(new MemoryStream(kept.Bytes), false);
        Assert.Single(sheet.WorkbookPart!.WorksheetParts);
    }

    [Fact]
    public void An_ofd_loses_its_author_and_the_place_in_its_pictures()
    {
        var kept = Kept("公文.ofd", Files.Ofd());
        Assert.Equal("application/ofd", kept.Type);
        Assert.All(Unzipped(kept.Bytes), part => HoldsNoTrace(part.Content));
        Assert.Contains(Unzipped(kept.Bytes), part => Encoding.UTF8.GetString(part.Content).Contains("<ofd:DocID>0011", StringComparison.Ordinal));
    }

    [Fact]
    public void A_film_loses_place_and_date_and_keeps_its_sound_at_the_same_offset()
    {
        var film = Files.Mp4();
        var kept = Kept("录像.mp4", film);
        HoldsNoTrace(kept.Bytes);
        Assert.Equal(film.Length, kept.Bytes.Length);
        Assert.Equal(film.AsSpan().IndexOf("SOUND-STAYS-HERE"u8), kept.Bytes.AsSpan().IndexOf("SOUND-STAYS-HERE"u8));
        Assert.Equal(-1, kept.Bytes.AsSpan().IndexOf((byte[])[0, 0, 3, 9]));
    }

    [Fact]
    public void A_recording_loses_its_tags()
    {
        var kept = Kept("录音.mp3", Files.Mp3());
        HoldsNoTrace(kept.Bytes);
        Assert.Equal(404, kept.Bytes.Length);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("gb18030")]
    public void Plain_text_in_any_common_encoding_is_kept_as_utf8(string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var by = Encoding.GetEncoding(encoding);
        var kept = Kept("说明.txt", [.. by.GetPreamble(), .. by.GetBytes("路灯坏了，𠮷家门口。")]);
        Assert.Equal("路灯坏了，𠮷家门口。", Encoding.UTF8.GetString(kept.Bytes));
        Assert.Equal("text/plain", kept.Type);
    }

    public static TheoryData<string, byte[]> Unwelcome => new()
    {
        { "picture.png", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray() },
        { "page.txt", "<!DOCTYPE html><html></html>"u8.ToArray() },
        { "note.txt", "\ufeff  <HTML><body>"u8.ToArray() },
        { "photo.jpg", [.. "MZ"u8, 0x90, 0, 3, 0, 0, 0] },
        { "run.pdf", "#!/bin/sh\nrm -rf x\n"u8.ToArray() },
        { "files.zip", Files.Zip(("a.txt", "x"u8.ToArray())) },
        { "packed.docx", Files.Zip(("a.txt", "x"u8.ToArray())) },
        { "macro.docx", Files.Zip(("[Content_Types].xml", "<Types/>"u8.ToArray()), ("word/document.xml", "<d/>"u8.ToArray()), ("word/vbaProject.bin", [1, 2, 3])) },
        { "elf", [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0] },
        { "noise.bin", [0x00, 0x01, 0x02, 0xff] },
    };

    [Theory]
    [MemberData(nameof(Unwelcome))]
    public void What_runs_or_packs_or_is_unknown_is_refused_whatever_it_is_called(string name, byte[] content) =>
        Assert.Equal("attachment-type", Refused(name, content));

    [Fact]
    public void An_old_office_file_is_refused_with_a_way_out() =>
        Assert.Equal("attachment-old-office", Refused("旧.doc", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]));

    [Fact]
    public void A_file_cut_anywhere_is_damaged_and_never_crashes()
    {
        foreach (var whole in new[] { Files.JpegWithExif(), Files.Picture(SKEncodedImageFormat.Png), Files.DocxWithAuthor(), Files.Mp4() })
            foreach (var part in new[] { 0.1, 0.5, 0.7 })
                Assert.Contains(Refused("x", whole[..(int)(whole.Length * part)]), new[] { "attachment-damaged", "attachment-type" });
        Assert.Equal("attachment-damaged", Refused("x.pdf", "%PDF-1.7\nnothing"u8.ToArray()));
    }

    [Fact]
    public void A_zip_bomb_in_a_word_file_is_stopped_while_unpacking()
    {
        using var to = new MemoryStream();
        using (var zip = new ZipArchive(to, ZipArchiveMode.Create, true))
        {
            zip.CreateEntry("[Content_Types].xml").Open().Dispose();
            using var entry = zip.CreateEntry("word/document.xml").Open();
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < 400; i++) entry.Write(zeros);
        }
        Assert.True(to.Length < AttachmentLimits.Bytes);
        Assert.Contains(Refused("x.docx", to.ToArray()), new[] { "attachment-bomb", "attachment-damaged" });
    }

    [Fact]
    public void An_xml_bomb_is_not_expanded() => Assert.Equal("attachment-damaged", Refused("x.ofd", Files.Zip(("OFD.xml",
        "<!DOCTYPE a [<!ENTITY b 'bbbb'><!ENTITY c '&b;&b;&b;'>]><a>&c;</a>"u8.ToArray()))));

    [Fact]
    public void A_picture_that_claims_to_be_enormous_is_not_decoded() => Assert.Equal("attachment-bomb", Refused("x.png", Files.PngBomb()));

    [Fact]
    public void A_path_inside_a_package_is_refused() => Assert.Equal("attachment-damaged", Refused("x.ofd", Files.Zip(("OFD.xml", "<a/>"u8.ToArray()), ("../../etc/x.xml", "<a/>"u8.ToArray()))));

    [Fact]
    public void One_byte_past_the_limit_is_too_large_and_the_limit_itself_is_not()
    {
        Assert.Equal("attachment-too-large", Refused("x.txt", [.. Enumerable.Repeat((byte)'a', (int)AttachmentLimits.Bytes + 1)]));
        Assert.Equal(AttachmentLimits.Bytes, Kept("x.txt", [.. Enumerable.Repeat((byte)'a', (int)AttachmentLimits.Bytes)]).Bytes.Length);
        Assert.Equal("attachment-empty", Refused("x.txt", []));
    }

    [Fact]
    public void The_same_file_gives_the_same_hash_whatever_its_name()
    {
        var (one, two) = (Kept("a.jpg", Files.JpegWithExif()), Kept("b.jpg", Files.JpegWithExif()));
        Assert.Equal(one.Sha256, two.Sha256);
        Assert.Matches("^[0-9a-f]{64}$", one.Sha256);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd.txt")]
    [InlineData("C:\\Users\\x\\照片.exe", "照片.txt")]
    [InlineData("a\u202Egpj.exe", "agpj.txt")]
    [InlineData("a\r\nSet-Cookie: x.txt", "aSet-Cookie_ x.txt")]
    [InlineData("..", "file.txt")]
    [InlineData("", "file.txt")]
    [InlineData("𠮷𠮷.txt", "𠮷𠮷.txt")]
    public void A_file_name_is_made_harmless_and_ends_as_what_the_file_is(string given, string shown) => Assert.Equal(shown, Kept(given, "text"u8.ToArray()).Name);

    [Fact]
    public void Half_a_character_in_a_name_does_no_harm() => Assert.Equal("a\ufffd.txt", Kept("a" + (char)0xd800 + ".txt", "text"u8.ToArray()).Name);

    [Fact]
    public void A_very_long_name_is_shortened_between_characters()
    {
        var name = Kept(string.Concat(Enumerable.Repeat("𠮷", 300)) + ".txt", "text"u8.ToArray()).Name;
        Assert.Equal(string.Concat(Enumerable.Repeat("𠮷", 80)) + "….txt", name);
    }

    private static Attachment Kept(string name, byte[] content)
    {
        var result = AttachmentGate.Accept(name, "application/octet-stream", new MemoryStream(content));
        Assert.Null(result.Refusal);
        return result.Kept!;
    }

    private static string Refused(string name, byte[] content)
    {
        var result = AttachmentGate.Accept(name, "image/png", new MemoryStream(content));
        Assert.Null(result.Kept);
        return result.Refusal!;
    }

    private static void HoldsNoTrace(byte[] bytes)
    {
        foreach (var encoding in new[] { Encoding.ASCII, Encoding.Unicode, Encoding.BigEndianUnicode })
            foreach (var trace in new[] { Files.Author, Files.Place })
                Assert.Equal(-1, bytes.AsSpan().IndexOf(encoding.GetBytes(trace)));
    }

    private static IEnumerable<(string Name, byte[] Content, int Year)> Unzipped(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        foreach (var entry in zip.Entries)
        {
            using var to = new MemoryStream();
            using var from = entry.Open();
            from.CopyTo(to);
            yield return (entry.FullName, to.ToArray(), entry.LastWriteTime.Year);
        }
    }
}
