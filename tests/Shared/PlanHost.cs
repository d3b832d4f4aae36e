using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.People;
using Microsoft.Extensions.DependencyInjection;

namespace Answerable.Tests.Shared;

/// <summary>The invented town with an administrator and a clerk who can sign in.</summary>
public sealed class PlanHost : TownHost
{
    public const string Password = "four invented words";

    protected override bool IsDemo => true;

    public async Task People()
    {
        await Do(Answerable.Offices.Town.Stream, new SetPost(new(new("admin"), new("town"), null, Text.Of("系统管理岗", "Administrator"), [Power.Administration])), new Actor.Operator());
        await Do(Answerable.Offices.Town.Stream, new SetPerson(new("keeper"), "测试丙"), new Actor.Operator());
        await Do(Answerable.Offices.Town.Stream, new FillPost(new("admin"), new("keeper")), new Actor.Operator());
        await using var scope = Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
        await accounts.Add("admin", "keeper", Town.Value, Password);
        await accounts.Add("clerk", "clerk", Town.Value, Password);
    }

    public static async Task<PlanHost> Start()
    {
        var host = new PlanHost();
        await host.InitializeAsync();
        await host.People();
        return host;
    }
}
