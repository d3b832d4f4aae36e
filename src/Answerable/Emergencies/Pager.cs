using System.Globalization;
using Answerable.Duty;
using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Emergencies;

/// <summary>Works out whom a seat pages next. Collects the events of one decision.</summary>
internal sealed class Pager(Emergency emergency, Context context)
{
    private readonly ImmutableArray<IEvent>.Builder events = ImmutableArray.CreateBuilder<IEvent>();
    private readonly HashSet<string> codes = [.. emergency.Codes];
    private readonly HashSet<(int Round, PersonId Person)> paged = [];

    private Town Town => context.Book.Town;

    public ImmutableArray<IEvent> Events => events.ToImmutable();

    public Pager Add(IEvent happened)
    {
        events.Add(happened);
        return this;
    }

    /// <summary>Begins a round. Posts of one and the same holder share the first one's seat: nobody can come twice.</summary>
    public Pager Call(int number, string group, IEnumerable<PostId> posts, PagingPolicy policy)
    {
        var holders = new HashSet<PersonId>();
        var round = new Round(number, group, policy, [.. posts.Distinct()
            .Where(post => Town.HolderOf(post) is not { } holder || holders.Add(holder))
            .Select((post, i) => new Seat(i + 1, post))]);
        Add(new RoundCalled(number, group, [.. round.Seats.Select(seat => seat.Post)], policy));
        foreach (var seat in round.Seats)
            Advance(round, seat, 0);
        return this;
    }

    /// <summary>
    /// Starts the first step from <paramref name="step"/> on that can reach somebody. Steps that cannot are passed over in the same
    /// moment, and said so. When none is left the duty desk rings: a seat is never given up in silence.
    /// </summary>
    public Pager Advance(Round round, Seat seat, int step)
    {
        for (; step < round.Policy.Steps.Length; step++)
        {
            var (person, methods, why) = Resolve(round, seat, round.Policy.Steps[step]);
            if (why is { } reason)
                Add(new StepSkipped(round.Number, seat.Number, step, reason));
            else
                return Send(round, seat, step, 1, person, methods, NewCode());
        }

        return Add(new DeskAlarmed(round.Number, seat.Number, seat.Alarms + 1));
    }

    /// <summary>Nobody answered in time: the same person again while the step allows it, then the next step.</summary>
    public Pager TimeOut(Round round, Seat seat, Page page) =>
        page.Attempt < round.Policy.Steps[page.Step].Times
            ? Send(round, seat, page.Step, page.Attempt + 1, page.Person, page.Methods, page.Code)
            : Advance(round, seat, page.Step + 1);

    private Pager Send(Round round, Seat seat, int step, int attempt, PersonId person, ImmutableArray<PageMethod> methods, string code)
    {
        var rule = round.Policy.Steps[step];
        paged.Add((round.Number, person));
        return Add(new Paged(round.Number, seat.Number, step, attempt, rule.Target, person, code, methods, context.Now + Duration.FromMinutes(rule.Minutes)));
    }

    private (PersonId Person, ImmutableArray<PageMethod> Methods, SkipReason? Why) Resolve(Round round, Seat seat, PagingStep step)
    {
        if (Target(seat, step.Target, out var why) is not { } person)
            return (default, [], why);
        if (seat.Unable.Contains(person))
            return (person, [], SkipReason.AlreadyUnable);
        if (IsPagedAlready(round, seat, step.Target, person))
            return (person, [], SkipReason.AlreadyPaged);
        var methods = Methods(person, step.Channels);
        return (person, methods, methods.IsEmpty ? SkipReason.NoWayToReach : null);
    }

    private PersonId? Target(Seat seat, PageTarget target, out SkipReason why)
    {
        why = target switch
        {
            PageTarget.Holder => SkipReason.NobodyHoldsPost,
            PageTarget.Deputy => Town.Find(seat.Post)?.Deputy is null ? SkipReason.NoDeputyPost : SkipReason.NobodyHoldsPost,
            _ => SkipReason.NobodyOnDuty,
        };
        return target switch
        {
            PageTarget.Holder => Town.HolderOf(seat.Post),
            PageTarget.Deputy => Town.Find(seat.Post)?.Deputy is { } deputy ? Town.HolderOf(deputy) : null,
            _ => context.Book.Roster.At(DutyPost.Leader, context.Now, Town.TimeZone),
        };
    }

    // A deputy is told about every post to stand in for; the leader on duty is not rung once for each member of a large group.
    private bool IsPagedAlready(Round round, Seat seat, PageTarget target, PersonId person) =>
        seat.Pages.Any(page => page.Person == person)
        || (target == PageTarget.DutyLeader
            && (paged.Contains((round.Number, person)) || round.Seats.Any(other => other.Pages.Any(page => page.Person == person))));

    private ImmutableArray<PageMethod> Methods(PersonId person, ImmutableArray<string> channels) =>
    [
        .. (Town.Find(person)?.Methods ?? [])
            .Where(method => channels.IsEmpty || channels.Contains(method.Channel))
            .Where(method => method.Channel is not "voice") // a landline is rung by the officer, who records the call
            .Select(method => new PageMethod(method.Id, method.Channel)),
    ];

    // Four digits after the sign; more where a large round has used up most of them.
    private string NewCode()
    {
        var digits = codes.Count switch { < 2_000 => 4, < 20_000 => 5, _ => 6 };
        string code;
        do
            code = string.Create(CultureInfo.InvariantCulture, $"{emergency.Sign}{context.Ids.Draw("0123456789", digits)}");
        while (!codes.Add(code));
        return code;
    }
}
