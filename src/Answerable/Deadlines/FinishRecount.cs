using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Deadlines;

/// <summary>
/// Notes that every running clock has been counted again, each in its own stream. Until it is noted a recount that was cut short
/// is begun anew: counting twice changes nothing.
/// </summary>
/// <param name="Calendar">The version that was counted with; nothing is noted if another one has come meanwhile.</param>
public sealed record FinishRecount(string Calendar) : ICommand<Town>
{
    public Decision Decide(Town town, Context context) =>
        context.Actor is not (Actor.Engine or Actor.Clock) ? Refuse("clock-only")
        : !town.AwaitsRecount || town.Calendar.Version != Calendar ? Nothing
        : Record(new ClocksCounted(Calendar));
}

[Event("town.clocks-counted", 1)]
public sealed record ClocksCounted(string Calendar) : IEvent;
