using Answerable.Deadlines;
using Answerable.Grievances;
using Answerable.Recording;
using static Answerable.Tests.Grievances.Liuhe;

namespace Answerable.Tests.Grievances;

/// <summary>A running case keeps the version of the law it began under, unless a later version says of itself that it governs running cases too.</summary>
public sealed class RulebookVersionTests
{
    private static readonly Rulebook First = Rules.Rulebook;

    // An invented second version: the answer is owed in 45 days instead of 60.
    private static readonly Rulebook Second = First with { Version = 2, Rules = First.Rules.SetItem("close", First["close"] with { Length = 45 }) };
    private static readonly Rulebook TakingOver = Second with { TakesOver = "附则：施行前尚未办结的，适用本条例。" };

    private static Book With(params Rulebook[] later) => Rules with { Versions = [First, .. later] };

    [Fact]
    public void A_running_case_keeps_its_version_and_a_new_one_begins_under_the_newer()
    {
        var running = Lodged();
        running.Story.Book = With(Second);
        running.And(new Accept("告知"), By(Deputy));
        Assert.Equal((new BookRef(First.Id, 1), 1, 60), (running.State.Under, running.State.Find("close")!.Clock.Rule.Version, running.State.Find("close")!.Clock.Term.Length));

        var later = new Given<Grievance>(new Story<Grievance>(With(Second), Monday)).And(new Lodge(Claim, Channel.Web, Code, Hall), Resident).And(new Accept("告知"), By(Deputy));
        Assert.Equal((new BookRef(First.Id, 2), 2, 45), (later.State.Under, later.State.Find("close")!.Clock.Rule.Version, later.State.Find("close")!.Clock.Term.Length));
    }

    [Fact]
    public void A_version_that_takes_over_governs_what_begins_from_then_on_and_moves_no_running_clock()
    {
        var given = Lodged();
        var due = given.State.Find("notice")!.Clock.DueAt;
        given.Story.Book = With(TakingOver);
        given.And(new Accept("告知"), By(Deputy));
        Assert.Equal((due, 1), (given.State.Find("notice")!.Clock.DueAt, given.State.Find("notice")!.Clock.Rule.Version));
        Assert.Equal((2, 45), (given.State.Find("close")!.Clock.Rule.Version, given.State.Find("close")!.Clock.Term.Length));
    }

    [Fact]
    public void A_third_version_that_takes_nothing_over_leaves_a_case_with_the_one_that_did()
    {
        var book = With(TakingOver, Second with { Version = 3 });
        Assert.Equal((2, 2, 3, 3), (book.LawOf(new(First.Id, 1)).Version, book.LawOf(new(First.Id, 2)).Version, book.LawOf(new(First.Id, 3)).Version, book.LawOf(null).Version));
    }

    [Fact]
    public void A_case_of_before_keeps_the_version_of_its_first_clock()
    {
        var lodged = (Lodged)Lodged().Story.History[0].Event with { Under = null };
        Assert.Equal(new BookRef(First.Id, 1), Grievance.Initial.With(lodged, new(1, Monday, Monday, Resident.Id)).Under);
    }
}
