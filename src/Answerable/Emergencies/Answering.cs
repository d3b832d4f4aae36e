using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Emergencies;

/// <summary>What an answer does to a seat, however it arrived: by link, by code, by telephone, all are equal.</summary>
internal static class Answering
{
    public static Decision Decide(Emergency emergency, Round round, Seat seat, PageAnswered answer, Context context)
    {
        if (answer.InMinutes is < 0 or > 1440)
            return Refuse("minutes-invalid");
        answer = answer with { StandsIn = IsHolder(seat, answer.Person, context.Book.Town) ? null : true };
        if (answer.Reply == Reply.Coming)
            return seat.Coming.Contains(answer.Person) ? Nothing : Record(answer);
        if (seat.Unable.Contains(answer.Person))
            return Nothing;
        var left = seat with { Coming = seat.Coming.Remove(answer.Person), Unable = seat.Unable.Add(answer.Person) };
        var pager = new Pager(emergency, context).Add(answer);
        return new Recorded((NeedsNext(left, answer.Person) ? pager.Advance(round, left, left.Step + 1) : pager).Events);
    }

    // As the holder was when the seat was called; where nobody was paged, as the town has it now.
    private static bool IsHolder(Seat seat, PersonId person, Town town) =>
        seat.Pages.Exists(page => page.Target == PageTarget.Holder) ? seat.Pages.Exists(page => page.Target == PageTarget.Holder && page.Person == person) : town.HolderOf(seat.Post) == person;

    // The next step begins at once when this person was the one waited for, or the only one who was coming.
    private static bool NeedsNext(Seat left, PersonId person) =>
        !left.IsReached && left.Desk == DeskAlarm.Silent && (left.Waiting is null || left.Waiting.Person == person);
}
