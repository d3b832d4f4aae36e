using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Answerable.Tests.Shared;

/// <summary>A small real IMAP server on loopback with one folder: what is put in lies there until somebody takes it out. It can break off where a test says.</summary>
public sealed partial class ImapSink : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock box = new();
    private readonly List<Stored> mails = [];
    private readonly Task accepting;
    private uint last;

    public ImapSink()
    {
        listener.Start();
        accepting = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The next command that begins so breaks the conversation off, unanswered and undone.</summary>
    public string? BreakAt { get; set; }

    /// <summary>Names and passwords that were tried.</summary>
    public List<string> SignIns { get; } = [];

    /// <summary>What lies in the folder, oldest first.</summary>
    public IReadOnlyList<Stored> Mails
    {
        get
        {
            lock (box)
                return [.. mails];
        }
    }

    public void Put(byte[] raw, DateTimeOffset at)
    {
        lock (box)
            mails.Add(new(++last, raw, at));
    }

    /// <summary>Whoever looks after the mailbox takes everything out.</summary>
    public void Empty()
    {
        lock (box)
            mails.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task Accept()
    {
        while (!stopping.IsCancellationRequested)
            _ = Converse(await listener.AcceptTcpClientAsync(stopping.Token));
    }

    private async Task Converse(TcpClient client)
    {
        using var _ = client;
        try
        {
            var stream = client.GetStream();
            var reader = new StreamReader(stream, Encoding.Latin1);
            await Say(stream, "* OK [CAPABILITY IMAP4rev1 UIDPLUS AUTH=PLAIN] ready");
            while (await reader.ReadLineAsync(stopping.Token) is { } line && await Answer(stream, reader, line))
            {
            }
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or ObjectDisposedException)
        {
        }
    }

    // False: the conversation is over.
    private async Task<bool> Answer(Stream stream, StreamReader reader, string line)
    {
        var (tag, command) = line.Split(' ', 2) is [var first, var rest] ? (first, rest) : ("*", line);
        if (BreakAt is { } mark && command.StartsWith(mark, StringComparison.OrdinalIgnoreCase))
        {
            BreakAt = null;
            return false;
        }

        var words = command.ToUpperInvariant();
        if (words.StartsWith("AUTHENTICATE PLAIN", StringComparison.Ordinal))
        {
            var secret = command.Split(' ') is [_, _, var initial] ? initial : await Ask(stream, reader);
            SignIns.Add(Encoding.UTF8.GetString(Convert.FromBase64String(secret)).Replace('\0', ' ').Trim());
        }
        else if (words.StartsWith("CAPABILITY", StringComparison.Ordinal))
            await Say(stream, "* CAPABILITY IMAP4rev1 UIDPLUS AUTH=PLAIN");
        else if (words.StartsWith("LIST", StringComparison.Ordinal))
            await Say(stream, command.Contains("INBOX", StringComparison.OrdinalIgnoreCase) || command.Contains('*') || command.Contains('%') ? "* LIST () \"/\" INBOX" : "* LIST (\\Noselect) \"/\" \"\"");
        else if (words.StartsWith("SELECT", StringComparison.Ordinal))
            await Say(stream, $"* FLAGS (\\Seen \\Deleted \\Flagged)\r\n* OK [PERMANENTFLAGS (\\Seen \\Deleted \\Flagged)] ok\r\n* {Mails.Count} EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY 1] ok\r\n* OK [UIDNEXT {last + 1}] ok");
        else if (words.StartsWith("UID SEARCH", StringComparison.Ordinal))
            await Say(stream, "* SEARCH" + string.Concat(Mails.Where(mail => !mail.IsFlagged).Select(mail => $" {mail.Uid}")));
        else if (words.StartsWith("UID FETCH", StringComparison.Ordinal))
            await Fetch(stream, words);
        else if (words.StartsWith("UID STORE", StringComparison.Ordinal))
            Store(words);
        else if (words.StartsWith("UID EXPUNGE", StringComparison.Ordinal))
            await Expunge(stream, words);
        else if (words.StartsWith("LOGOUT", StringComparison.Ordinal))
            await Say(stream, "* BYE bye");
        await Say(stream, $"{tag} OK {(words.StartsWith("SELECT", StringComparison.Ordinal) ? "[READ-WRITE] " : "")}done");
        return !words.StartsWith("LOGOUT", StringComparison.Ordinal);
    }

    private async Task<string> Ask(Stream stream, StreamReader reader)
    {
        await Say(stream, "+ ");
        return await reader.ReadLineAsync(stopping.Token) ?? "";
    }

    private async Task Fetch(Stream stream, string words)
    {
        var wanted = Uids(words);
        foreach (var (mail, n) in Mails.Select((mail, index) => (mail, index + 1)).Where(one => wanted(one.mail.Uid)))
        {
            var head = $"* {n} FETCH (UID {mail.Uid}";
            if (words.Contains("BODY.PEEK[]", StringComparison.Ordinal))
            {
                await Write(stream, Encoding.ASCII.GetBytes($"{head} BODY[] {{{mail.Raw.Length}}}\r\n"));
                await Write(stream, mail.Raw);
                await Say(stream, ")");
            }
            else
            {
                await Say(stream, $"{head} RFC822.SIZE {mail.Raw.Length} INTERNALDATE \"{mail.At.ToString("dd-MMM-yyyy HH:mm:ss", CultureInfo.InvariantCulture)} +0000\" ENVELOPE {mail.Envelope})");
            }
        }
    }

    private void Store(string words)
    {
        var wanted = Uids(words);
        lock (box)
            for (var n = 0; n < mails.Count; n++)
                if (wanted(mails[n].Uid))
                    mails[n] = mails[n] with { IsDeleted = mails[n].IsDeleted || words.Contains("\\DELETED", StringComparison.Ordinal), IsFlagged = mails[n].IsFlagged || words.Contains("\\FLAGGED", StringComparison.Ordinal) };
    }

    private async Task Expunge(Stream stream, string words)
    {
        var wanted = Uids(words);
        var gone = new List<int>();
        lock (box)
            for (var n = mails.Count - 1; n >= 0; n--)
                if (mails[n].IsDeleted && wanted(mails[n].Uid))
                {
                    gone.Add(n + 1);
                    mails.RemoveAt(n);
                }

        foreach (var n in gone)
            await Say(stream, $"* {n} EXPUNGE");
    }

    private static Func<uint, bool> Uids(string words)
    {
        var parts = words.Split(' ')[2].Split(',').Select(part => part.Split(':')).Select(part => (From: uint.Parse(part[0], CultureInfo.InvariantCulture), To: part[^1] == "*" ? uint.MaxValue : uint.Parse(part[^1], CultureInfo.InvariantCulture))).ToList();
        return uid => parts.Exists(part => uid >= part.From && uid <= part.To);
    }

    private Task Say(Stream stream, string words) => Write(stream, Encoding.Latin1.GetBytes(words + "\r\n"));

    private Task Write(Stream stream, byte[] bytes) => stream.WriteAsync(bytes, stopping.Token).AsTask();

    /// <summary>A mail as it lies there.</summary>
    public sealed partial record Stored(uint Uid, byte[] Raw, DateTimeOffset At, bool IsDeleted = false, bool IsFlagged = false)
    {
        /// <summary>Subject, date, sender and id, as ENVELOPE has them.</summary>
        public string Envelope
        {
            get
            {
                var from = Address().Match(Header("From") ?? "") is { Success: true } found ? $"((NIL NIL {Quoted(found.Groups[1].Value)} {Quoted(found.Groups[2].Value)}))" : "NIL";
                return $"({Quoted(Header("Date"))} {Quoted(Header("Subject"))} {from} {from} {from} NIL NIL NIL NIL {Quoted(Header("Message-ID"))})";
            }
        }

        private string? Header(string name) => Encoding.Latin1.GetString(Raw).Split("\r\n\r\n")[0].Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n")
            .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)).Select(line => line[(name.Length + 1)..].Trim()).FirstOrDefault();

        private static string Quoted(string? value) => value is null || value.Any(c => c > 126) ? "NIL" : $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

        [GeneratedRegex("<?([^<@\\s]+)@([^>\\s]+)>?")]
        private static partial Regex Address();
    }
}
