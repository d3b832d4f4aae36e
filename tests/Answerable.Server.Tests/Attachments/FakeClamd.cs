using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Answerable.Server.Tests.Attachments;

/// <summary>Speaks as much of clamd's language as is asked of it, on a free loopback port or a socket file, and keeps what it was sent.</summary>
public sealed class FakeClamd : IAsyncDisposable
{
    private readonly Socket listener;
    private readonly CancellationTokenSource stop = new();
    private readonly Task serving;

    public FakeClamd(string? path = null)
    {
        listener = new(path is null ? AddressFamily.InterNetwork : AddressFamily.Unix, SocketType.Stream, path is null ? ProtocolType.Tcp : ProtocolType.Unspecified);
        listener.Bind(path is null ? new IPEndPoint(IPAddress.Loopback, 0) : new UnixDomainSocketEndPoint(path));
        listener.Listen();
        Address = path ?? listener.LocalEndPoint!.ToString()!;
        serving = Serve();
    }

    public string Address { get; }

    /// <summary>A file that holds this is infected.</summary>
    public byte[] Virus { get; set; } = "INVENTED-VIRUS"u8.ToArray();

    /// <summary>Said instead of a judgement; empty: it closes without a word. Null: it judges.</summary>
    public string? Says { get; set; }

    /// <summary>Answers before the whole file has come, and closes.</summary>
    public bool HangsUp { get; set; }

    /// <summary>Takes everything and never answers.</summary>
    public bool IsMute { get; set; }

    public List<byte[]> Seen { get; } = [];
    public string Command { get; private set; } = "";

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await serving;
        stop.Dispose();
        if (Address.StartsWith('/'))
            File.Delete(Address);
    }

    private async Task Serve()
    {
        try
        {
            while (true)
                await Answer(await listener.AcceptAsync(stop.Token));
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException or IOException)
        {
            // The test is over.
        }
    }

    private async Task Answer(Socket caller)
    {
        await using var wire = new NetworkStream(caller, ownsSocket: true);
        var word = new byte[10];
        await wire.ReadExactlyAsync(word, stop.Token);
        Command = Encoding.ASCII.GetString(word);
        var content = new MemoryStream();
        var length = new byte[4];
        while (!HangsUp)
        {
            await wire.ReadExactlyAsync(length, stop.Token);
            if (BinaryPrimitives.ReadInt32BigEndian(length) is var size && size == 0)
                break;
            var chunk = new byte[size];
            await wire.ReadExactlyAsync(chunk, stop.Token);
            content.Write(chunk);
        }

        Seen.Add(content.ToArray());
        if (IsMute)
            await Task.Delay(Timeout.Infinite, stop.Token);
        var said = Says ?? (content.ToArray().AsSpan().IndexOf(Virus) >= 0 ? "stream: Invented.Test FOUND" : "stream: OK");
        if (said.Length > 0)
            await wire.WriteAsync(Encoding.ASCII.GetBytes(said + "\0"), stop.Token);
    }
}
