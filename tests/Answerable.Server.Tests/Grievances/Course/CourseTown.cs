using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.People;
using Microsoft.Extensions.DependencyInjection;

namespace Answerable.Server.Tests.Grievances.Course;

/// <summary>The town below a petition office whose own people work in the same record.</summary>
internal static class CourseTown
{
    public static readonly PersonId Above = new("above");
    public static readonly OfficeId County = new("county"), Town = new("town");

    /// <summary>The person of the petition office above, at their desk.</summary>
    public static async Task<Browser> AtCounty(this StaffedHost host)
    {
        await host.Open();
        if (!host.Passwords.ContainsKey(Above))
        {
            var town = Answerable.Offices.Town.Stream;
            var county = (await host.Book()).Town.Find(County)!;
            await host.Do(town, new SetOffice(county with { Outside = false }), new Actor.Operator());
            await host.Do(town, new SetPost(new(new("inspector"), County, null, Text.Of("信访督查专员", "Supervisor"), [Power.Disposition, Power.Leadership])), new Actor.Operator());
            await host.Do(town, new SetPerson(Above, "测试辛"), new Actor.Operator());
            await host.Do(town, new FillPost(new("inspector"), Above), new Actor.Operator());
            await using var scope = host.Services.CreateAsyncScope();
            host.Passwords[Above] = await scope.ServiceProvider.GetRequiredService<Accounts>().Add($"name-{Above}", Above.Value, TownHost.Town.Value);
        }

        return await host.AtDesk(Above);
    }

    public static async Task<Browser> AsResident(this StaffedHost host, string number, string code)
    {
        var resident = new Browser(host.Address);
        await resident.Open("/track");
        return await resident.Post("/track", ("number", number), ("code", code));
    }

    public static string Day(this StaffedHost host, int later) => NodaTime.Text.LocalDatePattern.Iso.Format(host.Clock.Now.InZone(NodaTime.DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date.PlusDays(later));

    /// <summary>Opens the form of an action and sends it.</summary>
    public static async Task<Browser> Does(this Browser desk, string number, string action, params (string Name, string Value)[] fields)
    {
        await desk.Open($"/desk/grievances/{number}/{action}");
        Assert.Equal(200, (int)desk.Last.StatusCode);
        return await desk.Post($"/desk/grievances/{number}/{action}", fields);
    }

    public static bool Offers(this Browser desk, string number, string action) => desk.Html.Contains($"{number}/{action}\"", StringComparison.Ordinal);
}
