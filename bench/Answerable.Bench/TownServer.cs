using Answerable.Engine.Hosting;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.Hosting;
using Answerable.Server.People;
using Microsoft.Extensions.DependencyInjection;

namespace Answerable.Bench;

/// <summary>The real server of an invented town.</summary>
internal static class TownServer
{
    public const string Clerk = "clerk", Password = "bench-only-Passw0rd!";
    public static readonly JurisdictionId Jurisdiction = new("bench");

    /// <param name="setup">What founds it, when the folder is new.</param>
    /// <param name="people">Who can sign in, by the ids of their persons.</param>
    public static async Task Run(string folder, string? postgres, IEnumerable<ICommand> setup, params IEnumerable<string> people)
    {
        var isNew = !Directory.Exists(Path.Combine(folder, "keys"));
        await using var app = ServerHost.Build(new(folder, postgres)
        {
            Urls = "http://127.0.0.1:0", Jurisdiction = Jurisdiction.Value, Beat = 1, Quantum = 16, UnhurriedFilings = 0, IsDemo = true, IsQuiet = true,
        });
        await app.StartAsync();
        if (isNew)
            await Found(app.Services, setup, people);
        await Child.UntilTold(app.Urls.First());
        await app.StopAsync();
    }

    public static IEnumerable<ICommand> Setup() =>
    [
        new FoundTown(Text.Of("测试镇", "Test town"), "Asia/Shanghai", "cn-petition-2022"),
        new SetOffice(new(new("xinfang"), Text.Zh("测试信访办"), OfficeRole.PetitionOffice, 1), Receives: true),
        new SetPerson(new("clerk"), "测试员"),
        new SetPost(new(new("p1"), new("xinfang"), null, Text.Zh("测试岗"), [Power.Reception, Power.Disposition])),
        new FillPost(new("p1"), new("clerk")),
    ];

    private static async Task Found(IServiceProvider services, IEnumerable<ICommand> setup, IEnumerable<string> people)
    {
        foreach (var command in setup)
            if (await services.GetRequiredService<RecordDesk>().Submit(Jurisdiction, new(Town.Stream, command, new Actor.Operator())) is Answer.Refused refused)
                throw new InvalidOperationException(refused.Code);
        await using var scope = services.CreateAsyncScope();
        foreach (var person in people)
            await scope.ServiceProvider.GetRequiredService<Accounts>().Add(person, person, Jurisdiction.Value, Password);
    }
}
