using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Emergencies;

/// <summary>Says who may declare which response level. An empty list: nobody here may; the township's own act is first response.</summary>
public sealed record ArrangePowers(ImmutableArray<DeclaringPower> Powers) : ICommand<Arrangements>
{
    public Decision Decide(Arrangements arrangements, Context context) =>
        !Authority.MayArrangeResponse(context.Actor, context.Book.Town) ? Refuse("not-allowed")
        : Powers.IsDefault || Powers.Any(power => power.Levels.IsDefaultOrEmpty || power.Levels.Any(level => level is < 1 or > 4)) ? Refuse("level-invalid")
        : Powers.Any(power => context.Book.Town.Find(power.Office) is null) ? Refuse("office-unknown")
        : Powers.Any(power => string.IsNullOrWhiteSpace(power.Authority)) ? Refuse("authority-missing")
        : Record(new PowersArranged(Powers));
}
