using Answerable.Engine.Reading;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.Shell;
using Answerable.Storage;
using Answerable.Storage.Reading;
using Microsoft.EntityFrameworkCore;

namespace Answerable.Server.Grievances.Resident.Reviews;

/// <param name="Office">Which decided.</param>
public sealed record PublishedOpinion(Text Office, NodaTime.LocalDate On, string? DocumentNumber, string Words);

/// <summary>
/// Final review opinions given after a hearing, as they were published (36¶2). Nothing leads from one to its case: no number, no title, no name.
/// </summary>
internal static class PublishedOpinions
{
    private const int Most = 50;

    public static void MapPublishedOpinions(this IEndpointRouteBuilder routes) => routes.MapGet("/opinions", Page).ExcludeFromDescription();

    private static async Task<IResult> Page(Jurisdictions jurisdictions, IDbContextFactory<RecordDb> databases, Histories histories, BookShelf books, CancellationToken cancel)
    {
        var opinions = new List<PublishedOpinion>();
        foreach (var jurisdiction in await jurisdictions.All(cancel))
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            var book = await books.Get(jurisdiction, cancel);
            foreach (var stream in await db.PublishedIn(jurisdiction).Take(Most).ToListAsync(cancel))
                if (await histories.Read<Grievance>(jurisdiction, new(stream), opened: true, cancel) is { } found)
                    opinions.AddRange(Of(found, book));
        }

        return Show.Page<OpinionsPage>(200, (nameof(OpinionsPage.Opinions), opinions.OrderByDescending(opinion => opinion.On).ToList()));
    }

    private static IEnumerable<PublishedOpinion> Of(History<Grievance> found, Book book) =>
        from review in found.State.Reviews
        where review is { IsPublished: true, DecidedAt: not null }
        let words = found.Events.Where(one => one.Stamp.Version > review.DecidedBy).Select(one => one.Event).OfType<OpinionPublished>().FirstOrDefault()?.Words
        where words is not null
        select new PublishedOpinion(book.Town.Find(review.Office)?.Name ?? Text.Zh(review.Office.Value), review.DecidedAt!.Value.InZone(book.Zone).Date, review.DocumentNumber, words);
}
