using Answerable.Receptions.Slips;
using Answerable.Server.Tests.Grievances;
using Answerable.Storage.Reading;
using Microsoft.Extensions.DependencyInjection;

namespace Answerable.Server.Tests.Receptions;

/// <summary>A power cut, from the block in the drawer to the list of what is missing, on the real server and without a script.</summary>
public sealed class SlipPagesTests(StaffedHost host) : IClassFixture<StaffedHost>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await host.Open();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_block_is_printed_and_each_slip_that_comes_back_is_registered_once()
    {
        using var desk = await host.AtDesk(StaffedHost.Desk);
        var first = await Print(desk, 20);
        for (var number = first; number < first + 20; number++)
            Assert.InRange(desk.Html.Split(SlipNumber.Print(number)).Length, 3, 5); // on the slip and on its receipt
        await Register(desk, first, "第一张单子");
        Assert.Contains(SlipNumber.Print(first), desk.Html, StringComparison.Ordinal);
        var page = desk.Html;
        await Register(desk, first, "另一件事");
        Assert.Contains("这张登记单已经补录过", desk.Html, StringComparison.Ordinal);
        desk.Back(page);
        await Register(desk, first + 3, "第四张单子");
        await desk.Open("/desk/slips");
        Assert.Contains("缺 2 张", desk.Html, StringComparison.Ordinal);
        Assert.Contains(SlipNumber.Print(first + 1), desk.Html, StringComparison.Ordinal);
        await desk.Post("/desk/slips", ("do", "void"), ("slip", SlipNumber.Print(first + 1)), ("reason", "写坏"));
        Assert.Contains("缺 1 张", desk.Html, StringComparison.Ordinal);
        await Register(desk, first + 1, "作废的单子");
        Assert.Contains("这张登记单已经作废", desk.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_one_case_and_one_slip()
    {
        using var desk = await host.AtDesk(StaffedHost.Desk);
        var first = await Print(desk, 20);
        await desk.Open("/desk/grievances/register");
        var form = desk.Html;
        (string, string)[] said = [("channel", "visit"), ("kind", "claim"), ("title", "发两次的单子"), ("body", "路灯不亮"), ("slip", SlipNumber.Print(first))];
        await desk.Post("/desk/grievances/register", said);
        desk.Back(form);
        await desk.Post("/desk/grievances/register", said);
        Assert.Equal(200, (int)desk.Last.StatusCode);
        Assert.Single((await Slips()).Used.Keys, first);
    }

    [Fact]
    public async Task A_mistyped_number_and_an_empty_reason_are_said_at_their_fields()
    {
        using var desk = await host.AtDesk(StaffedHost.Desk);
        await Print(desk, 20);
        await desk.Open("/desk/slips");
        await desk.Post("/desk/slips", ("do", "void"), ("slip", "000001-9"), ("reason", "写坏"));
        Assert.Contains("id=\"slip-error\"", desk.Html, StringComparison.Ordinal);
        await desk.Post("/desk/slips", ("do", "void"), ("slip", SlipNumber.Print(1)), ("reason", ""));
        Assert.Equal(422, (int)desk.Last.StatusCode);
        using var handler = await host.AtDesk(StaffedHost.Handler);
        Assert.Equal(403, (int)(await handler.Open("/desk/slips")).Last.StatusCode);
        Assert.Equal(404, (int)(await handler.Open("/desk/slips/1")).Last.StatusCode);
    }

    private async Task<int> Print(Server.Tests.Grievances.Browser desk, int count)
    {
        await desk.Open("/desk/slips");
        await desk.Post("/desk/slips", ("do", "print"), ("count", $"{count}"));
        return int.Parse(desk.Path[(desk.Path.LastIndexOf('/') + 1)..], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task Register(Server.Tests.Grievances.Browser desk, int slip, string title)
    {
        await desk.Open("/desk/grievances/register");
        await desk.Post("/desk/grievances/register", ("channel", "visit"), ("kind", "claim"), ("title", title), ("body", "路灯不亮"), ("slip", SlipNumber.Print(slip)));
    }

    private async Task<SlipBook> Slips() => (await host.Services.GetRequiredService<Histories>().Read<SlipBook>(StaffedHost.Town, SlipBook.Stream, opened: false, default))!.State;
}
