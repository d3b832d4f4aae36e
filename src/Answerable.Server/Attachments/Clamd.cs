using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Answerable.Server.Attachments;

/// <summary>What the virus scanner says of a file.</summary>
public enum Verdict
{
    Clean,

    /// <summary>It knows something harmful in it.</summary>
    Infected,

    /// <summary>It gave no answer. Nothing is known.</summary>
    Unknown,
}

/// <summary>Where the virus scanner listens: the setting <c>Clamd</c>.</summary>
/// <param name="Address"><c>127.0.0.1:3310</c>, or the path of its socket: <c>/run/clamav/clamd.ctl</c>.</param>
/// <param name="Seconds">Longest wait for one file.</param>
public sealed record ClamdOptions(string Address, int Seconds = 30);

/// <summary>
/// Asks a clamd about a file (INSTREAM): the content goes over the wire, never to a disk, and no name with it. Without a scanner in the settings
/// everything passes. It never throws: a scanner that is down is an answer too.
/// </summary>
public sealed class Clamd(ClamdOptions? options, ILogger<Clamd> log)
{
    private const int ChunkBytes = 65_536;
    private const int LongestReply = 4_096;

    public bool IsOn => options is not null;

    public async Task<Verdict> Scan(ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        if (options is null)
            return Verdict.Clean;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(options.Seconds));
        try
        {
            return Read(await Ask(content, patience.Token));
        }
        catch (Exception error) when (error is SocketException or IOException or FormatException || error is OperationCanceledException && !cancel.IsCancellationRequested)
        {
            log.LogWarning("The virus scanner at {Address} gave no answer: {Reason}", options.Address, error.Message);
            return Verdict.Unknown;
        }
    }

    private async Task<string> Ask(ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        var end = EndOf(options!.Address);
        using var socket = new Socket(end.AddressFamily, SocketType.Stream, end is UnixDomainSocketEndPoint ? ProtocolType.Unspecified : ProtocolType.Tcp);
        await socket.ConnectAsync(end, cancel);
        await using var wire = new NetworkStream(socket);
        try
        {
            await Send(wire, content, cancel);
        }
        catch (IOException)
        {
            // One that has seen enough answers and closes; what it said is still there to be read.
        }

        return await Reply(wire, cancel);
    }

    private static async Task Send(NetworkStream wire, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        var length = new byte[4];
        await wire.WriteAsync("zINSTREAM\0"u8.ToArray(), cancel);
        for (var sent = 0; sent < content.Length; sent += ChunkBytes)
        {
            var chunk = content.Slice(sent, Math.Min(ChunkBytes, content.Length - sent));
            BinaryPrimitives.WriteInt32BigEndian(length, chunk.Length);
            await wire.WriteAsync(length, cancel);
            await wire.WriteAsync(chunk, cancel);
        }

        BinaryPrimitives.WriteInt32BigEndian(length, 0);
        await wire.WriteAsync(length, cancel);
    }

    private static async Task<string> Reply(NetworkStream wire, CancellationToken cancel)
    {
        var reply = new byte[LongestReply];
        var read = 0;
        while (read < reply.Length && await wire.ReadAsync(reply.AsMemory(read), cancel) is > 0 and var more)
        {
            read += more;
            if (reply.AsSpan(0, read).Contains((byte)0))
                break;
        }

        return Encoding.UTF8.GetString(reply, 0, read).TrimEnd('\0', '\n');
    }

    // "stream: OK", "stream: NAME FOUND"; "INSTREAM size limit exceeded. ERROR" and everything else says nothing about the file.
    private Verdict Read(string reply)
    {
        if (reply == "stream: OK")
            return Verdict.Clean;
        if (reply.StartsWith("stream: ", StringComparison.Ordinal) && reply.EndsWith(" FOUND", StringComparison.Ordinal))
            return Verdict.Infected;
        log.LogWarning("The virus scanner at {Address} could not judge a file: {Reason}", options!.Address, reply.Length == 0 ? "no reply" : reply);
        return Verdict.Unknown;
    }

    private static EndPoint EndOf(string address) =>
        address.StartsWith('/') ? new UnixDomainSocketEndPoint(address)
        : IPEndPoint.TryParse(address, out var end) && end.Port > 0 ? end
        : address.Split(':') is [{ Length: > 0 } host, var port] && int.TryParse(port, System.Globalization.CultureInfo.InvariantCulture, out var number) ? new DnsEndPoint(host, number, AddressFamily.InterNetwork)
        : throw new FormatException($"“{address}” is neither HOST:PORT nor the path of a socket.");
}
