using System.Text.Json.Serialization;
using Answerable.Deadlines;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>What a complainant asked of the office above because the one below is late.</summary>
/// <param name="Late">Key of the clock that was missed.</param>
/// <param name="IsOpen">The office above has not said yet what it does.</param>
public sealed record AskedHigher(OfficeId To, string Late, bool IsOpen);

/// <summary>
/// The office is late, and the complainant brings the matter to the next higher one: the bar of 19¶3 holds only within the time that the law gives. The
/// higher office takes it over or hurries the lower one, within five working days (our rule).
/// </summary>
public sealed record AskHigher(string? Reason = null) : ICommand<Grievance>
{
    /// <summary>The office that can be turned to now; null where none is late, or that was asked already, or nobody stands above.</summary>
    public static OfficeId? To(Grievance grievance, Town town) =>
        grievance is { Late: { } late, Higher: null or { IsOpen: false } } ? Routing.NextAbove(town, late.Owes) : null;

    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Complainant(grievance, context) ?? Guard.Alive(grievance)
        ?? (grievance.Late is not { } late ? Refuse("not-late")
            : grievance.Higher is { IsOpen: true } ? Refuse("higher-asked")
            : Reason is not null && !Written.IsText(Reason, 5_000) ? Refuse("words-missing")
            : Routing.NextAbove(context.Book.Town, late.Owes) is not { } to ? Refuse("no-office-above")
            : Record(new HigherAsked(to, late.Key, CaseClocks.One(context, grievance, context.Book.House, "higher-answer", to, context.Now), Reason)));
}

/// <summary>
/// The higher office handles the matter itself from now on, within thirty days (our rule). The lateness stays with the office that was late, and
/// a review of what is decided now goes one office higher still. Only before an answer: a late review is hurried, or an instance would be lost.
/// </summary>
/// <param name="Reason">Told to the complainant; 1 to 5,000 characters.</param>
public sealed record TakeOver(string Reason) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Higher.Fault(grievance, context, out var asked)
        ?? (grievance.Outcome is not null || grievance.Review is not null ? Refuse("already-answered")
            : grievance.IsSealed ? Refuse("sealed-hurry-only") // readable with the key of the office it lies with alone
            : !Written.IsText(Reason, 5_000) ? Refuse("reason-missing")
            : Record(new TakenOver(grievance.Office, asked.To, CaseClocks.One(context, grievance, context.Book.House, "taken-over", asked.To, context.Now), grievance.KeysOf("higher-answer"), Reason)));
}

/// <summary>The higher office tells the late one to act, and to report by a day it sets.</summary>
/// <param name="Until">From today on; at most thirty days off, as when it had taken the matter over.</param>
/// <param name="Reason">What is to be done; told to the complainant too. 1 to 5,000 characters.</param>
public sealed record HurryLower(LocalDate Until, string Reason) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Higher.Fault(grievance, context, out var asked)
        ?? (!Written.IsText(Reason, 5_000) ? Refuse("reason-missing")
            : Until < context.Now.InZone(context.Book.Zone).Date ? Refuse("day-in-the-past")
            : Until > Clock.Start(context.Book.House, "taken-over", context.Now, context.Book.Calendar, context.Book.Zone).StrictDay ? Refuse("day-too-far")
            : Record(new LowerHurried(asked.To, Late(grievance, asked), CaseClocks.Until(context, grievance, Role.Feedback, Late(grievance, asked), Until), grievance.KeysOf("higher-answer"), Reason)));

    private static OfficeId Late(Grievance grievance, AskedHigher asked) => grievance.Find(asked.Late)!.Owes;
}

internal static class Higher
{
    public static Decision? Fault(Grievance grievance, Context context, out AskedHigher asked)
    {
        asked = grievance.Higher!;
        return Guard.Seen(grievance, context)
            ?? (asked is not { IsOpen: true } ? Refuse("higher-not-asked")
                : !Authority.MayAnswerForHigher(context.Actor, grievance, context.Book.Town) ? Refuse("not-allowed")
                : Guard.Alive(grievance));
    }
}

[Event("grievance.higher-asked", 1)]
public sealed record HigherAsked(OfficeId To, string Late, ImmutableArray<ClockStart> Starts, [property: Personal] string? Reason) : IClockEvent
{
    [JsonIgnore]
    public ImmutableArray<string> Meets => [];
}

[Event("grievance.taken-over", 1)]
public sealed record TakenOver(OfficeId From, OfficeId To, ImmutableArray<ClockStart> Starts, ImmutableArray<string> Meets, [property: Personal] string? Reason) : IClockEvent;

/// <param name="By">The office above.</param>
/// <param name="Of">The office that is late.</param>
[Event("grievance.lower-hurried", 1)]
public sealed record LowerHurried(OfficeId By, OfficeId Of, ImmutableArray<ClockStart> Starts, ImmutableArray<string> Meets, [property: Personal] string? Reason) : IClockEvent;
