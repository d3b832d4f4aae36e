using System.Collections.Immutable;
using Answerable.Deadlines;
using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Grievances;

/// <summary>Which periods of law, and which of our own, a step sets going.</summary>
internal static class CaseClocks
{
    /// <summary>The periods that run from receipt, by what the office is (22, 23) and what was filed (23¶4, 29–31).</summary>
    public static ImmutableArray<ClockStart> OnReceipt(Context context, Grievance grievance, GrievanceKind kind, Office office)
    {
        var starts = ImmutableArray.CreateBuilder<ClockStart>();
        // 信访部门: Art. 22. Any other organ: 23; accusations are outside the fifteen days' notice (23¶4).
        if (office.Role == OfficeRole.PetitionOffice)
            Add(starts, context, grievance, context.Book.Rulebook, "disposition", office.Id);
        else if (kind != GrievanceKind.Accusation)
            Add(starts, context, grievance, context.Book.Rulebook, "notice", office.Id);
        // Art. 29 and 30 name no number of days; without one a matter would be forgotten.
        if (kind != GrievanceKind.Claim)
            Add(starts, context, grievance, context.Book.House, "own-rules-answer", office.Id);
        return starts.DrainToImmutable();
    }

    /// <summary>The periods of the organ that a matter is transferred to (23¶3).</summary>
    public static ImmutableArray<ClockStart> OnTransfer(Context context, Grievance grievance, OfficeId to, LocalDate? feedbackBy)
    {
        var starts = ImmutableArray.CreateBuilder<ClockStart>();
        if (grievance.FiledAs != GrievanceKind.Accusation)
            Add(starts, context, grievance, context.Book.Rulebook, "notice-after-transfer", to);
        Add(starts, context, grievance, context.Book.Rulebook, "objection", to);
        if (feedbackBy is { } day)
            Add(starts, context, grievance, context.Book.Rulebook, "feedback", to, until: day);
        return starts.DrainToImmutable();
    }

    /// <summary>A result is asked back from the office it lies with, by a day that the asker sets.</summary>
    public static ImmutableArray<ClockStart> Feedback(Context context, Grievance grievance, LocalDate by)
    {
        var starts = ImmutableArray.CreateBuilder<ClockStart>(1);
        Add(starts, context, grievance, context.Book.Rulebook, "feedback", grievance.Office, context.Now, until: by);
        return starts.DrainToImmutable();
    }

    /// <summary>A written answer to a supervision or a proposal is due by a day that the petition office sets (our rule).</summary>
    public static ImmutableArray<ClockStart> Answer(Context context, Grievance grievance, OfficeId of, LocalDate by)
    {
        var starts = ImmutableArray.CreateBuilder<ClockStart>(1);
        Add(starts, context, grievance, context.Book.House, "supervision-answer", of, context.Now, until: by);
        return starts.DrainToImmutable();
    }

    public static ImmutableArray<ClockStart> One(
        Context context, Grievance grievance, Rulebook book, string rule, OfficeId owes, Instant? at = null, Trigger? because = null)
    {
        var starts = ImmutableArray.CreateBuilder<ClockStart>(1);
        Add(starts, context, grievance, book, rule, owes, at, because);
        return starts.DrainToImmutable();
    }

    /// <summary>Where there is nothing to count, a claim counts as accepted from the last day of its notice (safeguards B3).</summary>
    public static Instant? AcceptanceAt(ImmutableArray<ClockStart> starts) =>
        starts.FirstOrDefault(start => start.Clock.Rule.Rule is "disposition" or "notice" or "notice-after-transfer")?.Clock.StrictDueAt;

    private static void Add(
        ImmutableArray<ClockStart>.Builder starts, Context context, Grievance grievance, Rulebook book, string rule, OfficeId owes,
        Instant? at = null, Trigger? because = null, LocalDate? until = null)
    {
        if (book.Has(rule))
            starts.Add(new(grievance.FreshKey(rule), owes, Clock.Start(book, rule, at ?? context.OccurredAt, context.Book.Calendar, context.Book.Zone, because, until)));
    }
}
