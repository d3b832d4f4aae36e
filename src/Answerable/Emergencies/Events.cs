using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Emergencies;

/// <param name="What">A headline; it goes out by SMS, so no person is named in it.</param>
/// <param name="Grade">The first guess; null when nobody can say yet.</param>
/// <param name="Sign">Two digits by which people speak of it and with which every reply code of it begins.</param>
[Event("emergency.opened", 1)]
public sealed record EmergencyOpened(EventKind EventKind, string What, string Place, EventGrade? Grade, string Sign) : IEvent;

/// <param name="Posts">The seats, numbered from 1 in this order.</param>
[Event("emergency.round-called", 1)]
public sealed record RoundCalled(int Round, string Group, ImmutableArray<PostId> Posts, PagingPolicy Policy) : IEvent;

[Event("emergency.paged", 1)]
public sealed record Paged(
    int Round, int Seat, int Step, int Attempt, PageTarget Target, PersonId Person, string Code, ImmutableArray<PageMethod> Methods, Instant DueAt) : IEvent;

/// <summary>A step that could reach nobody; the next one began in the same moment.</summary>
[Event("emergency.step-skipped", 1)]
public sealed record StepSkipped(int Round, int Seat, int Step, SkipReason Why) : IEvent;

[Event("emergency.desk-alarmed", 1)]
public sealed record DeskAlarmed(int Round, int Seat, int Alarm) : IEvent;

/// <summary>A named officer has taken the alarm and now calls by hand.</summary>
[Event("emergency.desk-answered", 1)]
public sealed record DeskAnswered(int Round, int Seat, PersonId Officer) : IEvent;

public enum Reply { Coming, Unable }

/// <summary>How an answer reached the desk. All are equal.</summary>
public enum AnsweredBy { Link, Code, Call, Console }

/// <param name="Step">The step whose page was answered; -1 where the person had not been paged for the seat.</param>
/// <param name="InMinutes">When the person expects to be there.</param>
/// <param name="StandsIn">True: another than the holder of the post comes, or cannot come, in its place. Null in the holder's own answer, and in those recorded before this was asked.</param>
[Event("emergency.page-answered", 1)]
public sealed record PageAnswered(int Round, int Seat, int Step, PersonId Person, Reply Reply, AnsweredBy By, int? InMinutes, bool? StandsIn = null) : IEvent;

/// <summary>An SMS reply that answers nothing as it stands: no code, somebody else's code, or words that say neither yes nor no. The board shows it.</summary>
/// <param name="Number">From 1 in this emergency.</param>
/// <param name="Person">Whose number it came from; null: nobody's on record.</param>
/// <param name="Code">The page it is about.</param>
/// <param name="Method">By which they are asked again; null: nobody is asked, the desk rings.</param>
/// <param name="From">The number, where it is nobody's on record.</param>
[Event("emergency.reply-unclear", 1)]
public sealed record ReplyUnclear(int Number, PersonId? Person, string Code, string? Method, [property: Personal] string? From, [property: Personal] string? Words) : IEvent;

/// <summary>What became of one sending.</summary>
[Event("emergency.page-reported", 1)]
public sealed record PageReported(string Key, DeliveryOutcome Outcome, string? Detail) : IEvent;

/// <param name="Standard">What the grade rests on: <c>cn-decree-493-3</c> when computed from figures, else the words of whoever decided.</param>
[Event("emergency.graded", 1)]
public sealed record EventGraded(EventGrade Grade, Figures? Figures, string Standard) : IEvent;

/// <summary>先期处置: what the township does on its own, before and without any declaration.</summary>
[Event("emergency.first-response-begun", 1)]
public sealed record FirstResponseBegun(string Measures) : IEvent;

/// <summary>What 突发事件应对法 72¶2 asks an activation to state, and who had power to declare it.</summary>
/// <param name="Level">1 (highest) to 4, of the plan (71¶3).</param>
/// <param name="Authority">The plan's clause or the document the power rests on.</param>
[Event("emergency.response-activated", 1)]
public sealed record ResponseActivated(int Level, string Matters, int ExpectedHours, string Measures, OfficeId DeclaredBy, PersonId? Declarer, string Authority) : IEvent;

[Event("emergency.logged", 1)]
public sealed record Logged([property: Personal] string? Entry) : IEvent;

[Event("emergency.stood-down", 1)]
public sealed record StoodDown(string Reason) : IEvent;

public enum CloseReason { Ended, FalseAlarm }

[Event("emergency.closed", 1)]
public sealed record EmergencyClosed(CloseReason Reason) : IEvent;
