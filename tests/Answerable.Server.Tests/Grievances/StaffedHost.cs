using System.Net.Http.Json;
using System.Text.Json;
using Answerable.Engine.Reading;
using Answerable.Engine.Sealing;
using Answerable.Engine.Search;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.Grievances.Staff;
using Answerable.Server.People;
using Answerable.Storage;
using Answerable.Storage.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Answerable.Server.Tests.Grievances;

/// <summary>The town with a desk officer who stands duty, and its three members of staff signed in.</summary>
public class StaffedHost : TownHost
{
    public static readonly PersonId Mayor = new("head"), Handler = new("clerk"), Desk = new("desk");
    private HttpClient http = null!;

    protected override bool IsDemo => true;

    // An account is looked up anew each minute, and the answer that falls on it says so in its headers: on a slow machine that is now one, now another.
    protected override void Prepare(WebApplicationBuilder builder) =>
        builder.Services.PostConfigure<SecurityStampValidatorOptions>(stamp => stamp.ValidationInterval = TimeSpan.FromHours(1));

    /// <summary>The key of the county's body of discipline.</summary>
    public AgeIdentity Discipline { get; } = AgeIdentity.Generate();

    /// <summary>They sign in as <c>name-PERSON</c>.</summary>
    public Dictionary<PersonId, string> Passwords { get; } = [];

    internal Dictionary<PersonId, Reader> Readers { get; } = [];

    internal async Task Open()
    {
        if (Readers.Count > 0)
            return;
        http = new() { BaseAddress = new(Address) };
        var town = Answerable.Offices.Town.Stream;
        await Do(town, new SetPost(new(new("window"), new("town"), null, Text.Of("窗口", "Window"), [Power.Reception, Power.Disposition, Power.Duty], new("mayor"))), new Actor.Operator());
        await Do(town, new SetPerson(Desk, "测试丁"), new Actor.Operator());
        await Do(town, new SetOffice(new(new("discipline"), Text.Of("临江县纪委监委", "Linjiang discipline body"), OfficeRole.DisciplineBody, 2, new("county"), Discipline.Recipient.ToString(), Outside: true)), new Actor.Operator());
        await Do(town, new FillPost(new("window"), Desk), new Actor.Operator());
        foreach (var person in new[] { Mayor, Handler, Desk })
        {
            await using var scope = Services.CreateAsyncScope();
            var password = await scope.ServiceProvider.GetRequiredService<Accounts>().Add($"name-{person}", person.Value, Town.Value);
            Passwords[person] = password;
            Readers[person] = new(Address);
            await Readers[person].SignIn($"name-{person}", password);
        }
    }

    /// <summary>Cases that everybody of the office may see, until what this reader sees ends with a page: one more, and there would be another page.</summary>
    internal async Task FillPage(PersonId reader)
    {
        var town = (await Services.GetRequiredService<BookShelf>().Get(Town)).Town;
        while ((await Services.GetRequiredService<QueueQuery>().Read(new Actor.Staff(reader), town, Town, new QueueView(), default)).Total is var total && (total == 0 || total % QueueView.PageSize != 0))
            await Do((await File(new { title = $"第 {total} 件", body = "路灯不亮" })).Stream, new Assign(new("roads")), new Actor.Staff(Desk));
    }

    /// <summary>A browser in which somebody of the staff has signed in.</summary>
    internal async Task<Browser> AtDesk(PersonId person)
    {
        await Open();
        var browser = new Browser(Address);
        await browser.Open("/sign-in");
        await browser.Post("/sign-in", ("name", $"name-{person}"), ("password", Passwords[person]));
        return browser;
    }

    /// <summary>Files by the API, as anybody can.</summary>
    public async Task<(StreamId Stream, string Number, string Code)> File(object filing)
    {
        var answer = await http.PostAsJsonAsync("/api/v1/grievances", filing);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.IsSuccessStatusCode, body.GetRawText());
        var number = body.GetProperty("number").GetString()!;
        return (await Find(number), number, body.GetProperty("accessCode").GetString()!);
    }

    public async Task<StreamId> Find(string number)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<RecordDb>>().CreateDbContextAsync();
        return new((await db.CaseOf(Town, number, default))!.Stream);
    }

    public async Task<Grievance> State(string number) =>
        (await Services.GetRequiredService<Histories>().Read<Grievance>(Town, await Find(number), opened: false, default))!.State;

    /// <summary>The case as its complainant's program reads it.</summary>
    public async Task<JsonElement> Track(string number, string code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/grievances/{number}");
        request.Headers.Add("Access-Code", code);
        return await (await http.SendAsync(request)).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    }

    public async Task<Book> Book() => await Services.GetRequiredService<BookShelf>().Get(Town);

    /// <summary>Moves the clock and lets every deadline that came due be reported.</summary>
    public async Task MoveTo(NodaTime.Instant to)
    {
        Clock.MoveTo(to);
        await CatchUp();
    }

    public Task Index() => Services.GetRequiredService<SearchIndexer>().CatchUp(Town, default);

    /// <summary>A number that could be one and is none.</summary>
    public string NoNumber() => CaseNumber.Draw(Services.GetRequiredService<IdSource>());
}
