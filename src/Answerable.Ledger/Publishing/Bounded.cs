namespace Answerable.Ledger;

/// <summary>Reads what a stranger sends, up to a limit, compressed or not.</summary>
internal static class Bounded
{
    internal static async ValueTask<byte[]> Read(Stream body, int limit, string what, CancellationToken ct)
    {
        using var whole = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await body.ReadAsync(buffer, ct)) > 0;)
        {
            if (whole.Length + read > limit) throw new LogException("too-long", $"{what} is longer than {limit} bytes.");
            whole.Write(buffer, 0, read);
        }
        return whole.ToArray();
    }
}
