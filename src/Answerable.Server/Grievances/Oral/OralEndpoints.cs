using Answerable.Grievances;
using Answerable.Recording;
using Answerable.Server.Grievances.Staff;
using Answerable.Server.People;
using Answerable.Server.Shell;

namespace Answerable.Server.Grievances.Oral;

/// <summary>The record of what was told by word of mouth: printed, read back, and noted as agreed to.</summary>
internal static class OralEndpoints
{
    public static void MapOral(this IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup("/desk/grievances").RequireStaff().ExcludeFromDescription();
        desk.MapGet("/{number}/oral", async (HttpContext http, StaffDesk staff, string number, CancellationToken cancel) => await Page(http, staff, number, null, null, cancel));
        desk.MapPost("/{number}/oral", Note);
    }

    private static async Task<DeskCase?> Find(HttpContext http, StaffDesk staff, string number, CancellationToken cancel) =>
        await staff.Find(http, number, cancel) is { Acts: true } found && ReadBack.IsOral(found.State) ? found : null;

    private static async Task<IResult> Page(HttpContext http, StaffDesk staff, string number, FormErrors? errors, IFormCollection? form, CancellationToken cancel) =>
        await Find(http, staff, number, cancel) is { } found
            ? Show.Page<OralPage>(errors is null ? 200 : 422, (nameof(OralPage.On), found), (nameof(OralPage.Errors), errors), (nameof(OralPage.Form), form), (nameof(OralPage.FormKey), staff.FreshKey()))
            : Results.NotFound();

    private static async Task<IResult> Note(HttpContext http, StaffDesk staff, Flash flash, string number, CancellationToken cancel)
    {
        if (await Find(http, staff, number, cancel) is not { } found)
            return Results.NotFound();
        var form = await http.Request.ReadFormAsync(cancel);
        var given = new StaffAction.Given(form);
        if (given.Enum<Agreed>("how") is not { } how)
            return await Page(http, staff, number, new FormErrors().Add("how", "oral.how.missing"), form, cancel);
        var answer = await staff.Do(found, new ReadBack(how, given["reference"]), given["key"], null);
        if (answer is Answer.Refused refused)
            return await Page(http, staff, number, new FormErrors().Add(refused.Code == "reference-missing" ? "reference" : "how", $"refusal.{refused.Code}"), form, cancel);
        flash.Say(http, answer, "oral.done");
        return Results.Redirect($"/desk/grievances/{found.State.Number}");
    }
}
