using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Receptions;
using Answerable.Recording;
using static Answerable.Tests.Grievances.Liuhe;

namespace Answerable.Tests.Receptions;

/// <summary>Art. 18: the days on which leaders receive are published; whoever comes is written down with the matter, and in no list.</summary>
public sealed class ReceptionTests
{
    private static readonly ReceptionDay Day = new("day-2", ReceptionKind.Leader, Hall, new(2026, 3, 12), new(9, 0), new(11, 30), Text.Zh("镇政府接访室"), Text.Zh("各类事项"), [Mayor], []);

    private static Given<ReceptionBook> Empty() => new(new Story<ReceptionBook>(Rules, Monday));

    [Fact]
    public void A_day_names_who_receives_when_where_and_about_what()
    {
        Empty().When(new AnnounceReception(Day), By(Deputy)).Then<ReceptionAnnounced>();
        Empty().When(new AnnounceReception(Day), By(Officer)).ThenRefused("not-allowed");
        Empty().When(new AnnounceReception(Day with { Place = Text.Empty }), By(Deputy)).ThenRefused("reception-incomplete");
        Empty().When(new AnnounceReception(Day with { To = new(8, 0) }), By(Deputy)).ThenRefused("reception-hours");
        Empty().When(new AnnounceReception(Day with { Date = new(2026, 3, 1) }), By(Deputy)).ThenRefused("day-in-the-past");
        Empty().When(new AnnounceReception(Day with { Receivers = [] }), By(Deputy)).ThenRefused("receiver-not-leader");
        Empty().When(new AnnounceReception(Day with { Receivers = [Officer] }), By(Deputy)).ThenRefused("receiver-not-leader");
        Empty().When(new AnnounceReception(Day with { Kind = ReceptionKind.Joint }), By(Deputy)).ThenRefused("joint-needs-offices");
        Empty().When(new AnnounceReception(Day with { Kind = ReceptionKind.Joint, With = [School] }), By(Deputy)).Then<ReceptionAnnounced>();
        Empty().When(new AnnounceReception(Day with { Matters = Text.Zh("稳控接访") }), By(Deputy)).ThenRefused("name-refused");
    }

    [Fact]
    public void A_day_that_does_not_take_place_says_why_and_cannot_be_booked()
    {
        var given = Empty().And(new AnnounceReception(Day), By(Deputy));
        given.When(new CancelReception("day-2", ""), By(Deputy)).ThenRefused("reason-missing");
        given.When(new CancelReception("no-day", "防汛"), By(Deputy)).ThenRefused("reception-unknown");
        given.And(new CancelReception("day-2", "因防汛改期"), By(Deputy));
        Assert.Equal("因防汛改期", given.State.Find("day-2")!.Cancelled);
        var story = Lodged();
        story.Story.Book = Rules with { Receptions = given.State };
        story.When(new BookReception("day-2"), Resident).ThenRefused("reception-unknown");
    }

    [Fact]
    public void The_complainant_or_the_counter_books_and_gives_it_up_again()
    {
        var given = Lodged().And(new BookReception("day-1"), Resident);
        Assert.Equal("day-1", Assert.Single(given.State.Bookings).Day);
        given.When(new BookReception("day-1"), By(Deputy)).ThenNothing();
        given.When(new BookReception("day-9"), Resident).ThenRefused("reception-unknown");
        given.When(new BookReception("day-1"), By(Officer)).ThenRefused("no-such-grievance");
        Assert.Empty(given.And(new GiveUpReception("day-1"), By(Deputy)).State.Bookings);
        Lodged().When(new BookReception("day-1"), Resident, EndOf(2026, 3, 12)).ThenRefused("reception-unknown");
    }

    [Fact]
    public void Nobody_is_received_by_a_leader_who_took_the_decision_and_nothing_sealed_is_booked()
    {
        Lodged(Claim with { About = new(Hall, null, [Mayor]) }).When(new BookReception("day-1"), Resident).ThenRefused("receiver-recused");
        Accused().When(new BookReception("day-1"), Resident).ThenRefused("sealed-stays-above");
    }

    [Fact]
    public void What_was_said_and_undertaken_is_written_down_by_who_received()
    {
        var given = Lodged().And(new BookReception("day-1"), Resident).Until(EndOf(2026, 3, 11));
        given.Story.Now = EndOf(2026, 3, 11) + Duration.FromHours(10);
        given.When(new RecordReception("day-1", "", null), By(Mayor)).ThenRefused("words-missing");
        given.When(new RecordReception("day-1", "说明", null, new(2026, 3, 31)), By(Mayor)).ThenRefused("undertaking-missing");
        given.When(new RecordReception("day-1", "说明", "修复", new(2026, 3, 1)), By(Mayor)).ThenRefused("day-in-the-past");
        given.When(new RecordReception("day-1", "说明"), By(CountyHead)).ThenRefused("no-such-grievance");
        given.And(new RecordReception("day-1", "反映路灯不亮，领导现场查看。", "三月底前修复", new(2026, 3, 31)), By(Mayor));
        Assert.Empty(given.State.Bookings);
        Assert.Equal([Mayor], Assert.Single(given.Story.Events<ReceivedInPerson>()).Receivers);
        Lodged().When(new RecordReception("day-1", "还没有到"), By(Mayor)).ThenRefused("reception-unknown");
    }

    [Fact]
    public void A_day_that_passes_without_a_word_is_on_the_record()
    {
        var given = Lodged().And(new BookReception("day-1"), Resident).Until(EndOf(2026, 3, 12));
        Assert.Single(given.Story.Events<ReceptionPassed>());
        Assert.Empty(given.State.Bookings);
    }

    [Fact]
    public void Stored_bytes_never_change()
    {
        Golden.Holds(new ReceptionAnnounced(Day with { Kind = ReceptionKind.Joint, With = [School] }));
        Golden.Holds(new ReceptionCancelled("day-2", "因防汛改期"));
    }

    [Fact]
    public void The_list_of_days_holds_nothing_of_anybody_who_comes() =>
        Assert.All(typeof(ReceptionBook).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IEvent)) && type.Namespace == typeof(ReceptionBook).Namespace),
            type => Assert.DoesNotContain(type.GetProperties(), property => property.PropertyType == typeof(StreamId) || property.Name.Contains("Number", StringComparison.Ordinal)));
}
