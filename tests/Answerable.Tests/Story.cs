using System.Collections.Immutable;
using Answerable.Recording;
using NodaTime;

namespace Answerable.Tests;

/// <summary>Fresh bytes that are the same in every run.</summary>
public sealed class CountedIds(ulong seed = 1) : IdSource
{
    private ulong state = seed;

    public override void Fill(Span<byte> bytes)
    {
        foreach (ref var b in bytes)
        {
            state = state * 6364136223846793005 + 1442695040888963407;
            b = (byte)(state >> 56);
        }
    }
}

/// <summary>
/// One stream told as it would be recorded: commands decide, events are written to JSON and read back, folded, and their
/// deliveries collected; <see cref="Until"/> lets time pass and due deadlines come back as commands.
/// </summary>
public sealed class Story<TState>(Book book, Instant start) where TState : class, IState<TState>
{
    private readonly CountedIds ids = new();

    public Book Book { get; set; } = book;
    public Instant Now { get; set; } = start;
    public TState State { get; private set; } = TState.Initial;
    public List<Happened> History { get; } = [];
    public List<Delivery> Sent { get; } = [];
    public StreamId Stream { get; } = new($"{TState.Kind}/00000000000000000000000000000001");

    public IEnumerable<T> Events<T>() => History.Select(h => h.Event).OfType<T>();

    public Decision Decide(ICommand<TState> command, Actor by, Instant? occurred = null) =>
        Kind.Of(Stream).Decide(State, command, new Context(by, Stream, Now, occurred ?? Now, ids, Book));

    public Story<TState> Do(ICommand<TState> command, Actor by, Instant? occurred = null)
    {
        var decision = Decide(command, by, occurred);
        var recorded = decision as Decision.Recorded ?? throw new Xunit.Sdk.XunitException($"{command} was refused: {decision}");
        foreach (var happened in recorded.Events)
            Append(happened, by, occurred ?? Now);
        return this;
    }

    public Story<TState> Refuses(string code, ICommand<TState> command, Actor by)
    {
        var decision = Decide(command, by);
        Assert.Equal(code, Assert.IsType<Decision.Refused>(decision).Code);
        return this;
    }

    public Story<TState> DoesNothing(ICommand<TState> command, Actor by)
    {
        Assert.Empty(Assert.IsType<Decision.Recorded>(Decide(command, by)).Events);
        return this;
    }

    /// <summary>Lets time pass; deadlines come as they fall due, the earliest first.</summary>
    public Story<TState> Until(Instant end)
    {
        while (State.Deadlines.Where(d => d.DueAt <= end).OrderBy(d => d.DueAt).ThenBy(d => d.Key, StringComparer.Ordinal).Select(d => (Deadline?)d).FirstOrDefault() is { } due)
        {
            Now = Instant.Max(Now, due.DueAt);
            var before = History.Count;
            Do(TState.OnDeadline(due.Key), new Actor.Clock());
            Assert.True(History.Count > before, $"The deadline {due.Key} came and nothing happened: it would come for ever.");
        }

        Now = end;
        return this;
    }

    public Story<TState> After(Duration duration) => Until(Now + duration);

    private void Append(IEvent happened, Actor by, Instant occurred)
    {
        var type = EventType.Of(happened);
        var fields = type.Write(happened);
        var read = type.Read(EventType.Object(fields.Where(f => !f.Personal)), EventType.Object(fields.Where(f => f.Personal)));
        Assert.Equal(EventType.Object(fields), EventType.Object(type.Write(read)));
        var stamp = new Stamp(History.Count + 1, occurred, Now, by.Id);
        History.Add(new(read, stamp));
        State = (TState)Kind.Of(Stream).With(State, read, stamp);
        Sent.AddRange(State.Deliveries(read, stamp));
    }
}
