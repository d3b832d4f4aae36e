using System.Text.Json;
using Answerable.Grievances;
using Answerable.Recording;
using static Answerable.Tests.Grievances.Course;
using static Answerable.Tests.Grievances.Liuhe;

namespace Answerable.Tests.Grievances;

/// <summary>Art. 37: help that is offered, wanted or not, and what came of it. A condition of nothing.</summary>
public sealed class ReliefTests
{
    [Fact]
    public void It_is_offered_with_the_way_there_and_the_complainant_alone_says_whether_they_want_it()
    {
        Handled().When(new OfferRelief(ReliefKind.JudicialRelief, "可以申请司法救助", ""), By(Officer)).ThenRefused("competent-body-missing");
        Helped().When(new AnswerRelief(1, true), By(Officer)).ThenRefused("complainant-only");
        Helped().When(new RecordRelief(1, ReliefResult.Granted, "批准"), By(Officer)).ThenRefused("no-relief"); // nobody applies for them unasked
        var given = Helped().And(new AnswerRelief(1, false), Resident).And(new AnswerRelief(1, true), Resident).And(new RecordRelief(1, ReliefResult.Granted, "已批准临时救助。"), By(Officer));
        Assert.Equal((true, ReliefResult.Granted), (given.State.Reliefs[0].Accepted, given.State.Reliefs[0].Result));
        given.When(new AnswerRelief(1, false), Resident).ThenRefused("no-relief");
        given.When(new AnswerRelief(2, true), Resident).ThenRefused("no-relief");
    }

    [Fact]
    public void It_may_not_be_offered_for_obedience()
    {
        Handled().When(new OfferRelief(ReliefKind.Support, "签订息诉罢访承诺书后发放帮扶资金。", "镇民政办"), By(Officer)).ThenRefused("waives-a-right");
        Handled().When(new OfferRelief(ReliefKind.Support, "谁家安分，困难补助先给谁。", "镇民政办"), By(Officer)).ThenRefused("waives-a-right");
    }

    // Whatever can be done, and whatever it does, is the same with and without help, taken or refused.
    [Fact]
    public void No_rule_asks_whether_help_was_offered_taken_or_refused()
    {
        Given<Grievance>[] like = [Helped(), Helped().And(new AnswerRelief(1, true), Resident), Helped().And(new AnswerRelief(1, false), Resident)];
        var plain = Handled();
        foreach (var (command, by) in Moves.Where(move => move.Command is not (OfferRelief or AnswerRelief or RecordRelief)).Concat([(new DraftOpinion(Yes), By(Officer)), (new Withdraw(), Resident), (new RequestExtension(10, "复杂"), By(Officer))]))
            foreach (var given in like)
                Assert.Equal(Said(plain.Story.Decide(command, by)), Said(given.Story.Decide(command, by)));
        Assert.All(like, given => Assert.Equal(Dues(plain.State), Dues(given.State)));
    }

    private static string Said(Decision decision) => decision is Decision.Refused refused ? refused.Code : string.Join('\n', ((Decision.Recorded)decision).Events.Select(one => JsonSerializer.Serialize<object>(one, Json.Options)));
}
