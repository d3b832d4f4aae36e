using System.Collections.Immutable;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Tests.Grievances.Liuhe;

namespace Answerable.Tests.Grievances;

/// <summary>The stages beside the main way, for the tests that hold for all.</summary>
internal static class Course
{
    public static readonly ImmutableArray<(ICommand<Grievance> Command, Actor By)> Moves =
    [
        (new Transfer(School, "属学校职权", new LocalDate(2027, 12, 1)), By(Deputy)), (new Transfer(Hall, "属镇政府职权", new LocalDate(2027, 12, 1)), By(PetitionsHead)),
        (new ObjectToTransfer("不属本机关职权"), By(Deputy)), (new DecideObjection(true, "核实同意"), By(PetitionsHead)), (new DecideObjection(false, "经核实属镇政府职权"), By(PetitionsHead)),
        (new DecideObjection(true, "核实同意"), By(CountyClerk)), (new Consult(School, "涉及两家"), By(Deputy)), (new Consult(Hall, "涉及两家"), By(CountyClerk)),
        (new StatePosition(School, false, "不属职权", "函1号"), By(Deputy)), (new StatePosition(School, true, "同意受理", "函2号"), By(Deputy)), (new StatePosition(Hall, true, "同意受理"), By(Deputy)),
        (new ReferCompetence("协商不成"), By(Deputy)), (new ReferCompetence("协商不成"), By(CountyClerk)), (new DecideCompetence(Hall, "由镇政府受理"), By(CountyClerk)), (new DecideCompetence(Hall, "由镇政府受理"), By(CityHead)),
        (new DecideCompetence(School, "由学校受理"), By(CountyClerk)), (new ReportBack("已办理。"), By(Deputy)), (new ReceiveReport(), By(PetitionsHead)), (new SendBackReport(new(2027, 12, 1), false, "不完整"), By(PetitionsHead)),
    ];

    /// <summary>A state that the event changes, where it is not that of a fresh filing.</summary>
    public static Grievance? Before(IEvent sample) => sample switch
    {
        ObjectionDecided => Objected().State,
        PositionStated or CompetenceSettled => Lodged().And(new Consult(School, "涉及两家"), By(Deputy)).State,
        ReportedBack or ReportReceived or ReportSentBack => Charged().State with { Charges = [new(Petitions, "feedback", sample is ReportedBack ? null : 7)] },
        _ => null,
    };

    public static Given<Grievance> Sent(LocalDate? feedback = null) => Lodged(to: Petitions).And(new Transfer(Hall, "属镇政府职权", feedback), By(PetitionsHead));

    public static Given<Grievance> Charged() => Sent(new(2026, 4, 1));

    public static Given<Grievance> Objected() => Sent().And(new ObjectToTransfer("依《丙县职责清单》第三条，校门口路灯由学校维护。"), By(Deputy));
}
