using Answerable.Deadlines;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>A written order from outside the town to tell the complainant later (safeguards A18).</summary>
/// <param name="From">The office that ordered it: never the one that opens.</param>
/// <param name="Until">At most 90 days from now.</param>
public sealed record DelayOrder(OfficeId From, string Document, LocalDate Until);

/// <summary>
/// Opens the sealed identity for one of four purposes. It is recorded with the name of whoever opens it, and the complainant sees it.
/// </summary>
/// <param name="Law">For an ordered disclosure: the law, by article.</param>
/// <param name="Document">For an ordered disclosure: number of the order.</param>
public sealed record OpenIdentity(Purpose Purpose, string? Law = null, string? Document = null, DelayOrder? Delay = null) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Seen(grievance, context)
        ?? (grievance.IsErased ? Refuse("erased")
            : grievance.Openness == Openness.Anonymous || grievance.IsSealed ? Refuse("nothing-to-open")
            : FaultOf(Purpose, Law, Document, grievance, context)
                ?? (Delay is not null && !IsLawful(Delay, grievance, context) ? RefuseOnRecord("delay-not-ordered")
                    : Record(new IdentityOpened(Purpose, Law, Document, Delay?.From, Delay?.Document, ToldFrom(context)))));

    /// <summary>What holds for every opening of something that may say who filed. Null: go on.</summary>
    internal static Decision? FaultOf(Purpose purpose, string? law, string? document, Grievance grievance, Context context) =>
        !Enum.IsDefined(purpose) ? Refuse("order-missing")
        : !Authority.MayOpen(context.Actor, grievance, context.Book.Town) ? RefuseOnRecord("confidential-from-unit")
        : !Written.IsLine(law, 200) || !Written.IsLine(document, 100) ? Refuse("order-missing")
        : purpose == Purpose.OrderedDisclosure && (string.IsNullOrWhiteSpace(law) || string.IsNullOrWhiteSpace(document)) ? Refuse("order-missing")
        : null;

    private Instant ToldFrom(Context context) =>
        Delay is null ? context.Now : context.Book.Zone.AtStartOfDay(Delay.Until).ToInstant();

    private static bool IsLawful(DelayOrder delay, Grievance grievance, Context context)
    {
        var latest = Clock.Start(context.Book.House, "opening-told", context.Now, context.Book.Calendar, context.Book.Zone).StrictDay;
        return !string.IsNullOrWhiteSpace(delay.Document) && Written.IsLine(delay.Document, 100)
            && delay.Until > context.Now.InZone(context.Book.Zone).Date && delay.Until <= latest
            && IsAbove(context.Book.Town, delay.From, grievance.Office);
    }

    private static bool IsAbove(Town town, OfficeId from, OfficeId office) => town.Above(office).Any(above => above.Id == from);
}

[Event("grievance.identity-opened", 1)]
public sealed record IdentityOpened(Purpose Purpose, string? Law, string? Document, OfficeId? DelayedBy, string? DelayDocument, Instant ToldFrom) : IEvent;
