using Answerable.Offices;
using Answerable.Recording;
using Answerable.Reports;
using static Answerable.Recording.Decision;

namespace Answerable.Emergencies;

/// <summary>
/// Opens an emergency and, in the same decision, calls the leading group in the order of the plan and starts the clocks of the
/// reports upward. Whatever is missing in the arrangements, it is never refused for that: the desk's own alarm is the least it does.
/// </summary>
/// <param name="Grade">The first guess at how bad it is; null when nobody can say.</param>
/// <param name="Sign">Two digits that no other open emergency uses; drawn when null. A clash is harmless: a reply that could mean two pages is applied to neither.</param>
public sealed record OpenEmergency(EventKind EventKind, string What, string Place, EventGrade? Grade = null, string? Sign = null) : ICommand<Emergency>
{
    public Decision Decide(Emergency emergency, Context context)
    {
        if (!Authority.MayRunDesk(context.Actor, context.Book.Town))
            return Refuse("not-allowed");
        if (emergency.OpenedAt is not null)
            return Refuse("already-open");
        if (!Enum.IsDefined(EventKind) || Grade is { } guess && !Enum.IsDefined(guess))
            return Refuse("kind-unknown");
        if (Headline.Fault(What) is { } what)
            return Refuse(what);
        if (Headline.Fault(Place) is { } place)
            return Refuse(place);
        if (Sign is not null && !IsSign(Sign))
            return Refuse("sign-invalid");
        return Recorded(Sign ?? Draw(context.Ids), context);
    }

    private Recorded Recorded(string sign, Context context)
    {
        var opened = new EmergencyOpened(EventKind, What.Trim(), Place.Trim(), Grade, sign);
        var (group, posts) = context.Book.Arrangements.Opening(context.Book.Town);
        var pager = new Pager(Emergency.Initial with { Sign = sign }, context).Add(opened);
        foreach (var clock in ReportClocks.First(context, EventKind, Grade, context.OccurredAt, ReportBook.Empty))
            pager.Add(clock);
        return new(pager.Call(1, group, posts, context.Book.Arrangements.Policy).Events);
    }

    private static bool IsSign(string sign) => sign is [>= '1' and <= '9', >= '0' and <= '9'];

    private static string Draw(IdSource ids) => ids.Draw("123456789", 1) + ids.Draw("0123456789", 1);
}
