using Answerable.Grievances;
using Answerable.Recording;
using Answerable.Server.People;
using Answerable.Server.Shell;

namespace Answerable.Server.Grievances.Staff;

/// <summary>The window's pages for lost access codes (safeguards C7).</summary>
internal static class AccessEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup("/desk/access").RequireStaff().ExcludeFromDescription();
        desk.MapGet("", async (HttpContext http, AccessDesk access, StaffDesk staff, CancellationToken cancel) => await Form(http, access, staff, KeptForm.Of(http), null, cancel));
        desk.MapPost("/compare", Compare);
        // Sent back by the page itself when its reader changes the language: nothing is opened a second time.
        desk.MapGet("/compare", (HttpContext http, StaffDesk staff) => KeptForm.Of(http) is { } shown ? Compared(staff, $"{shown["number"]}", $"{shown["reference"]}", shown["name"]) : Results.Redirect("/desk/access"));
        desk.MapPost("/reissue", Reissue);
        desk.MapPost("/lost", Lost);
        desk.MapPost("/revoke", Revoke);
        desk.MapGet("/issued", (HttpContext http) => KeptForm.Of(http) is { } shown ? Issued($"{shown["number"]}", $"{shown["code"]}") : Results.Redirect("/desk/access"));
        desk.MapGet("/lost", (HttpContext http, StaffDesk staff) => KeptForm.Of(http) is { } shown ? ReadBack(staff, $"{shown["number"]}", null) : Results.Redirect("/desk/access"));
    }

    private static async Task<IResult> Form(HttpContext http, AccessDesk access, StaffDesk staff, IFormCollection? given, FormErrors? errors, CancellationToken cancel) =>
        !await access.May(http, cancel) ? Results.StatusCode(StatusCodes.Status403Forbidden)
        : Show.Page<WindowPage>(errors is null ? 200 : 422, (nameof(WindowPage.Errors), errors), (nameof(WindowPage.Given), given), (nameof(WindowPage.FormKey), staff.FreshKey()));

    private static async Task<IResult> Compare(HttpContext http, AccessDesk access, StaffDesk staff, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var (number, reference) = (form["number"].ToString(), form["reference"].ToString().Trim());
        var errors = new FormErrors();
        if (CaseNumber.Read(number) is null)
            errors.Add("number", "refusal.no-such-grievance");
        if (reference.Length == 0)
            errors.Add("reference", "refusal.proof-missing");
        if (errors.Any)
            return await Form(http, access, staff, form, errors, cancel);
        var (answer, contact) = await access.Open(http, number, reference, cancel);
        return answer is Answer.Refused refused
            ? await Form(http, access, staff, form, errors.Add(refused.Code == "proof-missing" ? "reference" : "number", $"refusal.{refused.Code}"), cancel)
            : Compared(staff, CaseNumber.Read(number)!, reference, contact?.Name);
    }

    private static IResult Compared(StaffDesk staff, string number, string reference, string? name) => Show.Page<ComparePage>(200,
        (nameof(ComparePage.Number), number), (nameof(ComparePage.Reference), reference), (nameof(ComparePage.Name), name), (nameof(ComparePage.FormKey), staff.FreshKey()));

    private static async Task<IResult> Reissue(HttpContext http, AccessDesk access, StaffDesk staff, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var (answer, code) = await access.Reissue(http, form["number"].ToString(), form["reference"].ToString(), form["key"].ToString(), cancel);
        return answer is Answer.Refused refused
            ? await Form(http, access, staff, form, new FormErrors().Add("number", $"refusal.{refused.Code}"), cancel)
            : Issued(CaseNumber.Read(form["number"].ToString())!, code);
    }

    private static async Task<IResult> Lost(HttpContext http, AccessDesk access, StaffDesk staff, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        return await access.ReportLoss(http, form["lost"].ToString(), form["key"].ToString(), cancel) is Answer.Refused refused
            ? await Form(http, access, staff, form, new FormErrors().Add("lost", $"refusal.{refused.Code}"), cancel)
            : ReadBack(staff, CaseNumber.Read(form["lost"].ToString())!, null);
    }

    private static async Task<IResult> Revoke(HttpContext http, AccessDesk access, StaffDesk staff, Flash flash, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        switch (await access.Revoke(http, form["number"].ToString(), form["code"].ToString(), form["key"].ToString(), cancel))
        {
            case Answer.Recorded recorded when recorded.Events.Any(one => one is AccessRevoked):
                flash.Say(http, recorded, "window.revoked");
                return Results.Redirect("/desk/access");
            case Answer.Recorded:
                return ReadBack(staff, CaseNumber.Read(form["number"].ToString())!, new FormErrors().Add("code", "window.code.wrong"));
            case Answer.Refused refused:
                return await Form(http, access, staff, form, new FormErrors().Add("lost", $"refusal.{refused.Code}"), cancel);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static IResult Issued(string number, string code) => Show.Page<IssuedPage>(200, (nameof(IssuedPage.Number), number), (nameof(IssuedPage.Code), code));

    private static IResult ReadBack(StaffDesk staff, string number, FormErrors? errors) =>
        Show.Page<ReadBackPage>(errors is null ? 200 : 422, (nameof(ReadBackPage.Number), number), (nameof(ReadBackPage.Errors), errors), (nameof(ReadBackPage.FormKey), staff.FreshKey()));
}
