using Answerable.Engine.Channels;
using Answerable.Recording;
using MailKit.Security;

namespace Answerable.Engine.Tests.Channels;

public sealed class MailChannelTests : IAsyncDisposable
{
    private readonly SmtpSink sink = new();

    private MailChannel Channel => new(new("127.0.0.1", sink.Port, "duty@qingtan.invalid", "青滩镇值班室") { Security = SecureSocketOptions.None, Patience = TimeSpan.FromMinutes(1) }, new TestClock());

    public ValueTask DisposeAsync() => sink.DisposeAsync();

    private static OutgoingMessage Message(string to = "head@qingtan.invalid", string subject = "[37号事件] 石桥溪漫堤", string key = "qingtan/emergency/1/page/1/1/0/1/m1") =>
        new(key, to, new(subject, "事项：石桥溪漫堤\n.\n请到岗", ""), Repeat: false);

    [Fact]
    public async Task A_message_arrives_whole_and_is_accepted()
    {
        var sent = await Channel.Send(Message(), default);

        Assert.Equal(DeliveryOutcome.Accepted, sent.Outcome);
        var mail = Assert.Single(sink.Mails);
        Assert.Equal("head@qingtan.invalid", mail.Recipient);
        Assert.Contains("石桥溪漫堤\n.\n请到岗", mail.Text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal("auto-generated", mail.Header("Auto-Submitted"));
        Assert.Contains("02 Mar 2026 01:00:00", mail.Header("Date"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_sending_of_one_delivery_has_the_same_message_id_and_two_deliveries_have_two()
    {
        await Channel.Send(Message(), default);
        await Channel.Send(Message(), default);
        await Channel.Send(Message(key: "another"), default);

        var ids = sink.Mails.Select(mail => mail.Header("Message-ID")).ToList();
        Assert.Equal(ids[0], ids[1]);
        Assert.NotEqual(ids[0], ids[2]);
        Assert.EndsWith("@qingtan.invalid>", ids[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SmtpMood.UnknownRecipient, DeliveryOutcome.Failed, false)]
    [InlineData(SmtpMood.RefuseMessage, DeliveryOutcome.Failed, false)]
    [InlineData(SmtpMood.RecipientLater, DeliveryOutcome.Failed, true)]
    [InlineData(SmtpMood.Busy, DeliveryOutcome.Failed, true)]
    [InlineData(SmtpMood.DropMidData, DeliveryOutcome.Unknown, false)]
    [InlineData(SmtpMood.DropAfterData, DeliveryOutcome.Unknown, false)]
    public async Task What_a_server_does_is_told_apart(SmtpMood mood, DeliveryOutcome outcome, bool mayRetry)
    {
        sink.Mood = mood;
        var sent = await Channel.Send(Message(), default);

        Assert.Equal((outcome, mayRetry), (sent.Outcome, sent.MayRetry));
    }

    [Fact]
    public async Task A_server_that_falls_silent_after_the_message_means_nobody_can_say()
    {
        using var patience = new CancellationTokenSource();
        sink.Mood = SmtpMood.Silent;
        sink.Reached = (_, step) => step == SmtpStep.Message ? patience.CancelAsync() : Task.CompletedTask;
        var sent = await Channel.Send(Message(), patience.Token);

        Assert.Equal((DeliveryOutcome.Unknown, false), (sent.Outcome, sent.MayRetry));
    }

    [Fact]
    public async Task A_server_that_is_not_there_has_sent_nothing()
    {
        var port = sink.Port;
        await sink.DisposeAsync();
        var sent = await new MailChannel(new("127.0.0.1", port, "duty@qingtan.invalid") { Security = SecureSocketOptions.None }, new TestClock()).Send(Message(), default);

        Assert.Equal((DeliveryOutcome.Failed, true), (sent.Outcome, sent.MayRetry));
    }

    [Fact]
    public async Task A_server_that_cannot_encrypt_gets_nothing_where_encryption_is_asked_for()
    {
        var sent = await new MailChannel(new("127.0.0.1", sink.Port, "duty@qingtan.invalid"), new TestClock()).Send(Message(), default);

        Assert.Equal((DeliveryOutcome.Failed, true), (sent.Outcome, sent.MayRetry));
        Assert.Empty(sink.Mails);
    }

    [Theory]
    [InlineData("水\r\nBcc: other@example.invalid")]
    [InlineData("水\nX-Evil: 1")]
    [InlineData("水\u2028X-Evil: 1\r\n\r\nbody")]
    public async Task Nothing_can_be_smuggled_into_the_headers(string subject)
    {
        await Channel.Send(Message(subject: subject), default);

        var mail = Assert.Single(sink.Mails);
        Assert.Null(mail.Header("Bcc"));
        Assert.Null(mail.Header("X-Evil"));
    }

    [Theory]
    [InlineData("a@x.invalid\r\nRCPT TO:<b@x.invalid>")]
    [InlineData("a@x.invalid, b@x.invalid")]
    [InlineData("Name <a@x.invalid>")]
    [InlineData("not-an-address@")]
    [InlineData("")]
    public async Task An_address_is_one_plain_address_or_nothing_is_sent(string to)
    {
        var sent = await Channel.Send(Message(to), default);

        Assert.Equal((DeliveryOutcome.Failed, "address-invalid", false), (sent.Outcome, sent.Detail, sent.MayRetry));
        Assert.Empty(sink.Mails);
    }
}
