using Answerable.Engine.Hosting;
using Answerable.Engine.Reading;
using Answerable.Grievances.Categories;
using Answerable.Grievances.Directing;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.People;
using Answerable.Server.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Answerable.Server.Grievances.Directing;

/// <summary>Subjects, areas and rules in the console: see what is in force, hand in a file or edit the text, have it checked, put it in force.</summary>
internal static class DirectingEndpoints
{
    public const string Desk = "/desk/directing";
    private const long FormBytes = 8_000_000;

    public static void AddDirecting(this IServiceCollection services) => services.AddSingleton(provider => new NavItem(
        "nav.directing", Desk, "link", 62, user => user.May(provider.GetRequiredService<BookShelf>(), Authority.MayAdminister)));

    public static void MapDirecting(this IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup(Desk).RequireStaff().ExcludeFromDescription().AddEndpointFilter(Administrators);
        desk.MapGet("", async (HttpContext http, BookShelf books, CancellationToken cancel) => Overview(await books.Get(http.User.Jurisdiction(), cancel)));
        desk.MapGet("/{part}", async (HttpContext http, BookShelf books, string part, CancellationToken cancel) =>
            DirectingPart.Of(part) is { } found ? Page(await books.Get(http.User.Jurisdiction(), cancel), found, null, null, null) : Results.NotFound());
        desk.MapGet("/{part}/file", async (HttpContext http, BookShelf books, string part, CancellationToken cancel) =>
            DirectingPart.Of(part) is { } found ? Results.File(System.Text.Encoding.UTF8.GetBytes(found.Write(await books.Get(http.User.Jurisdiction(), cancel))), found.MediaType, found.FileName) : Results.NotFound());
        desk.MapPost("/{part}", Take).WithMetadata(new RequestSizeLimitAttribute(FormBytes), new RequestFormLimitsAttribute { ValueLengthLimit = (int)FormBytes, MultipartBodyLengthLimit = FormBytes });
    }

    private static async ValueTask<object?> Administrators(EndpointFilterInvocationContext call, EndpointFilterDelegate next) =>
        Authority.MayAdminister(call.HttpContext.Actor(), (await call.HttpContext.RequestServices.GetRequiredService<BookShelf>().Get(call.HttpContext.User.Jurisdiction())).Town)
            ? await next(call) : Results.StatusCode(StatusCodes.Status403Forbidden);

    private static async Task<IResult> Take(HttpContext http, BookShelf books, RecordDesk desk, Flash flash, string part, CancellationToken cancel)
    {
        if (DirectingPart.Of(part) is not { } found)
            return Results.NotFound();
        var form = await http.Request.ReadFormAsync(cancel);
        var text = await Text(form, cancel);
        var book = await books.Get(http.User.Jurisdiction(), cancel);
        if (text.Length == 0)
            return Page(book, found, text, [], new FormErrors().Add("text", "directing.empty"));
        var (command, stream, findings) = found.Read(text, book);
        if (form["go"] == "check" || findings.Any(one => one.IsError))
            return Page(book, found, text, findings, findings.Any(one => one.IsError) ? new FormErrors().Add("text", "directing.faulty") : null);
        var answer = await desk.Submit(http.User.Jurisdiction(), new(stream, command, http.Actor()));
        if (answer is Answer.Refused refused)
            return Page(book, found, text, [.. Said(refused)], new FormErrors().Add("text", $"refusal.{refused.Code}"));
        flash.Say(http, answer, $"directing.{found.Name}.done");
        return Results.Redirect(Desk);
    }

    private static IEnumerable<Finding> Said(Answer.Refused refused) => refused.Details.TryGetValue("fault", out var fault)
        ? [new(true, fault, refused.Details.Where(one => one.Key != "fault").Select(one => one.Value).FirstOrDefault() ?? "")] : [];

    private static async Task<string> Text(IFormCollection form, CancellationToken cancel)
    {
        if (form.Files.GetFile("file") is not { Length: > 0 } file)
            return form["text"].ToString().Trim();
        using var reader = new StreamReader(file.OpenReadStream());
        return (await reader.ReadToEndAsync(cancel)).Trim();
    }

    private static IResult Overview(Book book) => Show.Page<DirectingPage>(200, (nameof(DirectingPage.Book), book));

    private static IResult Page(Book book, DirectingPart part, string? text, IReadOnlyList<Finding>? findings, FormErrors? errors) => Show.Page<DirectingPartPage>(
        errors is null ? 200 : 422, (nameof(DirectingPartPage.Book), book), (nameof(DirectingPartPage.Part), part), (nameof(DirectingPartPage.Typed), text ?? part.Write(book)),
        (nameof(DirectingPartPage.Findings), findings), (nameof(DirectingPartPage.Errors), errors));
}

/// <summary>One of the three files.</summary>
public sealed record DirectingPart(string Name, string FileName, string MediaType, Func<Book, string> Write, Func<string, Book, (ICommand Command, StreamId Stream, IReadOnlyList<Finding> Findings)> Read)
{
    public static IReadOnlyList<DirectingPart> All { get; } =
    [
        new("subjects", "subjects.yaml", "application/yaml", book => DirectionFiles.Write(book.Categories.All), (text, book) =>
            DirectionFiles.Subjects(text, book.Town) is var (read, findings) ? (new SetCategories(read), CategoryTree.Stream, findings) : default),
        new("areas", "areas.geojson", "application/geo+json", book => AreaFile.Write(book.Directions.Areas), (text, book) =>
            AreaFile.Read(text) is var (read, findings) ? (new SetAreas(read), Directions.Stream, findings) : default),
        new("rules", "rules.yaml", "application/yaml", book => DirectionFiles.Write(book.Directions.Rules), (text, book) =>
            DirectionFiles.Rules(text, book.Directions, book) is var (read, findings) ? (new SetRules(read), Directions.Stream, findings) : default),
    ];

    public static DirectingPart? Of(string name) => All.FirstOrDefault(one => one.Name == name);
}
