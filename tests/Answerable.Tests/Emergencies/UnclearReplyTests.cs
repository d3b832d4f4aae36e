using Answerable.Emergencies;
using Answerable.Offices;
using NodaTime;
using static Answerable.Tests.Emergencies.Qingtan;

namespace Answerable.Tests.Emergencies;

public class UnclearReplyTests
{
    private static string CodeOf(Story<Emergency> story, PersonId person) => story.Events<Paged>().Last(e => e.Person == person).Code;

    [Fact]
    public void Whoever_sent_it_is_asked_once_more_with_their_own_code_and_no_seat_is_filled()
    {
        var story = Flooded();
        var code = CodeOf(story, Head);
        story.Do(new NoteReply(Head, code, "13900000001", "在外地\r\n"), Engine);

        Assert.Equal(new ReplyUnclear(1, Head, code, "m1", null, "在外地"), Assert.Single(story.Events<ReplyUnclear>()));
        var asked = Assert.Single(story.Sent, d => d.Message == "reply-unclear");
        Assert.Equal(("sms", "staff.head/m1", code), (asked.Channel, asked.Recipient, asked.Arguments["code"]));
        Assert.DoesNotContain(story.State.Seats, at => at.Seat.IsReached);
    }

    [Fact]
    public void A_machine_that_answers_everything_is_asked_three_times_and_no_more()
    {
        var story = Flooded();
        for (var n = 0; n < 5; n++)
            story.Do(new NoteReply(Head, CodeOf(story, Head), null, "自动回复"), Engine);

        Assert.Equal(5, story.Events<ReplyUnclear>().Count());
        Assert.Equal(3, story.Sent.Count(d => d.Message == "reply-unclear"));
    }

    [Fact]
    public void A_strange_number_is_shown_to_the_desk_and_told_nothing()
    {
        var story = Flooded();
        story.Do(new NoteReply(null, CodeOf(story, Head), "13900000099", "能到"), Engine).Do(new NoteReply(Works, CodeOf(story, Head), "13900000002", "能到"), Engine);

        Assert.Equal(["13900000099", null], story.Events<ReplyUnclear>().Select(e => e.From));
        Assert.DoesNotContain(story.Sent, d => d.Message == "reply-unclear");
    }

    [Fact]
    public void Only_the_gateway_notes_replies_and_only_while_people_are_called()
    {
        var story = Flooded();
        var note = new NoteReply(Head, CodeOf(story, Head), null, "？");
        story.Refuses("not-allowed", note, ByOfficer).Refuses("code-unknown", note with { Code = "999999" }, Engine)
            .Do(new StandDown("退水"), ByHead).After(Duration.FromMinutes(1)).DoesNothing(note, Engine);
    }
}
