using System.Collections.Frozen;
using Answerable.Plans;

namespace Answerable.Recording;

/// <summary>A kind of stream, so that the registrar can decide and fold without knowing which kind it holds.</summary>
public abstract class Kind
{
    private static readonly FrozenDictionary<string, Kind> ByName = Find();

    public abstract string Name { get; }
    public static IEnumerable<Kind> All => ByName.Values;
    public static Kind Of(StreamId stream) => ByName[stream.Kind];

    public abstract object Initial { get; }
    public abstract object With(object state, IEvent happened, Stamp stamp);
    public abstract Decision Decide(object state, ICommand command, Context context);
    public abstract ICommand OnDeadline(string key);
    public abstract ICommand? OnDelivery(DeliveryReport report);
    public abstract IEnumerable<Deadline> Deadlines(object state);
    public abstract IEnumerable<Delivery> Deliveries(object state, IEvent happened, Stamp stamp);

    public object Fold(IEnumerable<Happened> history) =>
        history.Aggregate(Initial, (state, happened) => With(state, happened.Event, happened.Stamp));

    private static FrozenDictionary<string, Kind> Find() =>
        typeof(Kind).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false, IsClass: true } && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IState<>)))
            .Select(type => (Kind)Activator.CreateInstance(typeof(Kind<>).MakeGenericType(type))!)
            .ToFrozenDictionary(kind => kind.Name);
}

public sealed class Kind<TState> : Kind where TState : class, IState<TState>
{
    public override string Name => TState.Kind;
    public override object Initial => TState.Initial;

    public override object With(object state, IEvent happened, Stamp stamp) =>
        happened is RefusalGiven or WordsMarked ? state : ((TState)state).With(happened, stamp);

    /// <exception cref="InvalidOperationException">The command is about another kind of stream: a mistake of the program.</exception>
    public override Decision Decide(object state, ICommand command, Context context) =>
        command is ICommand<TState> mine
            ? Guarded(mine.Decide((TState)state, context), command, context.Actor)
            : throw new InvalidOperationException($"{command.GetType().Name} is not about a {Name}.");

    // The one place every command passes: no command that carries a name can forget the rights rules (safeguards A1). Whoever may not do
    // a thing is told that first. What residents write is never judged.
    private static Decision Guarded(Decision decision, ICommand command, Actor by) =>
        by is not (Actor.Staff or Actor.Operator) || decision is not Decision.Recorded { Events.IsEmpty: false } recorded ? decision
        : StaffWords.Forbidden(command) is { } forbidden ? forbidden.AsDecision
        : new Decision.Recorded([.. recorded.Events, .. StaffWords.Marks(command)]);

    public override ICommand OnDeadline(string key) => TState.OnDeadline(key);
    public override ICommand? OnDelivery(DeliveryReport report) => TState.OnDelivery(report);
    public override IEnumerable<Deadline> Deadlines(object state) => ((TState)state).Deadlines;
    public override IEnumerable<Delivery> Deliveries(object state, IEvent happened, Stamp stamp) => ((TState)state).Deliveries(happened, stamp);
}
