using System.Net;
using Answerable.Emergencies;
using Answerable.Recording;

namespace Answerable.Smoke.Emergencies;

/// <summary>The real server, a moved clock, and an SMS gateway that calls back when and as it likes.</summary>
public sealed class SmsNightTests
{
    [Fact]
    public async Task A_receipt_counts_once_whatever_comes_after_it_and_only_with_the_gateways_signature()
    {
        await using var town = await SmsTown.Start();
        var flood = await town.OpenFlood();
        var (head, works) = (await town.Next(), await town.Next());
        await Noted(town, flood, head, works);
        var delivered = new { @ref = head.Reference, status = "DELIVRD" };

        Assert.Equal(HttpStatusCode.Unauthorized, await town.Tell("receipt", delivered, signature: new string('0', 64)));
        Assert.Equal(DeliveryOutcome.Accepted, (await town.State(flood)).Outcomes[head.Page]);
        Assert.Equal(HttpStatusCode.NoContent, await town.Tell("receipt", delivered));
        Assert.Equal(HttpStatusCode.NoContent, await town.Tell("receipt", delivered));
        Assert.Equal(HttpStatusCode.NoContent, await town.Tell("receipt", new { @ref = head.Reference, status = "EXPIRED" }));
        Assert.Equal(HttpStatusCode.NotFound, await town.Tell("receipt", new { @ref = "of-another-town", status = "DELIVRD" }));

        var outcomes = (await town.State(flood)).Outcomes;
        Assert.Equal((DeliveryOutcome.Delivered, DeliveryOutcome.Accepted), (outcomes[head.Page], outcomes[works.Page]));
    }

    [Fact]
    public async Task A_receipt_that_overtakes_the_answer_is_asked_for_again()
    {
        await using var town = await SmsTown.Start();
        var early = new List<HttpStatusCode>();
        town.BeforeAnswer = sms => early.Add(town.Tell("receipt", new { @ref = sms.Reference, status = "DELIVRD" }).GetAwaiter().GetResult());
        var flood = await town.OpenFlood();
        var (first, second) = (await town.Next(), await town.Next());
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound], early);

        await Noted(town, flood, first, second);
        Assert.Equal(HttpStatusCode.NoContent, await town.Tell("receipt", new { @ref = first.Reference, status = "DELIVRD" }));
        Assert.Equal(DeliveryOutcome.Delivered, (await town.State(flood)).Outcomes[first.Page]);
    }

    [Fact]
    public async Task A_receipt_of_failure_that_comes_late_begins_the_next_step_at_once()
    {
        await using var town = await SmsTown.Start();
        var flood = await town.OpenFlood();
        var both = new[] { await town.Next(), await town.Next() };
        await Noted(town, flood, both);

        await town.Tell("receipt", new { @ref = both.Single(sms => sms.To == "13900000001").Reference, status = "UNDELIV" });

        Assert.Equal("13900000003", (await town.Next()).To); // the deputy
        Assert.Contains((await town.State(flood)).Rounds[0].Seats[0].Skips, skip => skip.Why == SkipReason.AllSendsFailed);
    }

    [Fact]
    public async Task A_reply_answers_the_page_whose_code_and_person_it_names_and_no_other()
    {
        await using var town = await SmsTown.Start();
        var flood = await town.OpenFlood();
        var both = new[] { await town.Next(), await town.Next() };
        var (head, works) = (both.Single(sms => sms.To == "13900000001"), both.Single(sms => sms.To == "+8613900000002"));

        foreach (var (from, text) in new[] { (head.To, works.Code), ("13900000009", head.Code), (head.To, "收到"), (head.To, $"{head.Code} {works.Code}") })
            Assert.Equal(HttpStatusCode.NoContent, await town.Tell("reply", new { from, text }));
        Assert.Equal(HttpStatusCode.Unauthorized, await town.Tell("reply", new { from = head.To, text = head.Code }, signature: "forged"));
        Assert.All((await town.State(flood)).Seats, at => Assert.Empty(at.Seat.Coming));

        await town.Tell("reply", new { from = "+8613900000001", text = $"收到 {head.Code}" });
        await town.Tell("reply", new { from = "+8613900000001", text = $"收到 {head.Code}" });
        await town.Tell("reply", new { from = "13900000002", text = $"{works.Code}N" });
        var seats = (await town.State(flood)).Rounds[0].Seats;
        Assert.Equal([EmergencyServer.Head], seats[0].Coming);
        Assert.Equal([EmergencyServer.Works], seats[1].Unable);
    }

    [Fact]
    public async Task A_reply_that_says_neither_yes_nor_no_stands_on_the_board_and_is_asked_about_by_SMS()
    {
        await using var town = await SmsTown.Start();
        var flood = await town.OpenFlood();
        var head = new[] { await town.Next(), await town.Next() }.Single(sms => sms.To == "13900000001");

        await town.Tell("reply", new { from = head.To, text = "在外地，要看情况" });
        var asked = await town.Next();

        Assert.Equal((head.To, head.Code), (asked.To, asked.Code));
        Assert.Contains("未能识别", asked.Text, StringComparison.Ordinal);
        await town.Tell("reply", new { from = "13900000099", text = $"{head.Code}能到" }); // nobody's number: told nothing, shown
        var state = await town.State(flood);
        Assert.Equal([(EmergencyServer.Head, true), (null, false)], state.Unclear.Select(one => (one.Person, one.Asked)));
        Assert.All(state.Seats, at => Assert.Empty(at.Seat.Coming));
        await town.Tell("reply", new { from = head.To, text = $"{head.Code}不能" });
        Assert.Equal([EmergencyServer.Head], (await town.State(flood)).Rounds[0].Seats[0].Unable);
    }

    [Fact]
    public async Task A_reply_to_an_emergency_that_is_over_changes_nothing()
    {
        await using var town = await SmsTown.Start();
        var flood = await town.OpenFlood();
        var sms = await town.Next();
        await town.Do(flood, new StandDown("水位回落"), new Actor.Staff(EmergencyServer.Head));

        Assert.Equal(HttpStatusCode.NoContent, await town.Tell("reply", new { from = sms.To, text = sms.Code }));
        Assert.All((await town.State(flood)).Seats, at => Assert.Empty(at.Seat.Coming));
    }

    // Until the record says of each that the gateway has accepted it; the record grows by itself, nothing is waited out.
    private static async Task Noted(SmsTown town, StreamId flood, params Sms[] all)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        for (var known = (await town.State(flood)).Outcomes; !all.All(sms => known.ContainsKey(sms.Page)); known = (await town.State(flood)).Outcomes)
            await Task.Delay(20, patience.Token);
    }
}
