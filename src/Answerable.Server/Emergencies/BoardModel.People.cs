using Answerable.Emergencies;
using Answerable.Offices;
using Answerable.Recording;
using NodaTime;

namespace Answerable.Server.Emergencies;

/// <summary>Where a seat stands, in one word; whoever must be rung comes first.</summary>
public enum Standing { Ringing, Taken, Calling, CalledOff, Coming }

/// <param name="Seat">Whose page it is about; what the call form knows it by.</param>
/// <param name="Who">A name, or the number where it is nobody's on record.</param>
public sealed record OpenReply(string Seat, PersonId Person, string Who, string Words, bool Asked);

public sealed partial record BoardModel
{
    /// <summary>By group, whoever must be rung first; otherwise in the order of the plan.</summary>
    public IEnumerable<IGrouping<string, (Round Round, Seat Seat)>> Rounds =>
        State.Seats.OrderBy(at => at.Round.Number).ThenBy(at => StandingOf(at.Seat)).GroupBy(at => at.Round.Number > 1 ? $"{GroupName(at.Round)} · {at.Round.Number}" : GroupName(at.Round));

    public Standing StandingOf(Seat seat) =>
        seat.IsReached ? Standing.Coming
        : !State.IsPaging ? Standing.CalledOff
        : seat.Desk == DeskAlarm.Ringing ? Standing.Ringing
        : seat.Desk == DeskAlarm.Answered ? Standing.Taken
        : Standing.Calling;

    public string Post(PostId post) => Book.Town.Find(post)?.Title.In(W.Language) ?? post.Value;

    /// <summary>The post; where several have its title, with the name of whoever was called for it.</summary>
    public string Post(Seat seat) =>
        State.Seats.Count(at => Post(at.Seat.Post) == Post(seat.Post)) > 1 ? Named(seat) : Post(seat.Post);

    /// <summary>The post and whoever was called for it first.</summary>
    public string Named(Seat seat) => AskedFor(seat).Take(1).ToList() is [var person] ? $"{Post(seat.Post)} {Person(person)}" : Post(seat.Post);

    public string Person(PersonId person) => Book.Town.Find(person)?.Name ?? person.Value;

    public string Who(ActorId actor) => actor.Value.StartsWith("staff.", StringComparison.Ordinal) ? Person(new(actor.Value[6..])) : W[$"board.by.{(actor.Value is "clock" or "engine" ? actor.Value : "other")}"];

    /// <summary>Everybody called for a seat, the holder first, also one whom no page could reach; and whoever comes for it.</summary>
    public IEnumerable<PersonId> AskedFor(Seat seat) =>
        (Book.Town.HolderOf(seat.Post) is { } holder && seat.Pages.Count == 0 ? [holder] : Enumerable.Empty<PersonId>())
        .Concat(seat.Pages.Select(page => page.Person)).Concat(seat.Coming).Distinct();

    public IEnumerable<string> TelephonesOf(PersonId person) => Telephones.TryGetValue(person, out var numbers) ? numbers : [];

    /// <summary>Who is called or coming for a seat, and since when.</summary>
    public string Detail(Round round, Seat seat) => StandingOf(seat) switch
    {
        Standing.Coming => string.Join(W["board.and"], seat.Coming.Select(person => Arriving(round, seat, person))),
        Standing.Calling when seat.Waiting is { } page => W["board.calling", Person(page.Person), Nth(page.Attempt), At(page.DueAt)],
        Standing.Ringing => W["board.ringing", string.Join(W["board.and"], seat.Pages.Select(page => Person(page.Person)).Distinct().DefaultIfEmpty(W["board.nobody"]))],
        Standing.Taken => W["board.taken"],
        Standing.CalledOff when seat.Pages.Any(page => !seat.Unable.Contains(page.Person)) => W["board.called-off", string.Join(W["board.and"], seat.Pages.Select(page => page.Person).Where(person => !seat.Unable.Contains(person)).Distinct().Select(Person))],
        _ => "",
    };

    /// <summary>What the seat could not do, in words, each once; the board says it instead of leaving a gap.</summary>
    public IEnumerable<string> Skips(Seat seat) => seat.Skips.Select(skip => W[$"board.skip.{Kebab(skip.Why.ToString())}"]).Distinct();

    public IEnumerable<string> Sendings(Round round, Seat seat) => seat.Pages.Count == 0 ? [] :
        seat.Pages[^1].Methods.Select(method => W["board.sending", W[$"board.channel.{method.Channel}"],
            State.Outcomes.TryGetValue(new PageKey(round.Number, seat.Number, seat.Pages[^1].Step, seat.Pages[^1].Attempt).By(method), out var outcome)
                ? W[$"board.outcome.{outcome.ToString().ToLowerInvariant()}"] : W["board.outcome.waiting"]]);

    /// <summary>The person's last answer, by whatever way and for whatever seat.</summary>
    public PageAnswered? LastAnswer(PersonId person) => Emergency.Events.Select(h => h.Event).OfType<PageAnswered>().LastOrDefault(e => e.Person == person);

    /// <summary>SMS replies that nobody has answered for since, newest first: the officer rings, and records what was meant.</summary>
    public IEnumerable<OpenReply> OpenReplies => !State.IsPaging ? [] :
        Emergency.Events.Reverse().Select(happened => happened.Event).OfType<ReplyUnclear>()
            .Where(reply => !AnsweredSince(reply)).DistinctBy(reply => (reply.Person, reply.Code)).Select(Shown).OfType<OpenReply>();

    /// <summary>Who may stand down and declare, by name: whoever may not knows whom to ask.</summary>
    public IEnumerable<string> Commanders =>
        Book.Town.PostsInOrder.Where(post => Book.Town.HolderOf(post.Id) is { } holder && Authority.MayCommand(new Actor.Staff(holder), Book.Town))
            .Select(post => $"{post.Title.In(W.Language)} {Person(Book.Town.HolderOf(post.Id)!.Value)}");

    private bool AnsweredSince(ReplyUnclear reply) =>
        Emergency.Events.SkipWhile(h => !Equals(h.Event, reply)).Select(h => h.Event).OfType<PageAnswered>().Any(answer => answer.Person == (reply.Person ?? State.FindCode(reply.Code)?.Page.Person));

    private OpenReply? Shown(ReplyUnclear reply) => State.FindCode(reply.Code) is var (round, seat, page)
        ? new($"{round.Number}/{seat.Number}", reply.Person ?? page.Person, reply.Person is { } person ? Person(person) : reply.From ?? W["story.erased"], reply.Words ?? W["story.erased"], reply.Method is not null)
        : null;

    private string Arriving(Round round, Seat seat, PersonId person)
    {
        if (Emergency.Events.Select(h => (h.Stamp, Answer: h.Event as PageAnswered)).LastOrDefault(h => h.Answer is { Reply: Reply.Coming } a && a.Person == person && a.Round == round.Number && a.Seat == seat.Number) is not { Answer: { } said, Stamp: var stamp })
            return Person(person);
        var via = W[$"board.via.{said.By.ToString().ToLowerInvariant()}"];
        var who = said.StandsIn is true ? W["board.stands-in", Person(person), Post(seat.Post)] : Person(person);
        return said.InMinutes is { } minutes ? W["board.coming.at", who, At(stamp.RecordedAt + Duration.FromMinutes(minutes)), via] : W["board.coming.by", who, via];
    }

    private string Nth(int n) => W.IsChinese ? $"{n}" : n + (n switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" }); // a step has at most ten

    private string GroupName(Round round) => Book.Arrangements.Groups.TryGetValue(round.Group, out var group) ? group.Name.In(W.Language) : W["board.group.command"];
}
