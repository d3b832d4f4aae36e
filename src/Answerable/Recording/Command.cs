using System.Collections.Immutable;

namespace Answerable.Recording;

/// <summary>What someone wants. Pure data; the rules are in <see cref="ICommand{TState}.Decide"/>.</summary>
public interface ICommand;

/// <summary>A wish about one stream whose state is <typeparamref name="TState"/>.</summary>
public interface ICommand<in TState> : ICommand
{
    Decision Decide(TState state, Context context);
}

/// <summary>A fact. Its type carries an <see cref="EventAttribute"/>; its public properties are its fields.</summary>
public interface IEvent;

/// <summary>With this event the key of its stream is destroyed: every personal field of the stream reads as null from then on.</summary>
public interface IErasure : IEvent;

/// <summary>
/// An event as it was stored before its present version. It is never written any more; it is read by turning it into the next version,
/// purely, until the present one is reached.
/// </summary>
public interface IEarlierEvent : IEvent
{
    IEvent Upcast();
}

/// <summary>The stable name and version under which an event is stored: <c>grievance.lodged</c>, 1.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EventAttribute(string name, int version) : Attribute
{
    public string Name { get; } = name;
    public int Version { get; } = version;
}

/// <summary>
/// Marks an event's property as personal: stored under the stream's own key and gone when that key is destroyed.
/// Its type must be nullable: after erasure, and while a decision is made, it reads as null. No state may depend on it.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class PersonalAttribute : Attribute;

/// <summary>When, by whom and as which step of its stream an event was recorded.</summary>
/// <param name="Version">Position in its stream, from 1.</param>
/// <param name="OccurredAt">When it happened in the world (a letter's arrival); never later than <paramref name="RecordedAt"/>.</param>
public sealed record Stamp(long Version, Instant OccurredAt, Instant RecordedAt, ActorId By);

/// <summary>An event with its stamp.</summary>
public sealed record Happened(IEvent Event, Stamp Stamp);

/// <summary>What a decision comes to: facts to record, or a refusal with a stable code.</summary>
public abstract record Decision
{
    private Decision() { }

    public sealed record Recorded(ImmutableArray<IEvent> Events) : Decision;

    /// <param name="Code">Stable, kebab-case, documented in docs/refusals.md and translated for the person refused.</param>
    /// <param name="OnRecord">The refusal may be contested, so the fact that it was given is itself recorded.</param>
    public sealed record Refused(string Code, bool OnRecord = false) : Decision
    {
        /// <summary>What the sentence shown to the person needs besides its code (a limit, an address).</summary>
        public ImmutableSortedDictionary<string, string> Details { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
    }

    public static Decision Record(params ReadOnlySpan<IEvent> events) => new Recorded([.. events]);
    public static Decision Refuse(string code) => new Refused(code);
    public static Decision RefuseOnRecord(string code) => new Refused(code, OnRecord: true);

    /// <summary>Nothing to do and nothing wrong: the wish was already fulfilled.</summary>
    public static Decision Nothing { get; } = new Recorded([]);
}

/// <summary>A refusal that its receiver may contest, kept in the stream it concerned.</summary>
[Event("record.refused", 1)]
public sealed record RefusalGiven(string Code, string Command) : IEvent;

/// <summary>Staff wrote a sentence that a rights rule matches. It is kept as written; that it matched is on the record (safeguards A1).</summary>
/// <param name="Rule">Id of the rule in rights.yaml.</param>
/// <param name="Field">Where in the command the sentence stood: <c>Reason</c>.</param>
[Event("record.words-marked", 1)]
public sealed record WordsMarked(string Rule, string Field) : IEvent;
