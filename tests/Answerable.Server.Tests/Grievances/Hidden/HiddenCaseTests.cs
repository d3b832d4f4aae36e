using Answerable.Emergencies;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.Emergencies;
using Answerable.Server.Grievances.Staff;
using Answerable.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Answerable.Server.Tests.Grievances.Hidden;

/// <summary>
/// 28¶3, 30¶3, safeguards A4 and A5: to whoever is recused or accused, their unit and their line, a hidden case is as if it had never
/// been filed. Everything the running server can be asked is asked before and after, and has to answer the same.
/// </summary>
public sealed class HiddenCaseTests(StaffedHost host) : IClassFixture<StaffedHost>
{
    private const string Word = "瓷碗", Place = "白鹭湾";

    [Fact]
    public void Every_way_to_read_is_known_and_what_it_can_tell() =>
        Assert.Equal(ReadPaths.All.Keys.Order(StringComparer.Ordinal), ReadPaths.Of(host.Services).Order(StringComparer.Ordinal));

    [Fact]
    public async Task An_accusation_and_a_report_of_retaliation_show_nothing_to_the_accused_their_unit_and_their_line()
    {
        await host.Open();
        await host.FillPage(StaffedHost.Mayor);
        var before = await Seen([.. host.Readers.Values]);
        var numbers = new Queue<string>();
        foreach (var accused in (object[])[new { person = "clerk" }, new { person = "head" }, new { person = "desk" }, new { unit = "roads" }])
            numbers.Enqueue((await host.File(new { kind = "accusation", title = $"举报{Word}", body = Word, place = Place, about = accused })).Number);
        using var pressed = new Browser(host.Address);
        await pressed.Open("/pressed");
        await pressed.Post("/pressed", ("ways", "visited"), ("body", Word));
        Assert.Equal("/case/receipt", pressed.Path);
        await host.Index();
        Same(before, await Seen([.. host.Readers.Values]));
        foreach (var reader in host.Readers.Values)
            await AsIfItWereNone(host, reader, numbers.Dequeue());
    }

    [Theory]
    [InlineData("head", "desk"), InlineData("clerk", "desk"), InlineData("desk", "head")]
    public async Task A_claim_shows_nothing_to_whoever_took_the_decision_or_stands_aside(string recused, string free)
    {
        await host.Open();
        await host.FillPage(new(recused));
        var (reader, other) = (host.Readers[new(recused)], host.Readers[new(free)]);
        var before = await Seen(reader);
        var (stream, number, _) = await host.File(new { title = $"不服{Word}决定", body = $"{Word}被没收。", place = Place, category = "land", about = new { person = recused } });
        var (aside, _, _) = await host.File(new { title = $"另一件{Word}", body = Word, place = Place });
        await host.Do(aside, new Recuse(new(recused), "近亲属"), new Actor.Staff(new(free)));
        foreach (var one in (StreamId[])[stream, aside])
            foreach (var step in (ICommand[])[new Accept("已受理"), new Assign(new("roads")), new Note($"查{Word}")])
                await host.Do(one, step, new Actor.Staff(new(free)));
        await host.Do(stream, new AddInformation($"又一只{Word}"), new Actor.Complainant());
        await host.Index();
        Same(before, await Seen(reader));
        await AsIfItWereNone(host, reader, number);
        var (queue, search) = (await other.Get("/desk/grievances?state=open&page=2"), await other.Get($"/desk/grievances?q={Word}"));
        Assert.True((queue + search).Contains(number, StringComparison.Ordinal) && search.Contains(Word, StringComparison.Ordinal), "to others it shows, or this test would prove nothing");
    }

    [Fact]
    public async Task A_hidden_case_refreshes_no_board_and_an_emergency_does()
    {
        await host.Open();
        var board = host.Services.GetRequiredService<LiveBoard>();
        var before = await board.Look(TownHost.Town, default);
        await host.File(new { kind = "accusation", title = "举报", body = "内容", about = new { person = "desk" } });
        Assert.Equal(before, await board.Look(TownHost.Town, default));
        await host.Do(StreamId.New(Emergency.Kind, host.Services.GetRequiredService<IdSource>()), new OpenEmergency(EventKind.NaturalDisaster, "河堤渗水", "东河"), new Actor.Staff(StaffedHost.Desk));
        Assert.NotEqual(before, await board.Look(TownHost.Town, default));
    }

    [Fact]
    public async Task Figures_are_for_the_machine_itself_and_hold_no_number()
    {
        await host.Open();
        var number = (await host.File(new { kind = "accusation", title = $"举报{Word}", body = Word, about = new { person = "head" } })).Number;
        using var here = new HttpClient { BaseAddress = new(host.Address) };
        Assert.DoesNotContain(number, await here.GetStringAsync("/metrics"), StringComparison.OrdinalIgnoreCase);
        foreach (var header in (string[])["X-Forwarded-For", "Forwarded", "Via"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
            request.Headers.TryAddWithoutValidation(header, "1.1 proxy");
            Assert.Equal(404, (int)(await here.SendAsync(request)).StatusCode);
        }
    }

    [Fact]
    public async Task Nobody_recused_or_below_is_sent_anything_about_it()
    {
        await host.Open();
        var (accusation, _, _) = await host.File(new { kind = "accusation", title = $"举报{Word}", body = Word, about = new { person = "head" } });
        var (claim, _, _) = await host.File(new { title = $"不服{Word}决定", body = Word, about = new { person = "head" } });
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<RecordDb>>().CreateDbContextAsync();
        Assert.Equal(["office.county"], await db.Deliveries.Where(d => d.Stream == accusation.Value).Select(d => d.Recipient).Distinct().ToListAsync());
        Assert.DoesNotContain("staff.head", await db.Deliveries.Where(d => d.Stream == claim.Value).Select(d => d.Recipient).ToListAsync());
    }

    /// <summary>Everything that tells of several cases or of none, with every filter, by address.</summary>
    internal static async Task<SortedDictionary<string, string>> Seen(params Reader[] readers)
    {
        var told = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (reader, index) in readers.Select((reader, index) => (reader, index)))
            foreach (var path in ReadPaths.That(Tells.Nothing).Concat(ReadPaths.That(Tells.Several)).SelectMany(Addresses))
                told[$"{index} {path}"] = await reader.Get(path);
        return told;
    }

    private static IEnumerable<string> Addresses(string pattern) => pattern switch
    {
        "/desk/grievances" => Queues(),
        "/desk/duty/live" or "/desk/emergencies/{id}/live" => [], // never ends: A_hidden_case_refreshes_no_board
        "/desk/account/codes" or "/lodge" or "/pressed" => [], // fresh secrets on every showing
        "/dist/{file}" => ["/dist/no.css"],
        _ => [pattern.Replace("{documentName}", "v1").Replace("{language}", "zh").Replace("{look}", "auto").Replace("{step}", "kind")],
    };

    private static IEnumerable<string> Queues()
    {
        foreach (var state in (string[])["open", "overdue", "approval", "review", "closed", "all"])
            foreach (var kind in (string[])["", "suggestion", "accusation", "claim"])
                yield return $"/desk/grievances?state={state}&kind={kind}";
        foreach (var stage in Enum.GetValues<Stage>())
            yield return $"/desk/grievances?state=all&stage={Answerable.Storage.Rows.CaseEntry.Code(stage)}";
        foreach (var rest in (string[])["unit=roads", "unit=none", "mine=1", "page=1", "page=2", "page=3", "state=all&page=2", $"q={Word}", $"q={Word}&state=all", $"q={Word[..1]}", $"q={Place}", "q=没收", "q=不服", $"q={Word}&page=2"])
            yield return $"/desk/grievances?{rest}";
    }

    internal static void Same(SortedDictionary<string, string> before, SortedDictionary<string, string> after)
    {
        Assert.Equal(before.Keys, after.Keys);
        Assert.All(before, one => Assert.Equal(one.Value, after[one.Key]));
    }

    /// <summary>Every way to one case answers for this number as for one that never was.</summary>
    internal static async Task AsIfItWereNone(StaffedHost host, Reader reader, string number)
    {
        var none = host.NoNumber();
        foreach (var pattern in ReadPaths.That(Tells.One))
            foreach (var action in StaffAction.All.Select(one => one.Name).Append("nothing"))
                await Equal(reader.Get, pattern.Replace("{action}", action).Replace("{key}", "notice"));
        foreach (var pattern in ReadPaths.Posts(host.Services).Where(one => one.StartsWith("/desk/grievances/{number}", StringComparison.Ordinal)))
            foreach (var action in StaffAction.All.Select(one => one.Name))
                await Equal(path => reader.Post(path, ("words", "x"), ("purpose", "hearing"), ("reason", "x"), ("key", "k")), pattern.Replace("{action}", action));
        await Equal(reader.Get, "/desk/grievances?q={number}");
        await Equal(reader.Get, "/desk/grievances?state=all&q={number}");
        await Equal(reader.Get, "/track?number={number}");
        foreach (var pattern in ReadPaths.That(Tells.ItsComplainant).Where(one => !one.Contains(":regex", StringComparison.Ordinal)))
            await Equal(reader.Get, pattern);

        async Task Equal(Func<string, Task<string>> ask, string pattern) => Assert.Equal(
            (await ask(pattern.Replace("{number}", none).Replace("{hash}", new('0', 64)).Replace("{letter}", "2"))).Replace(none, "NUMBER", StringComparison.Ordinal),
            (await ask(pattern.Replace("{number}", number).Replace("{hash}", new('0', 64)).Replace("{letter}", "2"))).Replace(number, "NUMBER", StringComparison.Ordinal));
    }
}
