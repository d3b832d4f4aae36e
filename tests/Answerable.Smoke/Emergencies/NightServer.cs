using System.Globalization;
using Answerable.Engine.Deliveries;
using Answerable.Engine.Reading;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;

namespace Answerable.Smoke.Emergencies;

/// <summary>
/// The real server of Qingtan as a process of its own, which differs from <c>serve</c> in its clock only. Says <c>READY address</c>
/// once it has taken up what an earlier process left; then each line it is told is a number of seconds that pass, and is said back.
/// </summary>
internal static class NightServer
{
    public static async Task<int> Run(string folder, string mailPort, string now)
    {
        await using var server = new EmergencyServer(int.Parse(mailPort, CultureInfo.InvariantCulture), folder, InstantPattern.General.Parse(now).Value);
        await server.StartServer();
        if (!(await server.Services.GetRequiredService<BookShelf>().Get(EmergencyServer.Town)).Town.IsFounded)
            await server.SetUp();
        await server.Services.GetRequiredService<DeliveryWorker>().Sweep(CancellationToken.None);
        await Console.Out.WriteLineAsync($"READY {server.Address}");
        while (await Console.In.ReadLineAsync() is { } seconds)
        {
            await server.After(Duration.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)));
            await Console.Out.WriteLineAsync(seconds);
        }

        return 0;
    }
}
