using System.Net;
using System.Text.RegularExpressions;
using Answerable.Duty;
using Answerable.Emergencies;
using Answerable.Engine.Tests.Channels;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Reports;
using Answerable.Server.Hosting;
using Answerable.Server.People;
using Answerable.Storage.Reading;
using MailKit.Security;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

using StreamId = Answerable.Recording.StreamId;

namespace Answerable.Tests.Shared;

/// <summary>The invented town of Qingtan, and beside it a real mail server on loopback.</summary>
public sealed class EmergencyHost : EmergencyServer
{
    private EmergencyHost(SmtpSink mail) : base(mail.Port) => Mail = mail;

    public SmtpSink Mail { get; }

    public static async Task<EmergencyHost> Start()
    {
        var host = new EmergencyHost(new SmtpSink());
        await host.StartServer();
        await host.SetUp();
        return host;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Mail.DisposeAsync();
    }
}

/// <summary>The invented town of Qingtan, which knows whom to call when the stream rises.</summary>
/// <param name="mailPort">Of an SMTP server on loopback.</param>
public class EmergencyServer(int mailPort, string? folder = null, Instant? start = null) : RealServer(Town, start ?? Night, folder)
{
    public static readonly JurisdictionId Town = new("qingtan");
    public static readonly PersonId Head = new("head"), Deputy = new("deputy"), Works = new("works"), Officer = new("officer"), DutyLeader = new("duty-leader");
    public static readonly Instant Night = Instant.FromUtc(2026, 7, 3, 18, 20);
    public const string Password = "four invented words";
    public const string From = "duty@qingtan.invalid";

    /// <summary>A name and not a number: passkeys refuse IP addresses.</summary>
    public override string Address => base.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    public async Task<StreamId> OpenFlood()
    {
        var stream = new StreamId("emergency/000000000000000000000000000000f1");
        await Do(stream, new OpenEmergency(EventKind.NaturalDisaster, "石桥溪漫堤", "石桥村二组", EventGrade.Ordinary, "37"), new Actor.Staff(Officer));
        return stream;
    }

    /// <summary>Lets time pass and every deadline that came due be reported.</summary>
    public async Task After(Duration duration)
    {
        Clock.Advance(duration);
        await CatchUp();
    }

    public async Task<Emergency> State(StreamId stream) =>
        (await Services.GetRequiredService<Histories>().Read<Emergency>(Town, stream, opened: false, CancellationToken.None))!.State;

    /// <summary>Path and query of the acknowledgement link in a mail.</summary>
    public static string LinkIn(Mail mail) => new Uri(Regex.Match(mail.Text, @"https://\S+/a/\S+").Value).PathAndQuery;

    public static HttpClient Browser(string address) => new(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = new(address) };

    protected override ServerOptions Options(ServerOptions basis) => basis with
    {
        IsDemo = true, PublicUrl = new("https://yj.qingtan.invalid"),
        Mail = new("127.0.0.1", mailPort, From, "青滩镇值班室") { Security = SecureSocketOptions.None },
    };

    public async Task SetUp()
    {
        await Set(new FoundTown(Text.Of("青滩镇", "Qingtan"), "Asia/Shanghai", "cn-petition-2022"));
        await Set(new SetOffice(new(new("county"), Text.Of("云州县人民政府", "Yunzhou County Government"), OfficeRole.Superior, 3, Outside: true)));
        await Set(new SetOffice(new(new("town"), Text.Of("青滩镇人民政府", "Qingtan Town Government"), OfficeRole.HandlingOrgan, 4, new OfficeId("county")), Receives: true));
        await Seat("p-head", Head, "郑舟", Text.Of("镇长", "Mayor"), [Power.Command, Power.Leadership]);
        await Seat("p-deputy", Deputy, "沈禾", Text.Of("副镇长", "Deputy mayor"), [Power.Command]);
        await Seat("p-works", Works, "石安", Text.Of("村建办主任", "Head of works"), [Power.Handling]);
        await Seat("p-duty", DutyLeader, "陶澄", Text.Of("党政办主任", "Head of the office"), [Power.Duty, Power.Leadership]);
        await Seat("p-officer", Officer, "韩青", Text.Of("值班员", "Duty officer"), [Power.Duty, Power.Information]);
        await Set(new SetPost(new(new("p-head"), new("town"), null, Text.Of("镇长", "Mayor"), [Power.Command, Power.Leadership], Deputy: new PostId("p-deputy"))));
        await Arrange();
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Accounts>().Add("officer", Officer.Value, Town.Value, Password);
    }

    private async Task Arrange()
    {
        await Do(Arrangements.Stream, new ArrangeGroup(new("leading", Text.Of("应急领导小组", "Leading group"), [new("p-head"), new("p-works")]), CalledOnOpening: true), new Actor.Operator());
        await Do(Arrangements.Stream, new ArrangeReport(new(
            "county-phone", Text.Of("电话报告县委县政府值班室", "Report by telephone to the county duty room"), Text.Of("本镇", "this town"), true,
            Text.Of("云州县委县政府值班室", "Yunzhou County duty room"), new("county"), ReportStage.First, ReportForm.Phone, 30, ReportBasis.LocalRule,
            "云州县突发事件信息报送规定（虚构）", "", Confidence.Medium, [], null)), new Actor.Operator());
        var today = new LocalDate(2026, 7, 4);
        foreach (var (post, person) in new[] { (DutyPost.Leader, DutyLeader), (DutyPost.Officer, Officer) })
            await Do(Roster.Stream, new SetRotation(new(post, today.PlusDays(-1), new(8, 0), [person])), new Actor.Operator());
    }

    private async Task Seat(string post, PersonId person, string name, Text title, Power[] powers)
    {
        await Set(new SetPost(new(new(post), new("town"), null, title, [.. powers])));
        await Set(new SetPerson(person, name));
        await Set(new SetContact(person, "m1", "email", $"{person}@qingtan.invalid"));
        await Set(new FillPost(new(post), person));
    }
}
