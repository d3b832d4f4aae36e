using System.Collections.Concurrent;
using Answerable.Emergencies;
using Answerable.Engine.Channels;
using Answerable.Engine.Clocks;
using Answerable.Engine.Deliveries;
using Answerable.Engine.Registrars;
using Answerable.Engine.Tests.Registrars;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Storage;
using Answerable.Storage.Deliveries;
using Answerable.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using StreamId = Answerable.Recording.StreamId;

namespace Answerable.Engine.Tests.Deliveries;

/// <summary>What the worker does with a delivery, whatever goes wrong on the way: the same on both databases.</summary>
public abstract class WorkerContract
{
    /// <summary>A fresh record.</summary>
    protected abstract Task<ITestRecord> Fresh();

    private async Task<DeliveryBench> Open() => await DeliveryBench.WithOpenEmergency(await Fresh());

    [Fact]
    public async Task A_page_leaves_with_its_words_address_and_link_and_the_stream_is_told()
    {
        await using var bench = await Open();
        Assert.Equal(2, await bench.Worker().Drain(urgent: true, default));

        var sms = Assert.Single(bench.Sms.Messages);
        Assert.Equal(("13900000001", false), (sms.Address, sms.Repeat));
        Assert.StartsWith("【明山镇】37号事件：漫堤，二组。", sms.Text.Short, StringComparison.Ordinal);
        Assert.Equal($"mingshan/{DeliveryBench.Flood}/page/1/1/0/1/m1", sms.Key);
        Assert.Contains("https://yj.invalid/a/37", Assert.Single(bench.Email.Messages).Text.Body, StringComparison.Ordinal);
        Assert.Equal(DeliveryState.Accepted, (await bench.Row("sms")).State);
        Assert.Equal(DeliveryOutcome.Accepted, (await bench.State()).Outcomes["page/1/1/0/1/m1"]);
    }

    [Fact]
    public async Task Two_engines_on_one_database_send_nothing_twice()
    {
        await using var bench = await Open();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => bench.Worker()).Select(worker => Task.Run(() => worker.Drain(true, default))));

        Assert.Single(bench.Sms.Messages);
        Assert.Single(bench.Email.Messages);
    }

    [Fact]
    public async Task What_was_certainly_not_sent_is_tried_again_after_a_pause()
    {
        await using var bench = await Open();
        var worker = bench.Worker();
        bench.Sms.Behave = _ => Task.FromResult(Sent.NotSent("ConnectionError"));
        await worker.Drain(true, default);
        await worker.Drain(true, default);
        Assert.Single(bench.Sms.Messages);
        Assert.Equal(DeliveryState.Pending, (await bench.Row("sms")).State);

        bench.Sms.Behave = _ => Task.FromResult(Sent.Accepted());
        bench.Record.Clock.Advance(Duration.FromSeconds(10));
        await worker.Drain(true, default);

        Assert.Equal(2, bench.Sms.Messages.Count);
        Assert.Equal(DeliveryState.Accepted, (await bench.Row("sms")).State);
    }

    [Fact]
    public async Task Whoever_cannot_be_reached_after_all_attempts_is_passed_over_at_once()
    {
        await using var bench = await Open();
        bench.Sms.Behave = bench.Email.Behave = _ => Task.FromResult(Sent.Failed("550"));
        await bench.Worker().Drain(true, default);

        var state = await bench.State();
        Assert.Contains(state.Rounds[0].Seats[0].Skips, skip => skip.Why == SkipReason.AllSendsFailed);
        Assert.Equal(DeskAlarm.Ringing, state.Rounds[0].Seats[0].Desk);
    }

    [Fact]
    public async Task An_unknown_outcome_is_sent_again_under_the_same_key_and_says_repeat()
    {
        await using var bench = await Open();
        var worker = bench.Worker();
        bench.Sms.Behave = _ => Task.FromResult(Sent.Unknown("timeout"));
        await worker.Drain(true, default);
        Assert.Equal(DeliveryOutcome.Unknown, (await bench.State()).Outcomes["page/1/1/0/1/m1"]);

        bench.Sms.Behave = _ => Task.FromResult(Sent.Accepted("ref-9"));
        bench.Record.Clock.Advance(Duration.FromSeconds(11));
        await worker.Sweep(default);
        await worker.Drain(true, default);

        Assert.Equal([false, true], bench.Sms.Messages.Select(m => m.Repeat));
        Assert.Single(bench.Sms.Messages.Select(m => m.Key).Distinct());
        Assert.Contains("（重发）", bench.Sms.Messages.Last().Text.Short, StringComparison.Ordinal);
        Assert.Equal(DeliveryOutcome.Accepted, (await bench.State()).Outcomes["page/1/1/0/1/m1"]);
    }

    [Fact]
    public async Task Repetition_ends()
    {
        await using var bench = await Open();
        var worker = bench.Worker();
        bench.Sms.Behave = _ => Task.FromResult(Sent.Unknown("timeout"));
        for (var i = 0; i < 10; i++)
        {
            await worker.Sweep(default);
            await worker.Drain(true, default);
            bench.Record.Clock.Advance(Duration.FromMinutes(5));
        }

        Assert.Equal(new DeliveryOptions().Attempts, bench.Sms.Messages.Count);
        Assert.Equal(DeliveryState.Unknown, (await bench.Row("sms")).State);
    }

    [Theory]
    [InlineData(DeliveryState.Claimed, false)]
    [InlineData(DeliveryState.Sending, true)]
    public async Task A_process_that_stops_in_any_state_loses_no_page(DeliveryState stoppedIn, bool repeat)
    {
        await using var bench = await Open();
        var until = bench.Record.Clock.Now + Duration.FromMinutes(1);
        foreach (var row in await bench.Queue.Claim("dead", true, 10, until, default))
            if (stoppedIn == DeliveryState.Sending)
                Assert.True(await bench.Queue.Begin(row, "dead", until, default));
        var worker = bench.Worker();
        await worker.Sweep(default);
        Assert.Equal(0, await worker.Drain(true, default));

        bench.Record.Clock.Advance(Duration.FromMinutes(2));
        await worker.Sweep(default);
        bench.Record.Clock.Advance(Duration.FromMinutes(1));
        await worker.Sweep(default);
        await worker.Drain(true, default);

        Assert.Equal(repeat, Assert.Single(bench.Sms.Messages).Repeat);
        Assert.Equal(repeat, Assert.Single(bench.Email.Messages).Repeat);
    }

    [Fact]
    public async Task An_engine_alone_takes_a_dead_ones_work_up_at_its_start()
    {
        await using var bench = await Open();
        await bench.Queue.Claim("dead", true, 10, bench.Record.Clock.Now + Duration.FromMinutes(1), default);
        var worker = bench.Worker(options: new() { Alone = true });
        await worker.Sweep(default);

        Assert.Equal(2, await worker.Drain(true, default));
    }

    [Fact]
    public async Task A_process_that_stops_before_telling_the_stream_tells_it_after_its_start()
    {
        await using var bench = await Open();
        bench.RecordIsDown = true;
        await bench.Worker().Drain(true, default);
        Assert.Empty((await bench.State()).Outcomes);

        bench.RecordIsDown = false;
        await bench.Worker().Sweep(default);

        Assert.Equal(DeliveryOutcome.Accepted, (await bench.State()).Outcomes["page/1/1/0/1/m1"]);
        Assert.Single(bench.Sms.Messages);
    }

    [Fact]
    public async Task A_late_callback_finds_its_message_and_delivered_stays_delivered()
    {
        await using var bench = await Open();
        await bench.Worker().Drain(true, default);

        Assert.True(await bench.Reports.Callback("sms", "ref-1", DeliveryOutcome.Delivered, "DELIVRD", default));
        Assert.True(await bench.Reports.Callback("sms", "ref-1", DeliveryOutcome.Failed, "EXPIRED", default));
        Assert.False(await bench.Reports.Callback("sms", "ref-of-another", DeliveryOutcome.Delivered, null, default));

        Assert.Equal(DeliveryState.Delivered, (await bench.Row("sms")).State);
        Assert.Equal(DeliveryOutcome.Delivered, (await bench.State()).Outcomes["page/1/1/0/1/m1"]);
    }

    [Fact]
    public async Task A_gateway_that_begins_its_numbers_anew_means_the_newest_message_of_that_number()
    {
        await using var bench = await Open();
        await bench.Worker().Drain(true, default);
        var latest = await bench.Row("sms");
        await using (var db = bench.CreateDbContext())
        {
            var old = await db.Deliveries.AsNoTracking().SingleAsync(d => d.Channel == "sms");
            (old.Key, old.ProviderRef, old.CreatedAt) = ("page/of/last/year", "ref-1", latest.CreatedAt - Duration.FromDays(365));
            db.Deliveries.Add(old);
            await db.SaveChangesAsync();
        }

        Assert.True(await bench.Reports.Callback("sms", "ref-1", DeliveryOutcome.Delivered, "DELIVRD", default));

        await using var after = bench.CreateDbContext();
        Assert.Equal([latest.Key], await after.Deliveries.Where(d => d.Channel == "sms" && d.State == DeliveryState.Delivered).Select(d => d.Key).ToListAsync());
    }

    [Fact]
    public async Task A_channel_that_throws_leaves_an_unknown_outcome_and_the_others_alone()
    {
        await using var bench = await Open();
        bench.Sms.Behave = _ => throw new InvalidOperationException("broken");
        await bench.Worker().Drain(true, default);

        Assert.Equal(DeliveryState.Unknown, (await bench.Row("sms")).State);
        Assert.Equal(DeliveryState.Accepted, (await bench.Row("email")).State);
    }

    [Fact]
    public async Task A_message_that_hangs_in_one_lane_holds_nothing_up_in_the_other()
    {
        await using var bench = await Open();
        var gate = new TaskCompletionSource<Sent>();
        await using (var db = bench.CreateDbContext())
            await db.Deliveries.Where(d => d.Channel == "email").ExecuteUpdateAsync(set => set.SetProperty(d => d.Urgent, false));
        bench.Email.Behave = _ => gate.Task;
        using var service = new DeliveryService(bench.Worker(), new() { Routine = 1 }, NullLogger<DeliveryService>.Instance);
        var urgent = new TaskCompletionSource();
        bench.Sms.Behave = async _ =>
        {
            urgent.SetResult();
            return await Task.FromResult(Sent.Accepted());
        };
        await service.StartAsync(default);

        await urgent.Task.WaitAsync(TimeSpan.FromSeconds(30));

        gate.SetResult(Sent.Accepted());
        await service.StopAsync(default);
    }

    [Fact]
    public async Task A_changed_number_is_used_from_the_next_message_on()
    {
        await using var bench = await Open();
        var worker = bench.Worker();
        bench.Sms.Behave = _ => Task.FromResult(Sent.NotSent("busy"));
        await worker.Drain(true, default);
        await bench.Do(Town.Stream, new SetContact(new("head"), "m1", "sms", "13900000002"), new Actor.Operator());
        bench.Record.Clock.Advance(Duration.FromMinutes(1));
        await worker.Drain(true, default);

        Assert.Equal(["13900000001", "13900000002"], bench.Sms.Messages.Select(m => m.Address));
    }
}
