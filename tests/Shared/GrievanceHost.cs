using System.Net.Http.Json;
using System.Text.Json;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.Hosting;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

using StreamId = Answerable.Recording.StreamId;

namespace Answerable.Tests.Shared;

/// <summary>An invented town with an office above it, as a resident and the API see it.</summary>
public sealed class GrievanceHost() : RealServer(Town, Instant.FromUtc(2026, 8, 4, 1, 0))
{
    public static readonly JurisdictionId Town = new("mingshan");
    public static readonly OfficeId Office = new("mingshan"), City = new("yunzhou");
    public static readonly PersonId Clerk = new("clerk"), Handler = new("handler"), Head = new("head"), Above = new("above");
    public const string Password = "four invented words";
    public HttpClient Http { get; private set; } = null!;

    /// <summary>Connection string of its database; null: SQLite in the folder. May be changed while the server is stopped.</summary>
    public string? Postgres { get; set; }

    public static async Task<GrievanceHost> Start(string? citySealingKey = null, string? postgres = null)
    {
        var host = new GrievanceHost { Postgres = postgres };
        await host.StartServer();
        await host.SetUp(citySealingKey);
        return host;
    }

    public override async Task StartServer()
    {
        await base.StartServer();
        Http = new() { BaseAddress = new(Address) };
    }

    public override async Task StopServer()
    {
        Http.Dispose();
        await base.StopServer();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools(); // as a process that ends: a restore may now replace the file
    }

    public Task<Answer.Recorded> Do(StreamId stream, ICommand command, PersonId by) => Do(stream, command, new Actor.Staff(by));

    /// <summary>Files by the API, as anybody can.</summary>
    public async Task<(string Number, string Code)> File(object filing)
    {
        var answer = await Http.PostAsJsonAsync("/api/v1/grievances", filing);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return answer.IsSuccessStatusCode
            ? (body.GetProperty("number").GetString()!, body.GetProperty("accessCode").GetString()!)
            : throw new InvalidOperationException(body.GetRawText());
    }

    public async Task<HttpResponseMessage> Get(string path, string code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Access-Code", code);
        return await Http.SendAsync(request);
    }

    public async Task<JsonElement> Track(string number, string code) =>
        await (await Get($"/api/v1/grievances/{number}", code)).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();

    /// <summary>The receipt, after as many beats as it takes.</summary>
    public async Task<byte[]> Receipt(string number, string code)
    {
        for (var tries = 0; ; tries++)
        {
            var answer = await Get($"/api/v1/grievances/{number}/receipt", code);
            if (answer.StatusCode == System.Net.HttpStatusCode.OK)
                return await answer.Content.ReadAsByteArrayAsync();
            if (answer.StatusCode != System.Net.HttpStatusCode.Accepted || tries > 300)
                throw new InvalidOperationException($"No receipt: {answer.StatusCode}.");
            await Task.Delay(100);
        }
    }

    /// <summary>Moves the clock and lets every deadline that came due be reported.</summary>
    public async Task MoveTo(Instant to)
    {
        Clock.MoveTo(to);
        await CatchUp();
    }

    public async Task<(StreamId Stream, Grievance State)> Find(string number)
    {
        var stream = await StreamOf(number);
        return (stream, (await Read(stream)).State);
    }

    /// <summary>A person with these powers in the town's office, and a sign-in of the same name.</summary>
    public async Task Employ(PersonId person, params Power[] powers)
    {
        await Seat(person, $"测试{person}", Office, null, powers);
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Server.People.Accounts>().Add(person.Value, person.Value, Town.Value, Password);
    }

    protected override ServerOptions Options(ServerOptions basis) => basis with { Postgres = Postgres, Beat = 0.2, Quantum = 4, IsDemo = true };

    private async Task SetUp(string? citySealingKey)
    {
        await Set(new FoundTown(Text.Of("明山镇", "Mingshan"), "Asia/Shanghai", "cn-petition-2022"));
        await Set(new SetOffice(new(City, Text.Of("云州市信访局", "Yunzhou petition office"), OfficeRole.PetitionOffice, 2, SealingKey: citySealingKey, Address: Text.Zh("云州市人民路 9 号"), Phone: "0000-5550200")));
        await Set(new SetOffice(new(Office, Text.Of("明山镇人民政府", "Mingshan town government"), OfficeRole.HandlingOrgan, 1, City), Receives: true));
        await Set(new SetUnit(new(new("works"), Office, Text.Of("村建办", "Works"))));
        await Seat(Clerk, "测试接访员", Office, null, Power.Reception, Power.Disposition);
        await Seat(Handler, "测试承办人", Office, new("works"), Power.Handling);
        await Seat(Head, "测试镇长", Office, null, Power.Leadership);
        await Seat(Above, "测试上级", City, null, Power.Disposition);
    }

    private async Task Seat(PersonId person, string name, OfficeId office, UnitId? unit, params Power[] powers)
    {
        await Set(new SetPerson(person, name));
        await Set(new SetPost(new(new(person.Value), office, unit, Text.Zh(name), [.. powers])));
        await Set(new FillPost(new(person.Value), person));
    }
}
