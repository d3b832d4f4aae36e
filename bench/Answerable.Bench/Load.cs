using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Answerable.Bench;

/// <param name="Latencies">Milliseconds, ascending.</param>
internal sealed record LoadResult(double PerSecond, double[] Latencies, int Unexpected);

/// <summary>
/// Clients with one connection each, sending the next request when the answer to the last is there. Plain sockets and threads: what
/// they cost is taken from the same two processors that the server has.
/// </summary>
internal static class Load
{
    /// <param name="requests">The i-th request's bytes.</param>
    /// <param name="status">What every answer must say.</param>
    public static LoadResult Run(Uri server, int clients, int requests, Func<int, byte[]> request, int status)
    {
        var (next, unexpected) = (-1, 0);
        var all = new List<double>(requests);
        var started = Stopwatch.GetTimestamp();
        var threads = Enumerable.Range(0, clients).Select(_ => new Thread(() =>
        {
            using var client = new HttpSocket(server);
            var mine = new List<double>();
            for (int i; (i = Interlocked.Increment(ref next)) < requests;)
            {
                var bytes = request(i);
                var sent = Stopwatch.GetTimestamp();
                if (client.Ask(bytes) != status)
                    Interlocked.Increment(ref unexpected);
                mine.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }

            lock (all)
                all.AddRange(mine);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new(requests / seconds, [.. all.Order()], unexpected);
    }

    public static byte[] Get(Uri server, string path, string headers = "") =>
        Encoding.UTF8.GetBytes($"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\nAccept-Language: zh-CN\r\n{headers}\r\n");

    public static byte[] Post(Uri server, string path, byte[] json) =>
        [.. Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: application/json\r\nContent-Length: {json.Length}\r\n\r\n"), .. json];

    private sealed class HttpSocket : IDisposable
    {
        private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 60_000 };
        private readonly byte[] buffer = new byte[1 << 18];

        public HttpSocket(Uri server) => socket.Connect(server.Host, server.Port);

        /// <returns>The status code, once the whole answer is read.</returns>
        public int Ask(byte[] request)
        {
            socket.Send(request);
            var (length, end) = (0, -1);
            while (end < 0 || length < end)
            {
                var read = socket.Receive(buffer, length, buffer.Length - length, SocketFlags.None);
                if (read == 0)
                    throw new IOException("The server closed the connection.");
                length += read;
                end = End(buffer.AsSpan(0, length));
            }

            return (buffer[9] - '0') * 100 + (buffer[10] - '0') * 10 + buffer[11] - '0';
        }

        public void Dispose() => socket.Dispose();

        // Where the answer ends; -1 while that is not known.
        private static int End(ReadOnlySpan<byte> answer)
        {
            var head = answer.IndexOf("\r\n\r\n"u8);
            if (head < 0)
                return -1;
            var at = answer[..head].IndexOf("\r\nContent-Length: "u8);
            if (at < 0)
                return answer.EndsWith("\r\n0\r\n\r\n"u8) ? answer.Length : -1;
            System.Buffers.Text.Utf8Parser.TryParse(answer[(at + 18)..head], out int length, out _);
            return head + 4 + length;
        }
    }
}
