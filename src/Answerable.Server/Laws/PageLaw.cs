using System.Collections.Concurrent;
using Answerable.Deadlines;
using Answerable.Engine.Reading;
using Answerable.Recording;
using Answerable.Server.People;
using Answerable.Storage.Reading;

namespace Answerable.Server.Laws;

/// <summary>
/// Under which law the page that is asked for speaks: that of the reader's town, for residents that of the towns this server serves, where it is one and
/// the same. A town's rulebook is chosen once, so it is looked up once.
/// </summary>
public sealed class PageLaw(Jurisdictions jurisdictions, BookShelf books)
{
    private static readonly object Item = new();
    private readonly ConcurrentDictionary<JurisdictionId, Rulebook> known = new();

    /// <summary>Null before it was looked up, or where no town is set up: the pages' own words hold.</summary>
    public static Rulebook? Of(HttpContext? http) => http?.Items[Item] as Rulebook;

    public async Task Find(HttpContext http, RequestDelegate next)
    {
        http.Items[Item] = http.User.FindFirst(Staff.JurisdictionClaim) is { Value: var own }
            ? await LawOf(new(own), http.RequestAborted)
            : await Common(http.RequestAborted);
        await next(http);
    }

    private async ValueTask<Rulebook?> Common(CancellationToken cancel)
    {
        Rulebook? common = null;
        foreach (var town in await jurisdictions.All(cancel))
            if (await LawOf(town, cancel) is { } law)
            {
                if (common is not null && common.Id != law.Id)
                    return null;
                common = law;
            }

        return common;
    }

    private async ValueTask<Rulebook?> LawOf(JurisdictionId town, CancellationToken cancel)
    {
        if (known.TryGetValue(town, out var law))
            return law;
        var book = await books.Get(town, cancel);
        return book.Town.IsFounded ? known[town] = book.Rulebook : null;
    }
}
