using Answerable.Offices;
using Answerable.Recording;
using Answerable.Reports;

namespace Answerable.Emergencies;

public sealed partial record Emergency
{
    public Emergency With(IEvent happened, Stamp stamp) => happened switch
    {
        EmergencyOpened e => this with
        {
            OpenedAt = stamp.RecordedAt, KnownAt = stamp.OccurredAt,
            EventKind = e.EventKind, What = e.What, Place = e.Place, Grade = e.Grade, Sign = e.Sign,
        },
        RoundCalled e => this with { Rounds = Rounds.Add(new(e.Round, e.Group, e.Policy, [.. e.Posts.Select((post, i) => new Seat(i + 1, post))])) },
        Paged e => WithSeat(e.Round, e.Seat, seat => With(seat, e, stamp)),
        StepSkipped e => WithSeat(e.Round, e.Seat, seat => seat with { Step = e.Step, Skips = seat.Skips.Add((e.Step, e.Why)) }),
        DeskAlarmed e => WithSeat(e.Round, e.Seat, seat => seat with { Step = Find(e.Round)!.Policy.Steps.Length, Desk = DeskAlarm.Ringing, Alarms = e.Alarm }),
        DeskAnswered e => WithSeat(e.Round, e.Seat, seat => seat with { Desk = DeskAlarm.Answered }),
        PageAnswered e => WithSeat(e.Round, e.Seat, seat => With(seat, e)),
        PageReported e => this with { Outcomes = Outcomes.SetItem(e.Key, e.Outcome) },
        ReplyUnclear e => this with { Unclear = Unclear.Add((e.Person, e.Method is not null)) },
        EventGraded e => this with { Grade = e.Grade, Figures = e.Figures ?? Figures },
        ResponseActivated e => this with { Response = e },
        StoodDown => this with { StoodDownAt = stamp.RecordedAt },
        EmergencyClosed => this with { ClosedAt = stamp.RecordedAt },
        IReportEvent e => this with { Reports = Reports.With(e, stamp) },
        _ => this,
    };

    private static Seat With(Seat seat, Paged e, Stamp stamp)
    {
        var page = new Page(e.Step, e.Target, e.Person, e.Code, e.Attempt, e.Methods, stamp.RecordedAt, e.DueAt);
        return seat with { Step = e.Step, Desk = DeskAlarm.Silent, Pages = seat.Pages.Add(page) };
    }

    // Who comes for the seat ends its alarm. Who changes their mind counts by the last word.
    private static Seat With(Seat seat, PageAnswered e) => e.Reply == Reply.Coming
        ? seat with { Coming = seat.Coming.Add(e.Person), Unable = seat.Unable.Remove(e.Person), Desk = DeskAlarm.Silent }
        : seat with { Coming = seat.Coming.Remove(e.Person), Unable = seat.Unable.Add(e.Person) };

    private Emergency WithSeat(int round, int seat, Func<Seat, Seat> change)
    {
        var at = Find(round)!;
        return this with { Rounds = Rounds.SetItem(round - 1, at.With(change(at.Find(seat)!))) };
    }
}
