using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Duty;

/// <summary>Arranges who takes turns in a post from a day on. A past day may not be rearranged.</summary>
public sealed record SetRotation(Rotation Rotation) : ICommand<Roster>
{
    public Decision Decide(Roster roster, Context context) =>
        !Authority.MayArrangeDuty(context.Actor, context.Book.Town) ? Refuse("not-allowed")
        : Rotation.People.IsDefaultOrEmpty ? Refuse("nobody-named")
        : Rotation.People.Any(person => context.Book.Town.Find(person) is null) ? Refuse("person-unknown")
        : Rotation.From < context.Now.InZone(context.Book.Town.TimeZone).Date && roster.Rotations.Any(r => r.Post == Rotation.Post) ? Refuse("already-past")
        : Record(new RotationSet(Rotation));
}
