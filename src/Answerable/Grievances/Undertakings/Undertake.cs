using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Answerable.Deadlines;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>What an office promised to do, and by when.</summary>
/// <param name="Key">Of its clock.</param>
/// <param name="Owner">The unit that does it; null: the office names nobody.</param>
/// <param name="Made">Version of the event with its words.</param>
/// <param name="Done">Version of the event that says what was done; null while nothing does.</param>
public sealed record Undertaking(string Key, UnitId? Owner, long Made, long? Done = null)
{
    internal const string Rule = "undertaking";
}

/// <summary>
/// Promises something in or after an answer, by a day (our rule: 承诺事项). It is tracked after the matter is closed, and its complainant is told
/// whether it was kept. Its day is never moved: what comes later is late. It asks nothing of the complainant (safeguards A10).
/// </summary>
/// <param name="Words">What is done, where; 1 to 2,000 characters, read by the complainant.</param>
/// <param name="DoneBy">From today on, within five years.</param>
public sealed record Undertake(string Words, LocalDate DoneBy, UnitId? Owner = null) : ICommand<Grievance>
{
    public const int LongestYears = 5;

    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Seen(grievance, context)
        ?? (!May(context.Actor, grievance, context.Book.Town) ? Refuse("not-allowed")
            : grievance.Outcome is null ? Refuse("not-answered")
            : grievance.IsSealed ? Refuse("sealed-stays-above")
            : grievance.IsErased ? Refuse("erased")
            : !Written.IsText(Words, 2_000) ? Refuse("undertaking-missing")
            : Owner is { } unit && context.Book.Town.Find(unit)?.Office != grievance.Office ? Refuse("unit-unknown")
            : FaultOf(DoneBy, context) ?? Agreement.FaultOf(Words) ?? Record(Event(grievance, context, Words, DoneBy, Owner)));

    /// <summary>Who may promise for the office: those who handle the matter, dispose of it or lead there.</summary>
    public static bool May(Actor actor, Grievance grievance, Town town) =>
        Authority.MayHandle(actor, grievance, town) || Authority.MayDispose(actor, grievance, town) || Authority.MaySign(actor, grievance, town);

    internal static Decision? FaultOf(LocalDate day, Context context)
    {
        var today = context.Now.InZone(context.Book.Zone).Date;
        return day < today ? Refuse("day-in-the-past") : day > today.PlusYears(LongestYears) ? Refuse("day-too-far") : null;
    }

    internal static UndertakingMade Event(Grievance grievance, Context context, string words, LocalDate by, UnitId? owner) =>
        new(owner, CaseClocks.One(context, grievance, context.Book.House, Undertaking.Rule, grievance.Office, context.Now, until: by), words);
}

/// <summary>Says in writing what was done and what shows it. The complainant reads it, and may say that it is not so.</summary>
/// <param name="Words">1 to 5,000 characters.</param>
public sealed record KeepUndertaking(string Key, string Words) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Read(grievance, context)
        ?? (grievance.Undertakings.FirstOrDefault(one => one.Key == Key) is not { Done: null } ? Refuse("no-undertaking")
            : !May(context.Actor, Key, grievance, context.Book.Town) ? Refuse("not-allowed")
            : !Written.IsText(Words, 5_000) ? Refuse("words-missing")
            : Agreement.FaultOf(Words) ?? Record(new UndertakingKept(Key, [Key], Words)));

    /// <summary>The promise stays with the office that made it, wherever the matter went since.</summary>
    public static bool May(Actor actor, string key, Grievance grievance, Town town) =>
        grievance.Find(key) is { Owes: var owes } && (owes == grievance.Office ? Undertake.May(actor, grievance, town) : Authority.SpeaksFor(actor, owes, grievance, town));
}

[Event("grievance.undertaking-made", 1)]
public sealed record UndertakingMade(UnitId? Owner, ImmutableArray<ClockStart> Starts, [property: Personal] string? Words) : IClockEvent
{
    [JsonIgnore]
    public ImmutableArray<string> Meets => [];
}

/// <param name="Meets">The clock of the undertaking.</param>
[Event("grievance.undertaking-kept", 1)]
public sealed record UndertakingKept(string Key, ImmutableArray<string> Meets, [property: Personal] string? Words) : IClockEvent
{
    [JsonIgnore]
    public ImmutableArray<ClockStart> Starts => [];
}

public sealed partial record Grievance
{
    public ImmutableArray<Undertaking> Undertakings { get; init; } = [];

    private Grievance WithUndertakings(IEvent happened, Stamp stamp) => happened switch
    {
        UndertakingMade e => (e.Starts.FirstOrDefault() is { } start ? FollowedBy(start.Owes) : this) with { Undertakings = [.. Undertakings, .. e.Starts.Select(one => new Undertaking(one.Key, e.Owner, stamp.Version))] },
        UndertakingKept e => this with { Undertakings = [.. Undertakings.Select(one => one.Key == e.Key ? one with { Done = stamp.Version } : one)] },
        _ => this,
    };

    // Kept or missed, whoever was promised something hears of it.
    private IEnumerable<Delivery> OfUndertaking(IEvent happened, Stamp stamp) => happened switch
    {
        UndertakingMade => ToComplainant(stamp, "undertaking-made"),
        UndertakingKept => ToComplainant(stamp, "undertaking-kept"),
        DeadlineMissed e when Undertakings.Any(one => one.Key == e.Key) => ToComplainant(stamp, "undertaking-missed"),
        _ => [],
    };
}
