using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Emergencies;

public sealed record ArrangeGroup(ResponseGroup Group, bool CalledOnOpening = false) : ICommand<Arrangements>
{
    public Decision Decide(Arrangements arrangements, Context context) =>
        !Authority.MayArrangeResponse(context.Actor, context.Book.Town) ? Refuse("not-allowed")
        : Group.Name.IsEmpty || string.IsNullOrWhiteSpace(Group.Id) ? Refuse("name-missing")
        : Group.Posts.IsDefaultOrEmpty ? Refuse("nobody-named")
        : Group.Posts.Any(post => context.Book.Town.Find(post) is null) ? Refuse("post-unknown")
        : Record(new GroupArranged(Group, CalledOnOpening));
}
