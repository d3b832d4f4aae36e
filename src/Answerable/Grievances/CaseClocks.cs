using System.Collections.Immutable;
using Answerable.Deadlines;
using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Grievances;

/// <summary>Which periods of law, and which of our own, a step sets going. The law is the version the case began under; its rules are asked for by their role.</summary>
internal static class CaseClocks
{
    /// <summary>The periods that run from receipt, by what the office is and what was filed.</summary>
    public static ImmutableArray<ClockStart> OnReceipt(Context context, Grievance grievance, GrievanceKind kind, Office office)
    {
        var starts = ImmutableArray.CreateBuilder<ClockStart>();
        var law = LawOf(context, grievance);
        var first = First(law, office);
        if (first?.Covers(kind) is true)
            Add(starts, context, grievance, law, first.Id, office.Id);
        var answer = law.For(Role.Answer);
        if (answer is { Starts: Trigger.Received } && answer.Covers(kind))
            Add(starts, context, grievance, law, answer.Id, office.Id);
        // What no law gives a number of days (29 and 30 in China) would be forgotten without one.
        if (answer?.Covers(kind) is not true)
            Add(starts, context, grievance, context.Book.House, "own-rules-answer", office.Id);
        return starts.DrainToImmutable();
    }

    /// <summary>
    /// The first duty of an office after receipt. In China 22 for a 信访部门, 23 for any other organ; accusations are outside the fifteen days' notice
    /// (23¶4). A law may know no such difference.
    /// </summary>
    public static Rule? First(Rulebook law, Office office) => office.Role == OfficeRole.PetitionOffice && law.For(Role.Disposition) is { } disposition ? disposition : law.For(Role.Notice);

    /// <summary>The periods of the office that a matter is transferred to.</summary>
    public static ImmutableArray<ClockStart> OnTransfer(Context context, Grievance grievance, OfficeId to, LocalDate? feedbackBy)
    {
        var starts = ImmutableArray.CreateBuilder<ClockStart>();
        starts.AddRange(One(context, grievance, Role.TransferNotice, to));
        starts.AddRange(One(context, grievance, Role.Objection, to));
        if (feedbackBy is { } day && LawOf(context, grievance).For(Role.Feedback) is { } feedback)
            Add(starts, context, grievance, LawOf(context, grievance), feedback.Id, to, until: day);
        return starts.DrainToImmutable();
    }

    /// <summary>The time for the answer, where it counts from acceptance; where it counts from receipt it runs already.</summary>
    public static ImmutableArray<ClockStart> OnAcceptance(Context context, Grievance grievance, Instant at, Trigger? because = null) =>
        LawOf(context, grievance).For(Role.Answer) is { Starts: Trigger.Accepted or Trigger.Acknowledged } ? One(context, grievance, Role.Answer, grievance.Office, at, because) : [];

    /// <summary>The clock of the rule that plays a part in this case's law; none where the law has no such rule, or not for this kind of matter.</summary>
    public static ImmutableArray<ClockStart> One(Context context, Grievance grievance, Role role, OfficeId owes, Instant? at = null, Trigger? because = null) =>
        LawOf(context, grievance) is var law && law.For(role) is { } rule && rule.Covers(grievance.FiledAs) ? One(context, grievance, law, rule.Id, owes, at, because) : [];
    /// <summary>A written answer to a supervision or a proposal is due by a day that the petition office sets (our rule).</summary>
    public static ImmutableArray<ClockStart> Answer(Context context, Grievance grievance, OfficeId of, LocalDate by) =>
        One(context, grievance, context.Book.House, "supervision-answer", of, context.Now, until: by);

    public static ImmutableArray<ClockStart> One(
        Context context, Grievance grievance, Rulebook book, string rule, OfficeId owes, Instant? at = null, Trigger? because = null, LocalDate? until = null)
    {
        var starts = ImmutableArray.CreateBuilder<ClockStart>(1);
        Add(starts, context, grievance, book, rule, owes, at, because, until);
        return starts.DrainToImmutable();
    }

    /// <summary>A period whose last day whoever asks for it sets.</summary>
    public static ImmutableArray<ClockStart> Until(Context context, Grievance grievance, Role role, OfficeId owes, LocalDate day) =>
        LawOf(context, grievance) is var law && law.For(role) is { } rule ? One(context, grievance, law, rule.Id, owes, context.Now, until: day) : [];

    /// <summary>Where there is nothing to count, a claim counts as accepted from the last day of its notice (safeguards B3).</summary>
    public static Instant? AcceptanceAt(ImmutableArray<ClockStart> starts) =>
        starts.FirstOrDefault(start => Rulebooks.RoleOf(start.Clock.Rule) is Role.Disposition or Role.Notice or Role.TransferNotice)?.Clock.StrictDueAt;

    public static Rulebook LawOf(Context context, Grievance grievance) => context.Book.LawOf(grievance.Under);

    private static void Add(
        ImmutableArray<ClockStart>.Builder starts, Context context, Grievance grievance, Rulebook book, string rule, OfficeId owes,
        Instant? at = null, Trigger? because = null, LocalDate? until = null)
    {
        if (book.Has(rule))
            starts.Add(new(grievance.FreshKey(rule), owes, Clock.Start(book, rule, at ?? context.OccurredAt, context.Book.Calendar, context.Book.Zone, because, until)));
    }
}
