using Answerable.Engine.Publishing;
using CsCheck;
using NodaTime;

namespace Answerable.Engine.Tests.Publishing;

/// <summary>What an onlooker can see of an office's day: how far its log grows (safeguards A3).</summary>
public sealed class BeatTests
{
    private static readonly LocalDate Monday = new(2026, 3, 2);

    [Fact]
    public void An_ordinary_day_and_an_empty_one_grow_the_log_alike() =>
        Gen.Int[0, 16].Array[1, 200].Sample(business => Sizes(business) is var sizes && sizes.SequenceEqual(Enumerable.Range(1, business.Length).Select(beat => beat * 16L)));

    [Fact]
    public void However_busy_the_day_the_log_grows_by_a_doubled_quantum_and_never_falls_far_behind() =>
        Gen.Int[0, 500].Array[1, 100].Sample(business =>
        {
            var (beat, committed, published) = (Beat.Start(16, Monday), 0L, 0L);
            foreach (var leaves in business)
            {
                committed += leaves;
                (var next, var target) = beat.Next(committed, published, Monday);
                var growth = target - published;
                Assert.True(long.IsPow2(growth / 16) && growth % 16 == 0, "growth is the quantum, doubled");
                Assert.True(next.Growth >= beat.Growth, "within a day growth never shrinks: that would show the hour");
                Assert.True(committed - target <= 4L * growth, "receipts wait for a few beats at most");
                (beat, committed, published) = (next, Math.Max(committed, target), target);
            }
        });

    [Fact]
    public void The_next_local_day_begins_with_the_quantum_again()
    {
        var (busy, target) = Beat.Start(16, Monday).Next(10_000, 0, Monday);
        Assert.True(busy.Growth > 16);
        Assert.Equal(target + 16, busy.Next(target, target, Monday.PlusDays(1)).Target);
    }

    private static List<long> Sizes(int[] business)
    {
        var sizes = new List<long>();
        var (beat, committed, published) = (Beat.Start(16, Monday), 0L, 0L);
        foreach (var leaves in business)
        {
            (beat, published) = beat.Next(committed + leaves, published, Monday);
            committed = Math.Max(committed + leaves, published);
            sizes.Add(published);
        }

        return sizes;
    }
}
