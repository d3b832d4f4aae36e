using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>How somebody who told it by word of mouth agreed to what was written down.</summary>
public enum Agreed
{
    /// <summary>Signed on paper.</summary>
    Signed,

    /// <summary>按指印: thumb-printed on paper.</summary>
    ThumbPrinted,

    /// <summary>Read back on the telephone, and confirmed.</summary>
    OnPhone,
}

/// <summary>
/// What was told by word of mouth is read back before it counts as said so (safeguards C1): signed or thumb-printed on the paper that is printed for
/// it, or confirmed on the telephone. It changes no clock: whoever leaves without signing has filed all the same.
/// </summary>
/// <param name="Reference">Number of the paper, or who confirmed and when. 1 to 100 characters.</param>
public sealed record ReadBack(Agreed How, string Reference) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Seen(grievance, context)
        ?? (grievance.IsErased ? Refuse("erased")
            : !IsOral(grievance) ? Refuse("not-told-orally")
            : grievance.ReadBack is not null ? Nothing
            : !Enum.IsDefined(How) || (How == Agreed.OnPhone) != (grievance.Channel == Channel.Call) ? Refuse("not-told-orally")
            : string.IsNullOrWhiteSpace(Reference) || !Written.IsLine(Reference, 100) ? Refuse("reference-missing")
            : Record(new ReadBackTo(How, Reference.Trim())));

    /// <summary>It came by a visit or a call.</summary>
    public static bool IsOral(Grievance grievance) => grievance.Channel is Channel.Visit or Channel.Call;
}

[Event("grievance.read-back", 1)]
public sealed record ReadBackTo(Agreed How, string Reference) : IEvent;

/// <summary>Somebody else did the writing or the walking (safeguards C7). Who that was is nobody's to keep.</summary>
public enum Helped
{
    /// <summary>代书: the complainant was there, and somebody wrote for them.</summary>
    Scribe,

    /// <summary>代办: somebody came in the complainant's place. They are given the number and no access code.</summary>
    Agent,
}

public sealed partial record Grievance
{
    public Agreed? ReadBack { get; init; }

    /// <summary>Null: nobody helped, or nobody said so.</summary>
    public Helped? Helped { get; init; }

    private Grievance WithOral(IEvent happened) => happened switch
    {
        Lodged { Helped: { } helped } => this with { Helped = helped, AwaitsFetch = helped == Grievances.Helped.Agent },
        ReadBackTo e => this with { ReadBack = e.How },
        _ => this,
    };
}
