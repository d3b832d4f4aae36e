using Answerable.Offices;

namespace Answerable.Duty;

/// <summary>The two posts of a Chinese duty room: 带班领导 and 值班员.</summary>
public enum DutyPost { Leader, Officer }

/// <summary>People taking turns, one day each, from <paramref name="From"/> on and until a later rotation of the same post begins.</summary>
/// <param name="ChangeAt">Local time of the hand-over: a turn runs from here to the same time of the next day.</param>
public sealed record Rotation(DutyPost Post, LocalDate From, LocalTime ChangeAt, ImmutableArray<PersonId> People);

/// <summary>Somebody stands in for the rotation from <paramref name="Start"/> (inclusive) to <paramref name="End"/> (exclusive).</summary>
public sealed record Override(DutyPost Post, Instant Start, Instant End, PersonId Person, string Reason);

/// <summary>One person's stretch of duty as arranged.</summary>
public readonly record struct Turn(PersonId Person, Instant Start, Instant End);
