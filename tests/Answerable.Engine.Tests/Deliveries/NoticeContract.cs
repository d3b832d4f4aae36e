using Answerable.Engine.Channels;
using Answerable.Engine.Clocks;
using Answerable.Engine.Deliveries;
using Answerable.Engine.Registrars;
using Answerable.Engine.Residents;
using Answerable.Engine.Tests.Registrars;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Storage;
using Answerable.Storage.Deliveries;
using Answerable.Storage.Reading;
using Answerable.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Channel = Answerable.Grievances.Channel;
using StreamId = Answerable.Recording.StreamId;

namespace Answerable.Engine.Tests.Deliveries;

/// <summary>What the worker does with a message to a complainant: the same on both databases.</summary>
public abstract class NoticeContract
{
    private const string Phone = "13900000077", Mail = "nobody@mingshan.invalid";

    /// <summary>A fresh record.</summary>
    protected abstract Task<ITestRecord> Fresh();

    private async Task<Bench> Open(NoticeWay way = NoticeWay.Sms, string language = "zh") => await Bench.WithCase(await Fresh(), new(way, language));

    [Fact]
    public async Task A_notice_finds_its_address_in_the_vault_and_says_nothing_of_the_matter()
    {
        await using var bench = await Open();
        Assert.Equal(1, await bench.Worker().Drain(urgent: false, default));

        var sms = Assert.Single(bench.Sms.Messages);
        Assert.Equal((Phone, false), (sms.Address, sms.Urgent));
        Assert.Equal("【明山镇】您办理的事项有新消息，请打开 https://yj.invalid/ 凭编号和查询码查看。", sms.Text.Short);
        Assert.DoesNotContain(await bench.Number(), sms.Text.Short + sms.Text.Body + sms.Text.Subject + sms.Key, StringComparison.Ordinal);
        Assert.DoesNotContain("grievance", sms.Key, StringComparison.Ordinal); // a gateway reads the key beside the number
        Assert.DoesNotContain("lodged", sms.Key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_news_is_told_in_the_same_words()
    {
        await using var bench = await Open(NoticeWay.Email, "en");
        await bench.Do(new WriteToComplainant("测试：请带证件来。"), Bench.Clerk);
        await bench.Worker().Drain(false, default);
        Assert.Equal([Mail, Mail], bench.Email.Messages.Select(message => message.Address));
        Assert.Equal(("There is news for you", 1), (bench.Email.Messages.First().Text.Subject, bench.Email.Messages.Select(message => message.Text).Distinct().Count()));
        Assert.Equal(2, bench.Email.Messages.Select(message => message.Key).Distinct().Count());
    }

    [Fact]
    public async Task Nothing_is_kept_of_the_address_or_of_what_a_server_says_about_it()
    {
        await using var bench = await Open(NoticeWay.Email);
        bench.Email.Behave = _ => Task.FromResult(Sent.Failed($"550 5.1.1 <{Mail}>: Recipient address rejected"));
        await bench.Worker().Drain(false, default);

        var row = await bench.Row();
        Assert.Equal((DeliveryState.Failed, "550"), (row.State, row.Detail));
        Assert.DoesNotContain(Mail, System.Text.Json.JsonSerializer.Serialize(row), StringComparison.Ordinal);
        Assert.True((await bench.State()).IsUnreached);
        bench.Email.Behave = _ => Task.FromResult(Sent.Failed($"refused: {Mail}"));
        await bench.Do(new WriteToComplainant("测试：请带证件来。"), Bench.Clerk);
        await bench.Worker().Drain(false, default);
        Assert.Equal("refused", (await bench.Row(newest: true)).Detail);
    }

    [Fact]
    public async Task After_erasure_nothing_is_sent()
    {
        await using var bench = await Open();
        await bench.Do(new Erasing(), new Actor.Engine());
        await bench.Worker().Drain(false, default);
        Assert.Empty(bench.Sms.Messages);
        Assert.Equal((DeliveryState.Failed, "no-address"), ((await bench.Row()).State, (await bench.Row()).Detail));
        Assert.False((await bench.State()).IsUnreached);
    }

    [Fact]
    public async Task Whoever_has_chosen_otherwise_since_is_not_written_to_by_the_old_way()
    {
        await using var bench = await Open();
        await bench.Do(new ChooseNotices(new(NoticeWay.Here, "zh")), Bench.Resident);
        await bench.Worker().Drain(false, default);
        var announced = Assert.Single(bench.Sms.Messages); // the notice is not sent any more, the change is told where it was
        Assert.Equal((Phone, true), (announced.Address, announced.Text.Short.Contains("已经变更", StringComparison.Ordinal)));
        Assert.False((await bench.State()).IsUnreached);
    }

    [Fact]
    public async Task A_new_address_is_confirmed_by_the_code_that_reaches_it_and_announced_at_the_old_one()
    {
        await using var bench = await Open();
        await bench.Worker().Drain(false, default);
        var code = bench.Codes.Draw(TempRecord.Town, bench.Case, new SecureIds());
        await bench.Do(new AskContact(new(NoticeWay.Email, "zh"), "new@mingshan.invalid", code), Bench.Resident);
        await bench.Worker().Drain(false, default);

        var asked = Assert.Single(bench.Email.Messages);
        Assert.Equal("new@mingshan.invalid", asked.Address);
        var typed = System.Text.RegularExpressions.Regex.Match(asked.Text.Body, "[0-9]{6}").Value;
        await bench.Do(new ConfirmContact(bench.Codes.Digest(TempRecord.Town, bench.Case, code.Nonce, $" {typed[..3]} {typed[3..]}")), Bench.Resident);
        await bench.Do(new WriteToComplainant("测试：请带证件来。"), Bench.Clerk);
        await bench.Worker().Drain(false, default);

        Assert.Equal((2, Phone), (bench.Sms.Messages.Count, bench.Sms.Messages.Last().Address));
        Assert.Contains("已经变更", bench.Sms.Messages.Last().Text.Short, StringComparison.Ordinal);
        Assert.Equal((2, "new@mingshan.invalid"), (bench.Email.Messages.Count, bench.Email.Messages.Last().Address));
    }

    [Fact]
    public async Task Without_a_channel_for_it_the_complainant_is_told_otherwise()
    {
        await using var bench = await Open();
        await bench.Worker(channels: []).Drain(false, default);
        Assert.Equal(DeliveryQueue.NoChannel, (await bench.Row()).Detail);
        Assert.True((await bench.State()).IsUnreached);
        Assert.NotNull((await bench.State()).Open("tell-otherwise"));
    }

    [Fact]
    public async Task A_notice_waits_for_hours_until_its_server_comes_back()
    {
        await using var bench = await Open();
        var worker = bench.Worker();
        bench.Sms.Behave = _ => Task.FromResult(Sent.NotSent("ConnectionError"));
        for (var i = 0; i < 10; i++)
        {
            await worker.Drain(false, default);
            bench.Record.Clock.Advance(Duration.FromMinutes(15));
        }

        Assert.False((await bench.State()).IsUnreached);
        bench.Sms.Behave = _ => Task.FromResult(Sent.Accepted());
        bench.Record.Clock.Advance(Duration.FromHours(3));
        await worker.Drain(false, default);
        Assert.Equal(DeliveryState.Accepted, (await bench.Row()).State);
        Assert.False((await bench.State()).IsUnreached);
    }

    [Fact]
    public async Task A_process_that_stops_between_sending_and_settling_sends_once_more_under_the_same_key()
    {
        await using var bench = await Open();
        var until = bench.Record.Clock.Now + Duration.FromMinutes(1);
        bench.Sms.Behave = async _ =>
        {
            // It has left; the process dies before it can note so.
            await using var db = bench.CreateDbContext();
            await db.Deliveries.Where(row => row.Channel == "sms").ExecuteUpdateAsync(set => set.SetProperty(row => row.ClaimedBy, "dead").SetProperty(row => row.ClaimedUntil, until));
            return Sent.Accepted();
        };
        await bench.Worker().Drain(false, default);
        bench.Sms.Behave = _ => Task.FromResult(Sent.Accepted());
        for (var i = 0; i < 10; i++)
        {
            bench.Record.Clock.Advance(Duration.FromMinutes(5));
            var next = bench.Worker();
            await next.Sweep(default);
            await next.Drain(false, default);
        }

        Assert.Equal(2, bench.Sms.Messages.Count);
        Assert.Single(bench.Sms.Messages.Select(message => message.Key).Distinct());
        Assert.Equal(DeliveryState.Accepted, (await bench.Row()).State);
    }

    [Fact]
    public async Task News_of_the_night_waits_for_the_morning_and_a_code_does_not()
    {
        await using var bench = await Open();
        await bench.Worker().Drain(false, default);
        var zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
        var midnight = zone.AtStartOfDay(bench.Record.Clock.Now.InZone(zone).Date.PlusDays(1)).ToInstant();
        bench.Record.Clock.Advance(midnight - bench.Record.Clock.Now);
        await bench.Do(new WriteToComplainant("测试：半夜写的。"), Bench.Clerk);
        await bench.Do(new AskContact(new(NoticeWay.Email, "zh"), "new@mingshan.invalid", bench.Codes.Draw(TempRecord.Town, bench.Case, new SecureIds())), Bench.Resident);
        await bench.Worker().Drain(false, default);
        Assert.Equal((1, 1), (bench.Sms.Messages.Count, bench.Email.Messages.Count));

        bench.Record.Clock.Advance(Duration.FromHours(8) - Duration.FromSeconds(1));
        await bench.Worker().Drain(false, default);
        Assert.Single(bench.Sms.Messages);
        bench.Record.Clock.Advance(Duration.FromSeconds(1));
        await bench.Worker().Drain(false, default);
        Assert.Equal(2, bench.Sms.Messages.Count);
        Assert.Equal(DeliveryState.Accepted, (await bench.Row(newest: true)).State);
    }

    [Fact]
    public async Task Nobody_makes_a_telephone_ring_all_day_and_what_happened_before_the_last_message_is_told_by_it()
    {
        await using var bench = await Open();
        for (var n = 0; n < 50; n++)
            await bench.Do(new WriteToComplainant($"测试：第 {n} 次。"), Bench.Clerk);
        await bench.Worker().Drain(false, default);
        Assert.Equal(6, bench.Sms.Messages.Count);

        for (var n = 0; n < 30; n++)
        {
            bench.Record.Clock.Advance(Duration.FromMinutes(5));
            await bench.Worker().Drain(false, default);
        }

        Assert.Equal(7, bench.Sms.Messages.Count); // one for all that waited
        await using var db = bench.CreateDbContext();
        Assert.All(await db.Deliveries.AsNoTracking().Where(row => row.Channel == "sms").ToListAsync(), row => Assert.Equal(DeliveryState.Accepted, row.State));
        Assert.False((await bench.State()).IsUnreached);
    }

    private sealed record Erasing : ICommand<Grievance>
    {
        public Decision Decide(Grievance grievance, Context context) => Decision.Record(new Erased("test"));
    }

    private sealed class Bench(ITestRecord record, Registrar registrar) : IAsyncDisposable, IDbContextFactory<RecordDb>
    {
        public static readonly Actor Resident = new Actor.Complainant(), Clerk = new Actor.Staff(new("clerk"));
        public readonly FakeChannel Sms = new("sms"), Email = new("email");
        private NoticeCourtesy? courtesy;
        private readonly DeliveryOptions settings = new() { PublicUrl = new("https://yj.invalid") };

        public ITestRecord Record => record;
        public StreamId Case { get; } = StreamId.New("grievance", new SecureIds());
        public ContactCodes Codes { get; } = new(record.Vault.Derive(ContactCodes.Purpose));
        public RecordDb CreateDbContext() => Record.Db();

        public static async Task<Bench> WithCase(ITestRecord record, NoticeChoice notices)
        {
            var bench = new Bench(record, await record.Open());
            var post = new Post(new("p1"), new("office"), null, Text.Zh("窗口"), [Power.Disposition, Power.Reception]);
            foreach (var command in new ICommand[]
            {
                new FoundTown(Text.Of("明山镇", "Mingshan"), "Asia/Shanghai", "cn-petition-2022"), new SetOffice(new(new("office"), Text.Zh("镇政府"), OfficeRole.HandlingOrgan, 4), true),
                new SetPost(post), new SetPerson(new("clerk"), "测试乙"), new FillPost(post.Id, new("clerk")),
            })
                await bench.Do(command, TempRecord.Operator, Town.Stream);
            var filing = new Filing(GrievanceKind.Claim, Cases.Title, Cases.Body, Contact: new("测试甲", Phone, Mail)) { Notices = notices };
            await bench.Do(new Lodge(filing, Channel.Web, AccessCode.Draw(new SecureIds())), Resident);
            return bench;
        }

        public async Task Do(ICommand command, Actor by, StreamId? stream = null) => Assert.IsType<Answer.Recorded>(await registrar.Submit(new(stream ?? Case, command, by)));

        public DeliveryWorker Worker(IChannel[]? channels = null)
        {
            var queue = new DeliveryQueue(this, Record.Clock);
            var directory = new TownDirectory(this, Record.Store, Record.Vault);
            return new(queue, channels ?? [Sms, Email], [new StaffAddresses(directory), new ComplainantAddresses(new(this, Record.Vault))],
                [new EmergencyTexts(directory, new(Record.Vault.Derive(AckLinks.Purpose)), settings), new ResidentTexts(directory, Codes, settings)],
                new(queue, (_, envelope) => registrar.Submit(envelope)), courtesy ??= new(directory, Record.Clock, new SecureIds(), settings), Record.Clock, new SecureIds(), settings, NullLogger<DeliveryWorker>.Instance);
        }

        public async Task<DeliveryRow> Row(bool newest = false)
        {
            await using var db = CreateDbContext();
            var rows = await db.Deliveries.AsNoTracking().Where(row => row.Recipient == "complainant").ToListAsync();
            return newest ? rows.MaxBy(row => long.Parse(row.Key.Split('.')[0]))! : rows.Single();
        }

        public async Task<Grievance> State() => (await new Histories(this, Record.Vault).Read<Grievance>(TempRecord.Town, Case, opened: false, default))!.State;

        public async Task<string> Number() => (await State()).Number;

        public async ValueTask DisposeAsync()
        {
            await registrar.DisposeAsync();
            await Record.DisposeAsync();
        }
    }
}

public sealed class NoticesOnSqliteTests : NoticeContract
{
    protected override Task<ITestRecord> Fresh() => Task.FromResult<ITestRecord>(new TempRecord());
}

public sealed class NoticesOnPostgresTests(TestPostgres postgres) : NoticeContract, IClassFixture<TestPostgres>
{
    protected override async Task<ITestRecord> Fresh() => await PostgresRecordOf.Fresh(postgres.ConnectionString);
}
