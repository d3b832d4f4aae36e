using Answerable.Deadlines;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Answerable.Server.Tests.Laws;

using Browser = Answerable.Server.Tests.Grievances.Browser;

/// <summary>An invented council under an invented county, set up under a rulebook that is not Chinese, whose people speak English.</summary>
public sealed class ForeignHost(string rulebook) : TownHost
{
    protected override bool IsDemo => true;

    /// <summary>A browser in which one of the staff has signed in: officer, leader or clerk.</summary>
    internal async Task<Browser> AtDesk(string person)
    {
        await using var scope = Services.CreateAsyncScope();
        var password = await scope.ServiceProvider.GetRequiredService<Accounts>().Add($"name-{person}", person, Town.Value);
        var browser = new Browser(Address);
        await browser.Open("/sign-in");
        await browser.Post("/sign-in", ("name", $"name-{person}"), ("password", password));
        return browser;
    }

    protected override void Configure(WebApplicationBuilder builder)
    {
        base.Configure(builder);
        builder.Configuration["Town:NameZh"] = builder.Configuration["Town:NameEn"] = "Ashby Borough";
    }

    protected override IEnumerable<ICommand> Commands()
    {
        yield return new FoundTown(Text.Of("Ashby Borough", "Ashby Borough"), Rulebooks.Find(rulebook)!.Zone!, rulebook);
        yield return new SetOffice(new(new("county"), Text.Of("Ashshire County", "Ashshire County"), OfficeRole.Superior, 2, SealingKey: County.Recipient.ToString(), Address: Text.Of("1 Mill Lane", "1 Mill Lane"), Phone: "01632 960001", Outside: true));
        yield return new SetOffice(new(new("town"), Text.Of("Ashby Borough Council", "Ashby Borough Council"), OfficeRole.HandlingOrgan, 1, new("county")), Receives: true);
        yield return new SetUnit(new(new("roads"), new("town"), Text.Of("Highways", "Highways")));
        yield return new SetPost(new(new("chief"), new("town"), null, Text.Of("Chief executive", "Chief executive"), [Power.Leadership]));
        yield return new SetPost(new(new("desk"), new("town"), null, Text.Of("Complaints desk", "Complaints desk"), [Power.Reception, Power.Disposition], new("chief")));
        yield return new SetPost(new(new("works"), new("town"), new("roads"), Text.Of("Highways officer", "Highways officer"), [Power.Handling], new("chief")));
        foreach (var (person, name, post) in new[] { ("leader", "Test Alpha", "chief"), ("clerk", "Test Bravo", "desk"), ("officer", "Test Charlie", "works") })
        {
            yield return new SetPerson(new(person), name);
            yield return new FillPost(new(post), new(person));
        }
    }
}
