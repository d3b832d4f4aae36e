using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Answerable.Engine.Tests.Channels;

/// <summary>What the sink does with the next conversations.</summary>
public enum SmtpMood
{
    Accept,

    /// <summary>421 instead of a greeting.</summary>
    Busy,

    /// <summary>550 to the recipient.</summary>
    UnknownRecipient,

    /// <summary>450 to the recipient.</summary>
    RecipientLater,

    /// <summary>554 to the message.</summary>
    RefuseMessage,

    /// <summary>Breaks off in the middle of the message.</summary>
    DropMidData,

    /// <summary>Takes the whole message and breaks off without an answer.</summary>
    DropAfterData,

    /// <summary>Takes the whole message and says nothing more.</summary>
    Silent,
}

/// <summary>How far a conversation has come; the sink has not answered to it yet.</summary>
public enum SmtpStep
{
    Connected,

    /// <summary>MAIL FROM.</summary>
    Sender,

    /// <summary>RCPT TO.</summary>
    Recipient,

    /// <summary>DATA.</summary>
    Data,

    /// <summary>The final dot has arrived.</summary>
    Message,

    /// <summary>QUIT, after the message was taken: the sender knows that it was.</summary>
    Goodbye,
}

/// <param name="Recipient">As given to RCPT TO.</param>
/// <param name="Complete">The final dot has arrived.</param>
public sealed record Mail(string Recipient, string Raw, bool Complete)
{
    public string? Header(string name) => Raw.Split("\r\n\r\n")[0].Replace("\r\n ", " ").Replace("\r\n\t", " ").Split("\r\n")
        .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)).Select(line => line[(name.Length + 1)..].Trim()).SingleOrDefault();

    public string Subject => Read.Subject!;

    public string Text => Read.TextBody!;

    private MimeKit.MimeMessage Read => MimeKit.MimeMessage.Load(new MemoryStream(Encoding.Latin1.GetBytes(Raw)));
}

/// <summary>A small real SMTP server on loopback that keeps what it gets and can misbehave.</summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentQueue<Mail> mails = [];
    private readonly System.Threading.Channels.Channel<Mail> arriving = System.Threading.Channels.Channel.CreateUnbounded<Mail>();
    private readonly Task accepting;

    public SmtpSink()
    {
        listener.Start();
        accepting = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;
    public SmtpMood Mood { get; set; }

    /// <summary>Everything received, also what was broken off or refused after it had come.</summary>
    public IReadOnlyCollection<Mail> Mails => mails;

    /// <summary>The next complete mail nobody has taken yet, to whomever; fails when none comes within a minute.</summary>
    public async Task<Mail> Next()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        return await arriving.Reader.ReadAsync(patience.Token);
    }

    /// <summary>Awaited before each answer. Conversations are counted from 1.</summary>
    public Func<int, SmtpStep, Task> Reached { get; set; } = (_, _) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested)
            return;
        await stopping.CancelAsync();
        listener.Stop();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task Accept()
    {
        for (var number = 1; !stopping.IsCancellationRequested; number++)
            _ = Converse(await listener.AcceptTcpClientAsync(stopping.Token), number);
    }

    private async Task Converse(TcpClient client, int number)
    {
        using var _ = client;
        try
        {
            await new Conversation(this, client.GetStream(), Mood, number).Run(stopping.Token);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or ObjectDisposedException)
        {
        }
    }

    private sealed class Conversation(SmtpSink sink, NetworkStream stream, SmtpMood mood, int number)
    {
        private readonly StreamReader reader = new(stream, Encoding.Latin1);
        private string recipient = "";

        public async Task Run(CancellationToken cancel)
        {
            await sink.Reached(number, SmtpStep.Connected);
            await Say(mood == SmtpMood.Busy ? "421 busy" : "220 sink ESMTP");
            while (mood != SmtpMood.Busy && await reader.ReadLineAsync(cancel) is { } line)
                if (!await Answer(line, cancel))
                    return;
        }

        // False: the conversation is over.
        private async Task<bool> Answer(string line, CancellationToken cancel)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (StepOf(verb) is { } step)
                await sink.Reached(number, step);
            if (verb == "DATA")
                return await Data(cancel);
            if (verb == "RCPT")
                recipient = line[(line.IndexOf('<') + 1)..line.IndexOf('>')];
            await Say(verb switch
            {
                "EHLO" => "250-sink\r\n250 8BITMIME",
                "RCPT" when mood == SmtpMood.UnknownRecipient => "550 no such user",
                "RCPT" when mood == SmtpMood.RecipientLater => "450 try later",
                "QUIT" => "221 bye",
                _ => "250 ok",
            });
            return verb != "QUIT";
        }

        private static SmtpStep? StepOf(string verb) => verb switch
        {
            "MAIL" => SmtpStep.Sender,
            "RCPT" => SmtpStep.Recipient,
            "DATA" => SmtpStep.Data,
            "QUIT" => SmtpStep.Goodbye,
            _ => null,
        };

        private async Task<bool> Data(CancellationToken cancel)
        {
            await Say("354 go on");
            var raw = new StringBuilder();
            while (await reader.ReadLineAsync(cancel) is { } line)
            {
                if (line == ".")
                    return await Finish(raw.ToString(), cancel);
                raw.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
                if (mood == SmtpMood.DropMidData)
                    break;
            }

            sink.mails.Enqueue(new(recipient, raw.ToString(), Complete: false));
            return false;
        }

        private async Task<bool> Finish(string raw, CancellationToken cancel)
        {
            var mail = new Mail(recipient, raw, Complete: true);
            sink.mails.Enqueue(mail);
            sink.arriving.Writer.TryWrite(mail);
            await sink.Reached(number, SmtpStep.Message);
            if (mood == SmtpMood.Silent)
                await Task.Delay(Timeout.Infinite, cancel);
            if (mood == SmtpMood.DropAfterData)
                return false;
            await Say(mood == SmtpMood.RefuseMessage ? "554 not this" : "250 taken as 4711");
            return true;
        }

        private Task Say(string words) => stream.WriteAsync(Encoding.ASCII.GetBytes(words + "\r\n")).AsTask();
    }
}
