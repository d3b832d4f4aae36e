using System.Net;
using Answerable.Server.Limits;

namespace Answerable.Server.Tests.Limits;

public sealed class PaceTests
{
    private static readonly PaceRule Filing = new("filing", Burst: 20, Every: TimeSpan.FromSeconds(2), Longest: TimeSpan.FromSeconds(5), Refuses: false);
    private static readonly PaceRule Guessing = new("guessing", Burst: 3, Every: TimeSpan.FromSeconds(3), Longest: TimeSpan.FromSeconds(6), Refuses: true);
    private static readonly IPAddress Market = IPAddress.Parse("192.0.2.7");
    private readonly MovableTime time = new(DateTimeOffset.Parse("2030-01-01T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void A_burst_is_not_slowed_and_what_follows_waits_its_turn()
    {
        var pace = new Pace(time, new(time));
        Assert.All(Enumerable.Range(0, 3), _ => Assert.Equal(TimeSpan.Zero, pace.Wait(Guessing, Market)));
        Assert.Equal(TimeSpan.FromSeconds(3), pace.Wait(Guessing, Market));
        Assert.Equal(TimeSpan.FromSeconds(6), pace.Wait(Guessing, Market));
        Assert.Null(pace.Wait(Guessing, Market));
    }

    [Fact]
    public void Five_hundred_filings_an_hour_from_one_address_all_succeed_without_a_wait()
    {
        var pace = new Pace(time, new(time));
        for (var i = 0; i < 500; i++)
        {
            Assert.Equal(TimeSpan.Zero, pace.Wait(Filing, Market));
            time.Advance(TimeSpan.FromHours(1) / 500);
        }
    }

    [Fact]
    public void Five_hundred_filings_at_once_are_slowed_and_none_is_refused()
    {
        var pace = new Pace(time, new(time));
        var waits = Enumerable.Range(0, 500).Select(_ => pace.Wait(Filing, Market)).ToList();
        Assert.All(waits, wait => Assert.NotNull(wait));
        Assert.All(waits, wait => Assert.True(wait <= Filing.Longest));
        Assert.Equal(Filing.Longest, waits[^1]);
    }

    [Fact]
    public void Beyond_so_many_filings_an_hour_each_waits_two_seconds_at_most()
    {
        var (pace, rule) = (new Pace(time, new(time)), PaceRule.Filing(60));
        Assert.All(Enumerable.Range(0, 60), _ => Assert.Equal(TimeSpan.Zero, pace.Wait(rule, Market)));
        Assert.All(Enumerable.Range(0, 1000), _ => Assert.Equal(TimeSpan.FromSeconds(2), pace.Wait(rule, Market)));
        time.Advance(TimeSpan.FromHours(1.1));
        Assert.Equal(TimeSpan.Zero, pace.Wait(rule, Market));
    }

    [Fact]
    public void After_a_flood_the_address_is_soon_free_again()
    {
        var pace = new Pace(time, new(time));
        for (var i = 0; i < 5000; i++)
            pace.Wait(Filing, Market);
        time.Advance(Filing.Every * Filing.Burst + Filing.Longest + Filing.Every);
        Assert.Equal(TimeSpan.Zero, pace.Wait(Filing, Market));
    }

    [Fact]
    public void Others_do_not_wait_because_of_one_address_nor_one_door_because_of_another()
    {
        var pace = new Pace(time, new(time));
        while (pace.Wait(Guessing, Market) is not null) { }
        Assert.Equal(TimeSpan.Zero, pace.Wait(Guessing, IPAddress.Parse("192.0.2.8")));
        Assert.Equal(TimeSpan.Zero, pace.Wait(Filing, Market));
    }

    [Fact]
    public void A_household_on_IPv6_is_one_address_and_a_mapped_one_is_the_same_as_its_own()
    {
        var pace = new Pace(time, new(time));
        while (pace.Wait(Guessing, IPAddress.Parse("2001:db8:1:2::1")) is not null) { }
        Assert.Null(pace.Wait(Guessing, IPAddress.Parse("2001:db8:1:2:ffff::9")));
        Assert.NotNull(pace.Wait(Guessing, IPAddress.Parse("2001:db8:1:3::1")));
        while (pace.Wait(Guessing, Market) is not null) { }
        Assert.Null(pace.Wait(Guessing, Market.MapToIPv6()));
    }

    [Fact]
    public void What_is_given_back_was_never_used_and_gives_no_more_than_there_was()
    {
        var pace = new Pace(time, new(time));
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(TimeSpan.Zero, pace.Wait(Guessing, Market));
            pace.GiveBack(Guessing, Market);
        }

        Assert.All(Enumerable.Range(0, 3), _ => Assert.Equal(TimeSpan.Zero, pace.Wait(Guessing, Market)));
        Assert.Equal(TimeSpan.FromSeconds(3), pace.Wait(Guessing, Market));
    }

    [Fact]
    public void Nothing_is_remembered_from_one_day_to_the_next()
    {
        var pace = new Pace(time, new(time));
        while (pace.Wait(Guessing, Market) is not null) { }
        time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(TimeSpan.Zero, pace.Wait(Guessing, Market));
    }
}
