using System.Collections.Immutable;
using Answerable.Emergencies;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Reports;
using Answerable.Server.Shell;
using Answerable.Storage.Reading;
using NodaTime;

namespace Answerable.Server.Emergencies;

/// <summary>One emergency as the board shows it: the event, its time and its reports. Its people are in the other half.</summary>
public sealed partial record BoardModel(History<Emergency> Emergency, Book Book, Instant Now, Words W)
{
    /// <summary>Everybody's telephone numbers. Empty unless the reader may run the desk.</summary>
    public IReadOnlyDictionary<PersonId, ImmutableArray<string>> Telephones { get; init; } = ImmutableDictionary<PersonId, ImmutableArray<string>>.Empty;

    /// <summary>The other emergencies that are open.</summary>
    public IReadOnlyList<BoardModel> Others { get; init; } = [];

    public Emergency State => Emergency.State;
    public string Id => Emergency.Stream.Pseudonym;
    public string Href => $"/desk/emergencies/{Id}";
    public bool IsRinging => State.IsPaging && Unanswered > 0;
    public Duration Open => Now - (State.OpenedAt ?? Now);

    /// <summary>Posts for which every step is used up and the desk rings.</summary>
    public int Unanswered => State.Seats.Count(at => at.Seat.Desk == DeskAlarm.Ringing);

    /// <summary>How many have not answered; "nobody" only where nobody has.</summary>
    public string AlarmWords => Unanswered == State.Seats.Count() ? W["board.alarm.nobody"] : W["board.alarm", Unanswered, State.Seats.Count()];

    public ReportClock? NextReport => State.Reports.NextDue;

    /// <summary>What is left of its time; null where none is owed or it is owed at once.</summary>
    public Duration? Left => NextReport?.DueAt is { } due ? due - Now : null;

    public string NextFigure => (NextReport, Left) switch
    {
        (null, _) => "—",
        (_, null) => W["report.at-once"],
        (_, { } left) => left < Duration.Zero ? W["board.over", Ago(-left)] : Ago(left),
    };

    public string NextWords => NextReport is not { } clock ? W["board.figure.report.none"]
        : clock.DueAt is { } due ? W["board.figure.report", clock.Rule.Duty.In(W.Language), At(due)]
        : W["board.figure.report.at-once", clock.Rule.Duty.In(W.Language)];

    public string At(Instant at) => $"{at.InZone(Book.Town.TimeZone):HH:mm}";

    public string Moment(Instant at) => W.Moment(at.InZone(Book.Town.TimeZone).LocalDateTime);

    public string Ago(Duration span) => span.TotalHours >= 1 ? W["board.hours", (int)span.TotalHours, span.Minutes] : W["board.minutes", Math.Max(0, (int)span.TotalMinutes)];

    public static string Kebab(string name) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}
