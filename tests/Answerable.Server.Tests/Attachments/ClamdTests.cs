using Answerable.Server.Attachments;
using Microsoft.Extensions.Logging.Abstractions;

namespace Answerable.Server.Tests.Attachments;

/// <summary>The virus scanner's language, and every way in which it may fail to answer.</summary>
public sealed class ClamdTests
{
    private static readonly byte[] Harmless = [.. Enumerable.Range(0, 200_000).Select(i => (byte)i)];
    private static readonly byte[] Harmful = [.. Harmless, .. "INVENTED-VIRUS"u8];

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_file_goes_over_whole_and_is_judged(bool overSocketFile)
    {
        await using var clamd = new FakeClamd(overSocketFile ? Path.Combine(Path.GetTempPath(), $"clamd-{Guid.NewGuid():n}") : null);
        Assert.Equal(Verdict.Clean, await Scan(clamd.Address, Harmless));
        Assert.Equal(Verdict.Infected, await Scan(clamd.Address, Harmful));
        Assert.Equal("zINSTREAM\0", clamd.Command);
        Assert.Equal([Harmless, Harmful], clamd.Seen);
    }

    [Theory, InlineData("INSTREAM size limit exceeded. ERROR"), InlineData("stream: lstat() failed: Permission denied. ERROR"), InlineData(""), InlineData("UNKNOWN COMMAND"), InlineData("OK"), InlineData("FOUND")]
    public async Task Whatever_is_no_judgement_is_not_taken_for_one(string said)
    {
        await using var clamd = new FakeClamd { Says = said };
        Assert.Equal(Verdict.Unknown, await Scan(clamd.Address, Harmless));
    }

    [Fact]
    public async Task One_that_hangs_up_early_is_heard_or_unknown_and_never_clean()
    {
        await using var clamd = new FakeClamd { HangsUp = true, Says = "INSTREAM size limit exceeded. ERROR" };
        Assert.Equal(Verdict.Unknown, await Scan(clamd.Address, new byte[20_000_000]));
    }

    [Fact]
    public async Task One_that_never_answers_is_not_waited_for_longer_than_said()
    {
        await using var clamd = new FakeClamd { IsMute = true };
        Assert.Equal(Verdict.Unknown, await Scan(clamd.Address, Harmless, seconds: 1));
    }

    [Theory, InlineData("127.0.0.1:1"), InlineData("/no/such/socket"), InlineData("nowhere"), InlineData("127.0.0.1")]
    public async Task One_that_is_not_there_is_unknown(string address) => Assert.Equal(Verdict.Unknown, await Scan(address, Harmless));

    [Fact]
    public async Task Without_one_in_the_settings_everything_passes() =>
        Assert.Equal(Verdict.Clean, await new Clamd(null, NullLogger<Clamd>.Instance).Scan(Harmful, CancellationToken.None));

    [Fact]
    public async Task Whoever_goes_away_is_not_told_that_the_scanner_is_down()
    {
        await using var clamd = new FakeClamd { IsMute = true };
        using var gone = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new Clamd(new(clamd.Address), NullLogger<Clamd>.Instance).Scan(Harmless, gone.Token));
    }

    private static Task<Verdict> Scan(string address, byte[] content, int seconds = 30) =>
        new Clamd(new(address, seconds), NullLogger<Clamd>.Instance).Scan(content, CancellationToken.None);
}
