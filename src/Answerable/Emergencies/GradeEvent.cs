using Answerable.Offices;
using Answerable.Recording;
using Answerable.Reports;
using static Answerable.Recording.Decision;

namespace Answerable.Emergencies;

/// <summary>
/// Grades the event by national standards. For accidents with figures the grade is computed (国务院令第493号 Art. 3) and nobody may
/// enter another. Duties to report that begin at the new grade start their clocks from when the office came to know of it.
/// </summary>
/// <param name="Standard">Where there are no figures: the standard and who decided.</param>
public sealed record GradeEvent(EventGrade Grade, Figures? Figures, string? Standard) : ICommand<Emergency>
{
    public Decision Decide(Emergency emergency, Context context) =>
        !emergency.IsOpen ? Refuse("not-open")
        : !Authority.MayRunDesk(context.Actor, context.Book.Town) ? Refuse("not-allowed")
        : !Enum.IsDefined(Grade) ? Refuse("kind-unknown")
        : Figures is { AreValid: false } ? Refuse("figures-invalid")
        : IsComputed(emergency) && Grading.OfAccident(Figures!) != Grade ? Refuse("grade-not-by-standard")
        : !IsComputed(emergency) && string.IsNullOrWhiteSpace(Standard) ? Refuse("standard-missing")
        : Record([
            new EventGraded(Grade, Figures, IsComputed(emergency) ? "cn-decree-493-3" : Standard!.Trim()),
            .. ReportClocks.First(context, emergency.EventKind, Grade, context.OccurredAt, emergency.Reports)]);

    private bool IsComputed(Emergency emergency) => emergency.EventKind == EventKind.Accident && Figures is not null;
}
