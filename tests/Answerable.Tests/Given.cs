using Answerable.Recording;

namespace Answerable.Tests;

/// <summary>Given what happened, when somebody wishes something, then it is recorded or refused.</summary>
public sealed class Given<TState>(Story<TState> story) where TState : class, IState<TState>
{
    public Story<TState> Story => story;
    public TState State => story.State;

    public Outcome When(ICommand<TState> command, Actor by, Instant? at = null)
    {
        if (at is { } then)
            story.Now = then;
        return new(this, story.Decide(command, by), command, by);
    }

    /// <summary>Goes on after one more command that must not be refused.</summary>
    public Given<TState> And(ICommand<TState> command, Actor by)
    {
        story.Do(command, by);
        return this;
    }

    /// <summary>Lets time pass; deadlines come as they fall due.</summary>
    public Given<TState> Until(Instant end)
    {
        story.Until(end);
        return this;
    }

    public sealed record Outcome(Given<TState> Before, Decision Decision, ICommand<TState> Command, Actor By)
    {
        public void ThenRefused(string code) => Assert.Equal(code, (Decision as Decision.Refused)?.Code ?? Decision.ToString());

        public Decision.Refused Refusal() => Assert.IsType<Decision.Refused>(Decision);

        public void ThenNothing() => Assert.Empty(Assert.IsType<Decision.Recorded>(Decision).Events);

        /// <summary>The one event of the decision, which is of this type.</summary>
        public T Then<T>() where T : IEvent =>
            Decision is Decision.Recorded recorded ? Assert.IsType<T>(Assert.Single(recorded.Events)) : throw new Xunit.Sdk.XunitException($"{Command} by {By.Id}: {Decision}");

        /// <summary>Records it and goes on.</summary>
        public Given<TState> Then() => Before.And(Command, By);
    }
}
