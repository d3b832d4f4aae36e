using System.Collections.Immutable;
using Answerable.Deadlines;
using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Grievances;

/// <summary>How to reach a complainant. Always personal; identity number, face and fingerprint are not fields (safeguards A9).</summary>
public sealed record Contact(string? Name = null, string? Phone = null, string? Email = null, string? Address = null)
{
    public bool IsEmpty => new[] { Name, Phone, Email, Address }.All(string.IsNullOrWhiteSpace);

    /// <summary>Whether each part is one short line, and the e-mail address could be one.</summary>
    public bool IsSound() =>
        Written.IsLine(Name, 100) && Written.IsLine(Phone, 40) && Written.IsLine(Address, 300)
        && Written.IsLine(Email, 254) && (Email is null || IsMailbox(Email));

    // A name, one @, and a domain of several parts. Whether it exists shows when it is written to.
    private static bool IsMailbox(string email) => email.Split('@') is [{ Length: > 0 }, var domain]
        && !email.Any(char.IsWhiteSpace) && domain.Split('.') is { Length: > 1 } parts && parts.All(part => part.Length > 0);
}

/// <summary>A stored file. Its name may be personal and stays in the vault.</summary>
/// <param name="Size">Bytes; at most 20 MB.</param>
/// <param name="Sha256">Of the stored bytes, in lower-case hexadecimal.</param>
public sealed record Attachment(string Id, string MediaType, long Size, string Sha256)
{
    public const int Most = 10;
    public const long LargestSize = 20 * 1024 * 1024;
}

/// <summary>Whose decision a claim disputes. It may go to that unit; the people who took the decision recuse themselves (28¶3).</summary>
public sealed record About(OfficeId? Office = null, UnitId? Unit = null, ImmutableArray<PersonId> DecidedBy = default)
{
    public ImmutableArray<PersonId> DecidedBy { get; init; } = DecidedBy.IsDefault ? [] : DecidedBy;
}

/// <summary>A clock that an event starts.</summary>
/// <param name="Key">Unique within the grievance: <c>close</c>, <c>notice-2</c>.</param>
/// <param name="Owes">The office that answers for it.</param>
public sealed record ClockStart(string Key, OfficeId Owes, Clock Clock);

public enum ClockStatus
{
    Running,

    /// <summary>Done in time.</summary>
    Kept,

    /// <summary>Done, and late.</summary>
    KeptLate,

    /// <summary>Late, and still not done.</summary>
    Missed,

    /// <summary>Ended because the law ends it: the matter left by another way.</summary>
    Ended,
}

/// <summary>A clock of this grievance and what became of it.</summary>
public sealed record CaseClock(string Key, OfficeId Owes, Clock Clock, ClockStatus Status, Instant? SettledAt = null)
{
    private const string StepMark = ".step";

    /// <summary>Each time a changed calendar moved it, oldest first.</summary>
    public ImmutableArray<ClockMove> Moves { get; init; } = [];

    /// <summary>Key of the clocks that bring a missed one higher, office by office.</summary>
    public static string StepOf(string missed) => missed + StepMark;

    public static string MissedBehind(string step) => step[..step.IndexOf(StepMark, StringComparison.Ordinal)];

    public bool IsStepOf(string missed) => Key.StartsWith(StepOf(missed), StringComparison.Ordinal);

    /// <summary>The part it plays in the course of the case; null for our own rules.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Role? Role => Rulebooks.RoleOf(Clock.Rule);

    /// <summary>Still owed by somebody, in time or not.</summary>
    public bool IsOpen => Status is ClockStatus.Running or ClockStatus.Missed;

    /// <summary>What a petition office asked about the matter is answered though the matter is closed, and what was promised is done; so are the offices above told of either.</summary>
    public bool OutlivesClosing => Key.StartsWith("supervision-answer", StringComparison.Ordinal) || Key.StartsWith(Undertaking.Rule, StringComparison.Ordinal);

    /// <summary>Its coming is an event of its own. A limit on objecting, and a right to ask, simply lapse.</summary>
    public bool Rings => Status == ClockStatus.Running && !Clock.IsPaused && Role != Deadlines.Role.Objection
        && (Clock.Owed == Owed.Office || Clock.Rule.Rule == "withdrawal-reversal");
}

/// <summary>One opening of the sealed identity, or of an original that may tell it, as the complainant sees it.</summary>
/// <param name="ToldFrom">Later than <paramref name="At"/> only under a written order from outside the town.</param>
/// <param name="Original">SHA-256 of the untouched original that was opened; null: the identity itself.</param>
public sealed record Opening(Instant At, ActorId By, Purpose Purpose, string? Law, string? Document, Instant ToldFrom, string? Original = null);

/// <summary>An extension that waits for approval.</summary>
public sealed record PendingExtension(string Key, int Length, PersonId By, Instant At);

/// <summary>A written opinion that waits for its signature; its words are in the event.</summary>
/// <param name="Version">Of the event.</param>
public sealed record DraftedOpinion(long Version, PersonId By, Outcome Outcome, string? DocumentNumber);

internal static class Written
{
    /// <summary>One line without control characters, of at most <paramref name="most"/> characters; null is fine.</summary>
    public static bool IsLine(string? words, int most) => words is null || (words.Length <= most && IsClean(words, breaks: false));

    /// <summary>Says something, in at most <paramref name="most"/> characters; lines may break.</summary>
    public static bool IsText([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? words, int most) =>
        !string.IsNullOrWhiteSpace(words) && words.Length <= most && IsClean(words, breaks: true);

    private static bool IsClean(ReadOnlySpan<char> words, bool breaks)
    {
        foreach (var c in words)
            if (char.IsControl(c) && !(breaks && c is ('\n' or '\r' or '\t')))
                return false;
        return true;
    }
}
