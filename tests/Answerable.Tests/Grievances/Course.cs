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
        (new Supervise(Ground.Delay, "逾期", "提醒", new(2026, 3, 10)), By(PetitionsHead)), (new Propose(Proposal.Policy, County, "修订办法", new(2026, 3, 10)), By(PetitionsHead)),
        (new AnswerSupervision("supervision-answer", Adoption.Adopted, "采纳"), By(Deputy)), (new SayNotCarriedOut("没有修"), Resident),
        (new ProposeMediation("村委会", "调解"), By(Deputy)), (new AnswerMediation(Side.Complainant, true), Resident), (new AnswerMediation(Side.Complainant, false), Resident), (new AnswerMediation(Side.Other, true, "书1"), By(Deputy)),
        (new RecordAgreement(AgreementKind.Mediated, "七月底前付清。", "协1"), By(Deputy)), (new EndMediation("未达成"), By(Deputy)),
        (new OfferRelief(ReliefKind.SocialAssistance, "临时救助", "民政办"), By(Deputy)), (new AnswerRelief(1, true), Resident), (new AnswerRelief(1, false), Resident), (new RecordRelief(1, ReliefResult.Granted, "批准"), By(Deputy)),
        (new FindMajor("堤坝渗水"), By(Deputy)), (new TellOfMajor(ToldOf.JointConferenceOffice, "报1"), By(Deputy)), (new TakeMeasures("加固"), By(Deputy)),
        (new BookReception("day-1"), Resident), (new GiveUpReception("day-1"), Resident), (new RecordReception("day-1", "说明情况", "月底前修复", null), By(Mayor)),
        (new Undertake("七月底前修好三盏路灯", new(2026, 7, 31), Works), By(Officer)), (new Undertake("七月底前修好", new(2026, 7, 31)), By(Mayor)), (new KeepUndertaking("undertaking", "已修好，照片附卷。"), By(Officer)),
        (new SeparateLitigation(Text.Zh("丙县人民法院"), "丙县六号", "属诉讼", "转1"), By(Deputy)),
    ];

    /// <summary>What can be seen of each clock: whose, until when, and what became of it.</summary>
    public static IEnumerable<(string Key, OfficeId Owes, Instant DueAt, ClockStatus Status)> Dues(Grievance grievance) =>
        grievance.Clocks.Select(clock => (clock.Key, clock.Owes, clock.Clock.DueAt, clock.Status));

    /// <summary>A state that the event changes, where it is not that of a fresh filing.</summary>
    public static Grievance? Before(IEvent sample) => sample switch
    {
        ObjectionDecided => Objected().State,
        PositionStated or CompetenceSettled => Lodged().And(new Consult(School, "涉及两家"), By(Deputy)).State,
        ReportedBack or ReportReceived or ReportSentBack => Charged().State with { Charges = [new(Petitions, "feedback", sample is ReportedBack ? null : 7)] },
        ReceptionGivenUp or ReceivedInPerson or ReceptionPassed => Lodged().State with { Bookings = [new("day-1", new(2026, 3, 12), Monday)] },
        SupervisionAnswered => Warned().State,
        MediationAnswered or MediationEnded => Accepted().And(new ProposeMediation("村委会", "调解"), By(Deputy)).State,
        ReliefAnswered or ReliefResulted => Helped().State,
        UndertakingKept => Promised().State,
        MajorTold => Lodged().And(new FindMajor("堤坝渗水"), By(Deputy)).State,
        _ => null,
    };

    /// <summary>Sent on by the petition office, and late with its notice.</summary>
    public static Given<Grievance> Late() => Sent().Until(EndOf(2026, 3, 17));

    public static Given<Grievance> Warned() => Late().And(new Supervise(Ground.BreachOfRules, "收到转送后十五日内没有书面告知。", "到期前三日由系统提醒承办人。", new(2026, 3, 27)), By(PetitionsHead));

    public static Given<Grievance> Helped() => Handled().And(new OfferRelief(ReliefKind.SocialAssistance, "家庭因灾困难的，可以申请临时救助。", "柳河镇民政办，000-0001"), By(Officer));

    public static Given<Grievance> Promised() => Served().And(new Undertake("六月三十日前修好柳河村三盏路灯。", new(2026, 6, 30), Works), By(Officer));

    public static Given<Grievance> Sent(LocalDate? feedback = null) => Lodged(to: Petitions).And(new Transfer(Hall, "属镇政府职权", feedback), By(PetitionsHead));

    public static Given<Grievance> Charged() => Sent(new(2026, 4, 1));

    public static Given<Grievance> Objected() => Sent().And(new ObjectToTransfer("依《丙县职责清单》第三条，校门口路灯由学校维护。"), By(Deputy));
}
