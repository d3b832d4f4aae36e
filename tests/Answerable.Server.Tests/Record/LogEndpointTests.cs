using System.Net;
using System.Net.Sockets;
using System.Text;
using Answerable.Ledger;

namespace Answerable.Server.Tests.Record;

/// <summary>The public log over HTTP, as anybody's monitor reads it.</summary>
public sealed class LogEndpointTests(TownHost host) : IClassFixture<TownHost>, IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = new(host.Address) };

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task A_checkpoint_is_text_signed_by_the_published_key_and_asked_for_anew_each_time()
    {
        var (size, answer) = await Checkpoint();
        Assert.True(size > 0);
        Assert.Equal("text/plain; charset=utf-8", $"{answer.Content.Headers.ContentType}");
        Assert.True(answer.Headers.CacheControl!.NoCache);
        Assert.Null(answer.Headers.CacheControl.MaxAge);
        Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
        var key = await http.GetAsync("/log/qingxi/vkey");
        Assert.Equal("text/plain; charset=utf-8", $"{key.Content.Headers.ContentType}");
        Assert.True(key.Headers.CacheControl!.NoCache);
    }

    [Fact]
    public async Task Tiles_are_bytes_that_may_be_kept_for_ever_and_a_narrower_one_is_the_beginning_of_a_wider()
    {
        var (size, _) = await Checkpoint();
        var width = (int)Math.Min(size, 256);
        var path = TileId.InTree(0, 0, size).Path;
        var widest = await http.GetAsync($"/log/qingxi/{path}");
        Assert.Equal(HttpStatusCode.OK, widest.StatusCode);
        Assert.Equal("application/octet-stream", widest.Content.Headers.ContentType!.MediaType);
        Assert.Equal(TimeSpan.FromDays(365), widest.Headers.CacheControl!.MaxAge);
        Assert.Contains(widest.Headers.CacheControl.Extensions, extension => extension.Name == "immutable");
        Assert.True(widest.Headers.CacheControl.Public);
        var bytes = await widest.Content.ReadAsByteArrayAsync();
        Assert.Equal(width * Hash.Length, bytes.Length);
        var narrow = await http.GetByteArrayAsync("/log/qingxi/tile/0/000.p/1");
        Assert.Equal(bytes[..Hash.Length], narrow);
        Assert.Equal(34, (await http.GetByteArrayAsync("/log/qingxi/tile/entries/000.p/1")).Length); // two bytes of length, 32 of commitment
    }

    [Fact]
    public async Task HEAD_tells_the_length_and_nothing_may_be_written()
    {
        using var head = new HttpRequestMessage(HttpMethod.Head, "/log/qingxi/tile/0/000.p/1");
        var answer = await http.SendAsync(head);
        Assert.Equal((HttpStatusCode.OK, 32), (answer.StatusCode, answer.Content.Headers.ContentLength));
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        foreach (var method in (HttpMethod[])[HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete])
        {
            using var other = new HttpRequestMessage(method, "/log/qingxi/checkpoint") { Content = new StringContent("x") };
            Assert.Equal(HttpStatusCode.MethodNotAllowed, (await http.SendAsync(other)).StatusCode);
        }
    }

    [Theory]
    [InlineData("/log/qingxi"), InlineData("/log/qingxi/"), InlineData("/log/elsewhere/checkpoint"), InlineData("/log/QINGXI/checkpoint"), InlineData("/log/%20/checkpoint"), InlineData("/log/qing%2fxi/checkpoint")]
    [InlineData("/log/qingxi/Checkpoint"), InlineData("/log/qingxi/checkpoint/"), InlineData("/log/qingxi//checkpoint"), InlineData("/log/qingxi/succession"), InlineData("/log/qingxi/predecessor/checkpoint")]
    [InlineData("/log/qingxi/tile"), InlineData("/log/qingxi/tile/0"), InlineData("/log/qingxi/tile/0/0"), InlineData("/log/qingxi/tile/0/000"), InlineData("/log/qingxi/tile/00/000.p/1"), InlineData("/log/qingxi/tile/0/000.p/0")]
    [InlineData("/log/qingxi/tile/0/000.p/01"), InlineData("/log/qingxi/tile/0/000.p/256"), InlineData("/log/qingxi/tile/0/000.p/-1"), InlineData("/log/qingxi/tile/0/000.p/1/2"), InlineData("/log/qingxi/tile/0/x000/000.p/1")]
    [InlineData("/log/qingxi/tile/-1/000.p/1"), InlineData("/log/qingxi/tile/64/000"), InlineData("/log/qingxi/tile/9223372036854775808/000"), InlineData("/log/qingxi/tile/0/x999/x999/x999/x999/x999/x999/999"), InlineData("/log/qingxi/tile/entries/999")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        var answer = await http.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("immutable", $"{answer.Headers.CacheControl}", StringComparison.Ordinal);
    }

    // HttpClient tidies such paths up before it sends them; whoever means harm does not.
    [Theory]
    [InlineData("/log/qingxi/../../keys/kek"), InlineData("/log/../keys/log-qingxi.key"), InlineData("/log/qingxi/%2e%2e/%2e%2e/keys/kek"), InlineData("/log/qingxi/..%2f..%2fkeys%2fkek")]
    [InlineData("/log/qingxi/..\\..\\keys\\kek"), InlineData("/log/qingxi/..%5c..%5ckeys%5ckek"), InlineData("/log/%2e%2e/checkpoint"), InlineData("/log/..%2fqingxi/checkpoint"), InlineData("/log/qingxi/predecessor/../checkpoint.tmp")]
    [InlineData("/log/qingxi/predecessor/%2e%2e/vkey%00"), InlineData("/log/qingxi/predecessor//etc/passwd"), InlineData("/log/qingxi//etc/passwd"), InlineData("/log/qingxi/checkpoint%00.txt"), InlineData("/log/qingxi/tile/0/..%2f..%2fvkey")]
    [InlineData("/log/qingxi/predecessor/predecessor/predecessor/predecessor/predecessor/predecessor/predecessor/predecessor/checkpoint")]
    public async Task No_trick_with_a_path_leads_anywhere_else(string path)
    {
        var answer = await Raw(path);
        Assert.Matches("^HTTP/1.1 (404|400) ", answer);
        foreach (var secret in (string[])["PRIVATE", "root:", "+AQ"])
            Assert.DoesNotContain(secret, answer, StringComparison.Ordinal);
    }

    private async Task<(long Size, HttpResponseMessage Answer)> Checkpoint()
    {
        for (var tries = 0; ; tries++)
        {
            var answer = await http.GetAsync("/log/qingxi/checkpoint");
            if (answer.StatusCode == HttpStatusCode.NotFound && tries < 200)
            {
                await Task.Delay(50); // the first beat has not come yet
                continue;
            }

            var key = VerifierKey.Parse((await http.GetStringAsync("/log/qingxi/vkey")).TrimEnd('\n'));
            return (Ledger.Checkpoint.Open(await answer.Content.ReadAsByteArrayAsync(), key).Size, answer);
        }
    }

    private async Task<string> Raw(string path)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", new Uri(host.Address).Port);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }
}
