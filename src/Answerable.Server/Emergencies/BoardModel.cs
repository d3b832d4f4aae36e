using Answerable.Emergencies;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Reports;
using Answerable.Server.Shell;
using Answerable.Storage.Reading;
using NodaTime;

namespace Answerable.Server.Emergencies;

/// <summary>Where a seat stands, in one word.</summary>
public enum Standing { Coming, Calling, Ringing, Taken, CalledOff }

/// <summary>One emergency as the board shows it.</summary>
public sealed record BoardModel(History<Emergency> Emergency, Book Book, Instant Now, Words W)
{
    public Emergency State => Emergency.State;
    public string Id => Emergency.Stream.Pseudonym;
    public string Href => $"/desk/emergencies/{Id}";
    public bool IsRinging => State.IsPaging && State.Seats.Any(at => at.Seat.Desk == DeskAlarm.Ringing);
    public Duration Open => Now - (State.OpenedAt ?? Now);

    public IEnumerable<IGrouping<string, (Round Round, Seat Seat)>> Rounds =>
        State.Seats.GroupBy(at => at.Round.Number > 1 ? $"{GroupName(at.Round)} · {at.Round.Number}" : GroupName(at.Round));

    public Standing StandingOf(Seat seat) =>
        seat.IsReached ? Standing.Coming
        : !State.IsPaging ? Standing.CalledOff
        : seat.Desk == DeskAlarm.Ringing ? Standing.Ringing
        : seat.Desk == DeskAlarm.Answered ? Standing.Taken
        : Standing.Calling;

    public string Post(PostId post) => Book.Town.Find(post)?.Title.In(W.Language) ?? post.Value;

    public string Person(PersonId person) => Book.Town.Find(person)?.Name ?? person.Value;

    public string Who(ActorId actor) => actor.Value.StartsWith("staff.", StringComparison.Ordinal) ? Person(new(actor.Value[6..])) : W[$"board.by.{(actor.Value is "clock" or "engine" ? actor.Value : "other")}"];

    public string At(Instant at) => $"{at.InZone(Book.Town.TimeZone):HH:mm}";

    public string Moment(Instant at) => W.Moment(at.InZone(Book.Town.TimeZone).LocalDateTime);

    public string Ago(Duration span) => span.TotalHours >= 1 ? W["board.hours", (int)span.TotalHours, span.Minutes] : W["board.minutes", Math.Max(0, (int)span.TotalMinutes)];

    /// <summary>Who is called or coming for a seat, and since when.</summary>
    public string Detail(Seat seat) => StandingOf(seat) switch
    {
        Standing.Coming => string.Join(W["board.and"], seat.Coming.Select(person => Arriving(seat, person))),
        Standing.Calling when seat.Waiting is { } page => W["board.calling", Person(page.Person), page.Attempt, At(page.DueAt)],
        Standing.Ringing => W["board.ringing", string.Join(W["board.and"], seat.Pages.Select(page => Person(page.Person)).Distinct().DefaultIfEmpty(W["board.nobody"]))],
        Standing.Taken => W["board.taken"],
        Standing.CalledOff when seat.Pages.Any(page => !seat.Unable.Contains(page.Person)) => W["board.called-off", string.Join(W["board.and"], seat.Pages.Select(page => page.Person).Where(person => !seat.Unable.Contains(person)).Distinct().Select(Person))],
        _ => "",
    };

    /// <summary>What the seat could not do, in words; the board says it instead of leaving a gap.</summary>
    public IEnumerable<string> Skips(Seat seat) => seat.Skips.Select(skip => W[$"board.skip.{Kebab(skip.Why.ToString())}"]);

    /// <summary>How a page's sendings fared: the channel and the last that is known of it.</summary>
    public IEnumerable<(string Channel, string Outcome)> Sendings(Round round, Seat seat) => seat.Pages.Count == 0 ? [] :
        seat.Pages[^1].Methods.Select(method => (W[$"board.channel.{method.Channel}"],
            State.Outcomes.TryGetValue(new PageKey(round.Number, seat.Number, seat.Pages[^1].Step, seat.Pages[^1].Attempt).By(method), out var outcome)
                ? W[$"board.outcome.{outcome.ToString().ToLowerInvariant()}"] : W["board.outcome.waiting"]));

    public ReportClock? NextReport => State.Reports.NextDue;

    public static string Kebab(string name) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(name);

    private string Arriving(Seat seat, PersonId person) =>
        Emergency.Events.Select(h => (h.Stamp, Answer: h.Event as PageAnswered)).LastOrDefault(h => h.Answer is { Reply: Reply.Coming } a && a.Person == person && a.Seat == seat.Number) is { Answer: { } said, Stamp: var stamp }
            ? said.InMinutes is { } minutes
                ? W["board.coming.at", Person(person), At(stamp.RecordedAt + Duration.FromMinutes(minutes)), W[$"board.via.{said.By.ToString().ToLowerInvariant()}"]]
                : W["board.coming.by", Person(person), W[$"board.via.{said.By.ToString().ToLowerInvariant()}"]]
            : Person(person);

    private string GroupName(Round round) => Book.Arrangements.Groups.TryGetValue(round.Group, out var group) ? group.Name.In(W.Language) : W["board.group.command"];
}
