using System.Text;
using Answerable.Deadlines;
using Answerable.Grievances;
using Answerable.Grievances.Directing;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Tests.Grievances.Liuhe;

namespace Answerable.Tests.Grievances;

/// <summary>The stored bytes of every event of a grievance, forever. <c>ANSWERABLE_WRITE_GOLDENS=1</c> writes those that are missing, and changes none.</summary>
public sealed class GoldenTests
{
    // Years announced later must not change old bytes.
    private static readonly WorkCalendar Calendar = new("cn", WorkCalendar.China.Years.Values.Where(year => year.Year <= 2026));
    private static readonly Clock Close = Clock.Start(Rules.Rulebook, "close", new LocalDate(2026, 8, 4), Calendar, Zone);
    private static readonly ClockStart Starts = new("close", Hall, Close);

    private static readonly SentCode Sent = new(new('a', 32), new('b', 64));

    public static IEnumerable<IEvent> Samples =>
    [
        new Lodged("2345-6789-ABCD", GrievanceKind.Claim, Channel.Letter, Openness.Confidential, new('a', 64), Hall, "lamp", new(Hall, Works, [Officer]),
            [new("f1", "image/png", 12, new('b', 64))], ["sms", "email"], "收-0001", Monday, [Starts], "路灯不亮", "坏了半年。", "柳河村", new("测试甲", "10000000000", "nobody@example.org", "柳河村一号")),
        new AccusationSealed("2345-6789-ABCD", Channel.Web, new('a', 64), County, true, [Starts], "-----BEGIN AGE ENCRYPTED FILE-----"),
        new AlsoSealedTo([Discipline]),
        new FilesCleaned([new(new('b', 64), [FileTrace.Position, FileTrace.Device, FileTrace.Author, FileTrace.Time])]),
        new OriginalsKept([new(new('b', 64), "image/png", 34, new('e', 64))]),
        new OriginalOpened(new('e', 64), Purpose.OrderedDisclosure, "甲法第一条", "甲令〔2026〕1号"),
        new Accepted([Starts], ["notice"], "已受理。"),
        new AcceptanceDeemed([Starts]),
        new NoticeGiven(Route.Arbitration, ["notice"], "请申请仲裁。"),
        new ReceiptTold(["notice"], "已收到，交农业办研究。"),
        new ToldNotOurs(Text.Of("丙县公安局", "Bing County police"), "丙县三号", ["notice"], "属公安机关职权"),
        new SendingOnAgreed(),
        new Transferred(Petitions, Hall, Monday, [Starts], ["disposition"], "属镇政府职权"),
        new TransferObjected(Hall, Petitions, [Starts], ["objection"], "依《丙县职责清单》第三条属教育部门职权"),
        new ObjectionDecided(Petitions, false, "柳信〔2026〕3号", ["objection-answer"], "路灯属镇政府维护"),
        new CompetenceConsulted(School, "路灯立在校门口"),
        new PositionStated(School, false, "柳校函〔2026〕1号", "不在校园范围内"),
        new CompetenceReferred(County, false, true, [Hall, School], "协商未能达成一致"),
        new CompetenceSettled(Hall, School, County, "丙政函〔2026〕2号", "由学校受理"),
        new ReportedBack([Petitions], ["feedback"], "已修复。"),
        new ReportReceived(Petitions),
        new ReportSentBack(Petitions, Hall, true, [Starts], "仍有一盏不亮"),
        new ReceptionBooked("day-1", new(2026, 3, 12), Monday),
        new ReceptionGivenUp("day-1"),
        new ReceivedInPerson("day-1", [Mayor], new(2026, 3, 31), "反映路灯不亮。", "三月底前修复"),
        new ReceptionPassed("day-1"),
        new SupervisionDue(Ground.Delay, Hall, Petitions),
        new Supervised(Petitions, Hall, Ground.Delay, [Starts], "逾期十日未答复", "实行到期前三日提醒"),
        new Proposed(Petitions, County, Proposal.Policy, [Starts], "修订路灯维护办法"),
        new SupervisionAnswered("supervision-answer", Hall, Petitions, Adoption.Partly, "柳政函〔2026〕4号", ["supervision-answer"], "已建立提醒制度"),
        new NotCarriedOut("灯还没有修"),
        new MediationProposed("柳河村村民委员会", "可以就补偿数额调解"),
        new MediationAnswered(Side.Other, true, "同意书1号"),
        new MediationEnded("双方意见相差较大"),
        new AgreementRecorded(AgreementKind.Mediated, "柳调〔2026〕1号", "七月底前付清。"),
        new ReliefOffered(1, ReliefKind.SocialAssistance, "可以申请临时救助", "柳河镇民政办，000-0001"),
        new ReliefAnswered(1, true),
        new ReliefResulted(1, ReliefResult.Granted, "已批准"),
        new UndertakingMade(Works, [new("undertaking", Hall, Clock.Start(Rules.House, "undertaking", Monday, Rules.Calendar, Zone, until: new(2026, 6, 30)))], "六月三十日前修好三盏路灯"),
        new UndertakingKept("undertaking", ["undertaking"], "已修好，照片附卷"),
        new FoundMajor("堤坝渗水，威胁下游三个村"),
        new MajorTold(ToldOf.JointConferenceOffice, "柳政报〔2026〕5号", Petitions),
        new MeasuresTaken("已组织抢险队伍加固堤坝"),
        new LitigationSeparated(Text.Of("丙县人民法院", "Bing County court"), "丙县六号", "柳信转〔2026〕6号", ["disposition"], "属于诉讼事项"),
        new Assigned(Works, Officer, Mayor),
        new Directed("lamps", 2, 1, "lamp", "north", Hall, Works, true),
        new DirectionDeclined("lamps", Hall, Works, "已经现场处理"),
        new UnitObjected(Works, "灯属学校"),
        new SubjectCorrected("lamp", null, "roads", "north"),
        new Recused([Mayor], "近亲属"),
        new Noted("已到现场查看。"),
        new WrittenTo(["first-human-answer"], "已收到。"),
        new ReadBackTo(Agreed.ThumbPrinted, "笔录1号"),
        new OuterNumbered(new(OuterSystem.Hotline, "GD-2026-0001", new(2026, 3, 6))),
        new OuterAnswered(OuterSystem.Hotline, "GD-2026-0001"),
        new OuterStruck(OuterSystem.Hotline, "GD-2026-0001"),
        new MailAdded([new("f3", "application/pdf", 34, new('f', 64))], "灯还没修。"),
        new FetchAsked(Sent, Monday),
        new FetchMistyped(),
        new KindSaid(GrievanceKind.Claim),
        new InformationAdded([new("f2", "application/pdf", 34, new('c', 64))], "又坏了两盏。"),
        new Reopened([Starts]),
        new Replied(Outcome.Support, Mayor, "柳政信〔2026〕1号", ["close"], "修复路灯", "经查属实。", "《甲省乡道条例》第七条"),
        new OpinionDrafted(Officer, Outcome.Explain, "柳政信〔2026〕1号", "修复路灯", "经查属实。", "《甲省乡道条例》第七条"),
        new OpinionSigned(7, Outcome.Explain, Mayor, "柳政信〔2026〕1号", ["close"]),
        new OpinionReturned("请补充依据"),
        new LetterNumbered(7, "柳政信〔2026〕1号"),
        new Served(ServiceProof.SignedReceipt, "送-0001", [Starts]),
        new ExtensionRequested("close", 30, Officer, "需要省级检测"),
        new Extended("close", Mayor, ApprovalMeans.PhoneReadBack, Close.Extend(Rules.Rulebook["close"], 30, new("staff.mayor"), Monday, Calendar)),
        new ExtensionDeclined("close", "不复杂"),
        new Closed(Ending.AnsweredAndServed),
        new IdentityOpened(Purpose.OrderedDisclosure, "甲法第一条", "甲令〔2026〕1号", County, "丙令1号", Monday),
        new AccessReissued(new('d', 64), "表-0003"),
        new NoticesChosen(new(NoticeWay.Here, "en"), new(NoticeWay.Sms, 1), ["tell-otherwise"]),
        new ContactAsked(new(NoticeWay.Email, "zh"), Sent, Monday, "nobody@example.org"),
        new ContactConfirmed(7, new(NoticeWay.Email, "zh"), new(NoticeWay.Sms, 1), ["tell-otherwise"]),
        new ContactMistyped(7),
        new ContactGivenUp(7),
        new NoticeUnreached("7.accepted.sms", NoticeWay.Sms, [Starts]),
        new ToldOtherwise(OtherMeans.Letter, "挂号信0001", ["tell-otherwise"]),
        new AccessChanged(new('d', 64)),
        new RevocationAsked(Sent, Monday),
        new RevocationMistyped(),
        new AccessRevoked(),
        new Rated(4, "还行"),
        new ReviewRequested(County, [Starts], ["review-request"], "事实不清"),
        new Withdrawn([Starts], true, "有人来过"),
        new TakenUpAgain(["withdrawal-reversal"]),
        new DeadlineMissed("close", Hall, Monday, County, [Starts]),
        new BroughtHigher("close.step", City, [Starts]),
        new ClocksRecounted("cn-2025-2026-00000000", [new("close", Monday, Close, [new(new(2026, 10, 8), true, "临时节")])]),
        new Reclassified(GrievanceKind.Suggestion, GrievanceKind.Claim, Monday, [Starts], "要求解决"),
        new Erased("个人信息保护法第四十七条"),
        new FinalReviewRequested(City, [Starts], ["final-review-request"], "仍然不服"),
        new ReviewTakenUp(CountyClerk, CountyHead),
        new PositionAsked(Hall, [Starts], "请提交案卷和书面意见。"),
        new PositionGiven(["position"], "我机关认为事实清楚。"),
        new ReviewDrafted(CountyClerk, ReviewOutcome.Change, Outcome.NotSupport, "丙信复查〔2026〕1号", "请求撤销", "事实不清。", "《信访工作条例》第三十五条"),
        new ReviewSigned(9, ReviewOutcome.SetAside, Outcome.Explain, CountyHead, "丙信复查〔2026〕1号", ["review"]),
        new ReviewReturned("请补充依据"),
        new ReviewNoted("已调阅案卷。"),
        new ReviewEntered(ReviewOutcome.Change, Outcome.Explain, "丙信复查〔2026〕2号", ["review"], "人员甲", "请求撤销", "事实不清。", "《信访工作条例》第三十五条"),
        new HearingAnnounced(Monday, "final-review", Close, "市信访局一楼", "听证事项"),
        new HearingCalledOff("final-review", Close, "改为书面审理"),
        new HearingHeld("双方到场陈述。"),
        new OpinionPublished("复查意见事实清楚，予以维持。"),
        new RedoRequested(County, [Starts], "没有查清"),
        new RedoDecided(true, CountyHead, ["redo-request"], "同意重新办理"),
        new ToldFinal(new(City, new(2026, 7, 1), "云信复核〔2026〕2号"), ["notice"], "事实和理由相同。"),
        new HigherAsked(County, "close", [Starts], "一直没有答复"),
        new TakenOver(Hall, County, [Starts], ["higher-answer"], "由本机关直接办理。"),
        new LowerHurried(County, Hall, [Starts], ["higher-answer"], "七日内办结。"),
        new HolidaysAnnounced(new(2027, ["https://example.org/notice"], [new(new(2027, 1, 1), "元旦", true), new(new(2027, 1, 3), "元旦", false)])),
    ];

    public static TheoryData<string> Names => [.. Samples.Select(sample => EventType.Of(sample).Name)];

    [Theory, MemberData(nameof(Names))]
    public void An_event_is_stored_as_the_same_bytes_forever(string name)
    {
        var sample = Samples.Single(sample => EventType.Of(sample).Name == name);
        var type = EventType.Of(sample);
        var bytes = EventType.Object(type.Write(sample));
        var path = Repository.Path($"tests/Answerable.Tests/Goldens/{type.Name}.v{type.Version}.golden");
        if (!File.Exists(path) && Environment.GetEnvironmentVariable("ANSWERABLE_WRITE_GOLDENS") is "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, bytes);
        }

        Assert.Equal(File.ReadAllText(path), Encoding.UTF8.GetString(bytes));
        Assert.Equal(bytes, EventType.Object(type.Write(type.Read(File.ReadAllBytes(path), default))));
    }

    [Fact]
    public void Every_event_of_a_grievance_has_a_sample() =>
        Assert.Empty(EventType.All.Where(type => type.Name.StartsWith("grievance.", StringComparison.Ordinal)).Select(type => type.Name).Except(Names.Select(row => row.Data)));

    [Fact]
    public void Every_event_changes_the_state_or_is_only_for_reading()
    {
        string[] forReading = ["grievance.noted", "grievance.information-added", "grievance.written-to", "grievance.files-cleaned", "grievance.measures-taken"];
        foreach (var sample in Samples.Where(sample => EventType.Of(sample).Name is var name && name.StartsWith("grievance.", StringComparison.Ordinal) && !forReading.Contains(name)))
        {
            var before = sample is TakenUpAgain ? Handled().And(new Withdraw(), Resident).State
                : sample is ExtensionDeclined ? Handled().And(new RequestExtension(3, "理由"), By(Officer)).State
                : sample is OpinionReturned ? Drafted().State
                : Reviews.Samples.Before(sample) is { } given ? given
                : sample is ContactConfirmed or ContactMistyped or ContactGivenUp ? Lodged().State with { PendingContact = new(7, new(NoticeWay.Email, "zh"), Sent, Monday) }
                : sample is RevocationMistyped ? Lodged().State with { PendingRevocation = new(Sent, Monday) }
                : sample is FetchMistyped ? Lodged().State with { PendingFetch = new(Sent, Monday) }
                : sample is OuterAnswered or OuterStruck ? Lodged().State with { Outer = [new(OuterSystem.Hotline, "GD-2026-0001", new(2026, 3, 6))] }
                : sample is KindSaid ? Lodged().State with { IsKindUnsaid = true }
                : sample is ToldOtherwise ? Lodged().State with { Unreached = [new("7.accepted.sms", NoticeWay.Sms, Monday)] }
                : sample is LetterNumbered ? Lodged().State with { Letters = [new(7, LetterKind.Opinion)] }
                : sample is BroughtHigher ? Lodged().State with { Clocks = [new("close.step", County, Close, ClockStatus.Running)] }
                : sample is Reclassified or Answerable.Grievances.Served or Replied or OpinionSigned or Extended or Answerable.Grievances.Accepted or ClocksRecounted ? Lodged(Claim with { Kind = GrievanceKind.Suggestion }).State with { Clocks = [new("close", Hall, Lodged().State.Clocks[0].Clock, ClockStatus.Running)] }
                : sample is DirectionDeclined ? Lodged().State with { Suggested = new(7, "lamps", Hall, Works) }
                : Course.Before(sample) is { } course ? course
                : Lodged().State;
            var after = before.With(sample, new(99, Monday, Monday, new("staff.deputy")));
            Assert.NotEqual(System.Text.Json.JsonSerializer.Serialize(before, Json.Options), System.Text.Json.JsonSerializer.Serialize(after, Json.Options));
        }
    }
}
