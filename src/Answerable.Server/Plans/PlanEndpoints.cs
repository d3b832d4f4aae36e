using Answerable.Plans;
using Answerable.Server.People;
using Answerable.Server.Plans.Pages;
using Answerable.Server.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Answerable.Server.Plans;

/// <summary>The plan in the console: hand a document in, see what was read and found, create what it names, take the plan file away.</summary>
internal static class PlanEndpoints
{
    // A little above the reader's own limit, so that the reader says what is wrong; the form around the file is small.
    private const long FormBytes = PlanDocuments.MaxBytes + 1_000_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var plan = routes.MapGroup("/desk/plan").RequireStaff().ExcludeFromDescription().AddEndpointFilter(Administrators);
        plan.MapGet("", async (HttpContext http, PlanDesk desk, CancellationToken cancel) => Overview(await desk.Read(http, cancel), null, []));
        plan.MapPost("", Take).WithMetadata(new RequestSizeLimitAttribute(FormBytes));
        plan.MapGet("/findings", async (HttpContext http, PlanDesk desk, string? kind, CancellationToken cancel) => await desk.Read(http, cancel) is { } kept
            ? Show.Page<PlanFindingsPage>(200, (nameof(PlanFindingsPage.On), kept), (nameof(PlanFindingsPage.Kind), kind)) : Results.NotFound());
        plan.MapGet("/lines", async (HttpContext http, PlanDesk desk, CancellationToken cancel) => await desk.Read(http, cancel) is { } kept
            ? Show.Page<PlanSourcePage>(200, (nameof(PlanSourcePage.On), kept)) : Results.NotFound());
        plan.MapGet("/create", async (HttpContext http, PlanDesk desk, CancellationToken cancel) => await desk.Read(http, cancel) is { } kept
            ? Review(kept, new CreationForm(kept, null), null) : Results.NotFound());
        plan.MapPost("/create", Create);
        plan.MapGet("/plan.yaml", async (HttpContext http, PlanDesk desk, CancellationToken cancel) => await desk.Read(http, cancel) is { } kept
            ? Results.File(System.Text.Encoding.UTF8.GetBytes(kept.Document), "application/yaml", "plan.yaml") : Results.NotFound());
    }

    private static async ValueTask<object?> Administrators(EndpointFilterInvocationContext call, EndpointFilterDelegate next) =>
        await call.HttpContext.RequestServices.GetRequiredService<PlanDesk>().MayAdminister(call.HttpContext, call.HttpContext.RequestAborted)
            ? await next(call)
            : Results.StatusCode(StatusCodes.Status403Forbidden);

    private static async Task<IResult> Take(HttpContext http, PlanDesk desk, Words words, Flash flash, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        if (form.Files.GetFile("file") is not { Length: > 0 } file)
            return Overview(await desk.Read(http, cancel), new FormErrors().Add("file", "plan.file.missing"), []);
        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancel);
        try
        {
            var conflicts = await desk.Take(http, content.ToArray(), file.FileName, cancel);
            if (conflicts.Count > 0)
                return Overview(await desk.Read(http, cancel), null, conflicts);
            flash.Say(http, "good", "plan.kept");
            return Results.Redirect("/desk/plan");
        }
        catch (PlanFileException wrong)
        {
            return Overview(await desk.Read(http, cancel), new FormErrors().Add("file", "plan.file.wrong", words.Of(wrong.Words)), []);
        }
    }

    private static async Task<IResult> Create(HttpContext http, PlanDesk desk, CancellationToken cancel)
    {
        if (await desk.Read(http, cancel) is not { } kept)
            return Results.NotFound();
        var (form, errors) = (new CreationForm(kept, await http.Request.ReadFormAsync(cancel)), new FormErrors());
        var posts = form.Posts(errors);
        if (form.Taken.Count == 0)
            errors.Add("take", "plan.create.nothing");
        if (errors.Any)
            return Review(kept, form, errors);
        var founding = desk.Founding(http);
        var done = await founding.Create(await founding.Steps(kept.Proposal, posts, form.Taken));
        return Show.Page<PlanCreatedPage>(200, (nameof(PlanCreatedPage.Done), done));
    }

    private static IResult Overview(TownPlan? kept, FormErrors? errors, IReadOnlyList<MergeConflict> conflicts) => Show.Page<PlanPage>(
        errors is null ? 200 : 422, (nameof(PlanPage.On), kept), (nameof(PlanPage.Errors), errors), (nameof(PlanPage.Conflicts), conflicts));

    private static IResult Review(TownPlan kept, CreationForm form, FormErrors? errors) => Show.Page<PlanCreatePage>(
        errors is null ? 200 : 422, (nameof(PlanCreatePage.On), kept), (nameof(PlanCreatePage.Form), form), (nameof(PlanCreatePage.Errors), errors));
}
