using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>Writes down which number the matter has in another system, and by when that one wants its answer. Said again, the day is the new one. No clock moves.</summary>
public sealed record NumberOutside(OuterNumber Outer) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        OuterNumbers.FaultOf(grievance, context)
        ?? (!Outer.IsSound || Outer.IsAnswered ? Refuse("outer-number-invalid")
            : grievance.Find(Outer.System, Outer.Number) is not { } known ? grievance.Outer.Length >= OuterNumber.Most ? Refuse("outer-too-many") : Record(new OuterNumbered(Outer))
            : known == Outer || (known.IsAnswered && known.Due == Outer.Due) ? Nothing
            : Record(new OuterNumbered(Outer)));
}

[Event("grievance.outer-numbered", 1)]
public sealed record OuterNumbered(OuterNumber Outer) : IEvent;

/// <summary>The answer has been entered in the other system.</summary>
public sealed record AnswerOutside(OuterSystem System, string Number) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        OuterNumbers.FaultOf(grievance, context)
        ?? (grievance.Find(System, Number) is not { } known ? Refuse("outer-number-unknown") : known.IsAnswered ? Nothing : Record(new OuterAnswered(System, Number)));
}

[Event("grievance.outer-answered", 1)]
public sealed record OuterAnswered(OuterSystem System, string Number) : IEvent;

/// <summary>The number was written down for the wrong matter, or wrongly.</summary>
public sealed record StrikeOutside(OuterSystem System, string Number) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        OuterNumbers.FaultOf(grievance, context)
        ?? (grievance.Find(System, Number) is null ? Refuse("outer-number-unknown") : Record(new OuterStruck(System, Number)));
}

[Event("grievance.outer-struck", 1)]
public sealed record OuterStruck(OuterSystem System, string Number) : IEvent;

internal static class OuterNumbers
{
    /// <summary>Whoever may see it; also of a closed matter, which the other system may still ask about. Null: go on.</summary>
    public static Decision? FaultOf(Grievance grievance, Context context) =>
        Guard.Seen(grievance, context) ?? (grievance.IsErased ? Refuse("erased") : null);
}
