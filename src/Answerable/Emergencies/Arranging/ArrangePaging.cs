using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Emergencies;

/// <summary>Sets how seats are called from now on; rounds that run keep theirs.</summary>
public sealed record ArrangePaging(PagingPolicy Policy) : ICommand<Arrangements>
{
    public Decision Decide(Arrangements arrangements, Context context) =>
        !Authority.MayArrangeResponse(context.Actor, context.Book.Town) ? Refuse("not-allowed")
        : !Policy.IsValid ? Refuse("policy-invalid")
        : Record(new PagingArranged(Policy));
}
