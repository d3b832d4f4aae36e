using System.Text;
using Answerable.Server.Grievances.Mailbox;
using MimeKit;
using static Answerable.Server.Tests.Grievances.Mailbox.MailedHost;

namespace Answerable.Server.Tests.Grievances.Mailbox;

/// <summary>The words of mails as they are found in mailboxes here: every encoding, and labels that lie.</summary>
public sealed class MailWordsTests
{
    private const string Words = "青石村东口路灯坏了，没人修。";

    static MailWordsTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private static Encoding Gb => Encoding.GetEncoding("GB18030");

    private static ReadMail Read(string[] headers, byte[] body) => ReadMail.Read(MimeMessage.Load(MailWords.Parsing, new MemoryStream(Raw(["From: someone@example.invalid", "MIME-Version: 1.0", .. headers], body))));

    [Theory]
    [InlineData("utf-8", "utf-8")]
    [InlineData("gbk", "GB18030")]
    [InlineData("gb18030", "GB18030")]
    [InlineData("gb2312", "GB18030")] // the label that lies most: 㐀 and 𠮷 are not in it
    [InlineData("gb2312", "utf-8")]
    [InlineData("utf-8", "GB18030")]
    [InlineData("us-ascii", "GB18030")]
    [InlineData("no-such-charset", "GB18030")]
    [InlineData("", "utf-8")]
    [InlineData("big5", "big5")]
    public void A_body_reads_whatever_its_label_says(string label, string written)
    {
        var words = written == "big5" ? "路燈壞了" : Words + (written == "big5" ? "" : "㐀𠮷");
        var mail = Read([$"Content-Type: text/plain{(label.Length > 0 ? $"; charset={label}" : "")}", "Content-Transfer-Encoding: 8bit"], Encoding.GetEncoding(written).GetBytes(words));
        Assert.Equal((words, true), (mail.Text, mail.IsReadable));
    }

    [Fact]
    public void Quoted_printable_and_base64_are_undone()
    {
        var quoted = string.Concat(Gb.GetBytes(Words).Select(one => $"={one:X2}"));
        Assert.Equal(Words, Read(["Content-Type: text/plain; charset=gb2312", "Content-Transfer-Encoding: quoted-printable"], Encoding.ASCII.GetBytes(quoted[..60] + "=\r\n" + quoted[60..])).Text);
        Assert.Equal(Words, Read(["Content-Type: text/plain; charset=gbk", "Content-Transfer-Encoding: base64"], Encoding.ASCII.GetBytes(Convert.ToBase64String(Gb.GetBytes(Words)))).Text);
    }

    [Theory]
    [InlineData("utf-8", "utf-8")]
    [InlineData("GB2312", "GB18030")]
    [InlineData("gbk", "GB18030")]
    public void A_subject_of_encoded_words_reads_with_rare_characters_too(string label, string written) =>
        Assert.Equal("反映㐀𠮷的事", Read([$"Subject: {Word("反映㐀𠮷的事", label, Encoding.GetEncoding(written))}"], []).Subject);

    [Fact]
    public void A_subject_split_between_encoded_words_and_one_without_any_encoding_read_too()
    {
        byte[] words = Gb.GetBytes("路灯坏了");
        Assert.Equal("路灯坏了", Read([$"Subject: =?gb2312?B?{Convert.ToBase64String(words[..3])}?=\r\n =?gb2312?B?{Convert.ToBase64String(words[3..])}?="], []).Subject);
        Assert.Equal("路灯坏了", Read([$"Subject: {Encoding.Latin1.GetString(words)}"], []).Subject);
        Assert.Equal("路灯坏了", Read([$"Subject: {Encoding.Latin1.GetString(Encoding.UTF8.GetBytes("路灯坏了"))}"], []).Subject);
    }

    [Fact]
    public void Html_alone_becomes_plain_text_without_anything_that_runs_or_hides()
    {
        const string html = """
            <html><head><title>x</title><style>p { color: red }</style></head><body>
            <p>路灯&nbsp;坏了&lt;3 天&gt;</p><div>第二行<br>第三行</div><script>alert(1)</script><img src="https://example.invalid/pixel.gif">
            <a href="https://example.invalid/real">银行</a> <a href="javascript:alert(1)">点这里</a><table><tr><td>甲</td><td>乙</td></tr></table></body></html>
            """;
        var text = Read(["Content-Type: text/html; charset=utf-8", "Content-Transfer-Encoding: 8bit"], Encoding.UTF8.GetBytes(html)).Text;
        Assert.Contains("路灯\u00a0坏了<3 天>\n", text, StringComparison.Ordinal);
        Assert.Contains("第二行\n第三行", text, StringComparison.Ordinal);
        Assert.Contains("银行 <https://example.invalid/real>", text, StringComparison.Ordinal);
        Assert.Contains("甲\t乙", text, StringComparison.Ordinal);
        foreach (var gone in new[] { "alert", "pixel", "color", "javascript", "<p", "<td" })
            Assert.DoesNotContain(gone, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_forms_of_one_text_the_plain_one_is_read_and_an_empty_one_passed_over()
    {
        string Part(string type, string text) => $"--sep\r\nContent-Type: {type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}\r\n";
        string[] head = ["Content-Type: multipart/alternative; boundary=sep"];
        Assert.Equal("平文", Read(head, Encoding.ASCII.GetBytes(Part("text/plain", "平文") + Part("text/html", "<p>网页</p>") + "--sep--\r\n")).Text);
        Assert.Equal("网页", Read(head, Encoding.ASCII.GetBytes(Part("text/plain", " ") + Part("text/html", "<p>网页</p>") + "--sep--\r\n")).Text);
    }

    [Fact]
    public void A_forwarded_mail_is_a_file_and_words_past_the_limit_are_one_too()
    {
        var mail = Read(["Content-Type: multipart/mixed; boundary=sep"], Encoding.ASCII.GetBytes("--sep\r\nContent-Type: text/plain\r\n\r\nsee below\r\n--sep\r\nContent-Type: message/rfc822\r\n\r\nSubject: the other one\r\n\r\nits words\r\n--sep--\r\n"));
        Assert.Equal("the other one\n\nits words", Encoding.UTF8.GetString(Assert.Single(mail.Files).Content));
        var long_ = Read(["Content-Type: text/plain"], Encoding.ASCII.GetBytes(new string('x', 60_000)));
        Assert.Equal((45_000, 60_000), (long_.Body.Length, Assert.Single(long_.Files).Content.Length));
    }

    [Theory]
    [InlineData("举报某单位", "", "Accusation")]
    [InlineData("[建议] 早上清运", "", "Suggestion")]
    [InlineData("求决：补偿款", "", "Claim")]
    [InlineData("路灯坏了", "类别：建议\n内容", "Suggestion")]
    [InlineData("路灯坏了", "我多次举报过", null)] // what is told is not what is asked
    [InlineData("路灯坏了，建议修理", "", null)]
    public void A_kind_is_what_its_writer_says_and_nothing_else(string subject, string text, string? kind) =>
        Assert.Equal(kind, MailKinds.Of(subject, text)?.ToString());

    [Fact]
    public void Control_characters_and_lone_halves_of_characters_end_in_no_title()
    {
        var mail = Read(["Content-Type: text/plain; charset=utf-8", $"Subject: {new string('a', 199)}{Encoding.Latin1.GetString(Encoding.UTF8.GetBytes("𠮷𠮷"))}"], "a\0b\u001bc"u8.ToArray());
        Assert.Equal("a b c", mail.Text);
        Assert.Equal(199, mail.Title("x").Length);
    }
}
