using Answerable.Engine.Clocks;
using Answerable.Engine.Registrars;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using StreamId = Answerable.Recording.StreamId;

namespace Answerable.Engine.Tests.Registrars;

/// <summary>Invented cases, for tests of what becomes of their words.</summary>
internal static class Cases
{
    public const string Title = "测试：村口路灯坏了三个月";
    public const string Body = "测试正文：晚上看不见路，老人摔倒过两次。请修理。";
    public const string Phone = "13900000077";
    private static readonly SecureIds Ids = new();

    /// <summary>Founds the town if need be, and files a case.</summary>
    public static async Task<Answer.Recorded> Lodge(Registrar registrar, string body = Body, NoticeChoice? notices = null)
    {
        if (!registrar.Book.Town.IsFounded)
        {
            await registrar.Submit(new(Town.Stream, TempRecord.Found, TempRecord.Operator));
            await registrar.Submit(new(Town.Stream, new SetOffice(new(new("xinfang"), Text.Of("明山镇信访办", "Petition office"), OfficeRole.PetitionOffice, 1), Receives: true), TempRecord.Operator));
        }

        var filing = new Filing(GrievanceKind.Claim, Title, body, Place: "测试村", Contact: new("测试甲", Phone)) { Notices = notices };
        var answer = await registrar.Submit(new(StreamId.New("grievance", Ids), new Lodge(filing, Channel.Web, AccessCode.Draw(Ids)), new Actor.Complainant(), ExpectedVersion: 0));
        return answer as Answer.Recorded ?? throw new InvalidOperationException(((Answer.Refused)answer).Code);
    }

    /// <summary>Erases at once, without the rules of when it may be done: these tests are about what then happens.</summary>
    public static Envelope Erase(StreamId stream) => new(stream, new EraseNow(), new Actor.Engine());

    /// <summary>Says the same again on the same stream, words included.</summary>
    public static Envelope Relodge(StreamId stream, Lodged again) => new(stream, new Repeat(again), new Actor.Engine());

    private sealed record Repeat(Lodged Again) : ICommand<Grievance>
    {
        public Decision Decide(Grievance grievance, Context context) => Decision.Record(Again);
    }

    private sealed record EraseNow : ICommand<Grievance>
    {
        public Decision Decide(Grievance grievance, Context context) => Decision.Record(new Erased("test"));
    }
}
