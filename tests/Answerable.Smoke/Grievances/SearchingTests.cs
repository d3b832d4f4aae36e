using Answerable.Engine.Reading;
using Answerable.Engine.Search;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.Grievances.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace Answerable.Smoke.Grievances;

/// <summary>Staff look for a matter by what it is about; nobody is found by who they are (safeguards A2, A5).</summary>
public sealed class SearchingTests
{
    private static readonly object Ditch = new
    {
        kind = "claim", title = "水沟堵塞，测试居民反映", body = "雨后水沟倒灌进屋。请打测试居民电话139-0000-0001，或者１３９０００００００１。", contact = new { name = "测试居民", phone = "13900000001" },
    };

    [Fact]
    public async Task The_queue_shows_what_was_found_and_hides_who_wrote_it()
    {
        await using var host = await GrievanceHost.Start();
        var (number, _) = await host.File(Ditch);
        await host.File(new { kind = "suggestion", title = "路灯", body = "多装几盏。" });

        var found = await Look(host, GrievanceHost.Clerk, "水沟 倒灌");
        Assert.Equal((number, 1), (Assert.Single(found.Rows).Number, found.Total));
        var hit = Assert.Single(found.Hits).Value;
        Assert.Equal(["水沟"], hit.Title.Where(piece => piece.IsHit).Select(piece => piece.Words));
        Assert.Equal(["水沟倒灌"], hit.Snippet.Where(piece => piece.IsHit).Select(piece => piece.Words));
        var shown = string.Concat(hit.Title.Concat(hit.Snippet).Select(piece => piece.Words)) + string.Concat(found.Titles.Values);
        Assert.DoesNotContain("测试居民", shown);
        Assert.DoesNotContain("0001", shown.Normalize(System.Text.NormalizationForm.FormKC));

        Assert.Equal(number, Assert.Single((await Look(host, GrievanceHost.Clerk, number.ToLowerInvariant())).Rows).Number);
        Assert.Equal(2, (await Look(host, GrievanceHost.Clerk, null)).Total);
    }

    [Fact]
    public async Task Nobody_is_found_by_name_or_number_and_the_refusal_says_what_to_do()
    {
        await using var host = await GrievanceHost.Start();
        await host.File(Ditch);
        Assert.Equal(0, (await Look(host, GrievanceHost.Clerk, "测试居民")).Total);
        Assert.Equal(0, (await Look(host, GrievanceHost.Clerk, "0001")).Total);
        foreach (var typed in (string[])["13900000001", "139 0000 0001", "一三九零零零零零零零一", "a@example.org"])
        {
            var answer = await Look(host, GrievanceHost.Clerk, typed);
            Assert.Equal((0, 0, "query-is-a-person"), (answer.Total, answer.Rows.Count, answer.Refusal));
        }
    }

    [Fact]
    public async Task Who_may_not_see_a_case_finds_nothing_of_it()
    {
        await using var host = await GrievanceHost.Start();
        var (number, _) = await host.File(Ditch);
        foreach (var reader in (PersonId[])[GrievanceHost.Handler, GrievanceHost.Above, new("nobody")])
            Assert.Equal((0, 0), await Counts(host, reader, "水沟"));
        Assert.Equal((0, 0), await Counts(host, GrievanceHost.Handler, number));
    }

    private static async Task<(int, int)> Counts(GrievanceHost host, PersonId reader, string typed) => await Look(host, reader, typed) is var found ? (found.Total, found.Rows.Count) : default;

    private static async Task<QueuePageData> Look(GrievanceHost host, PersonId reader, string? typed)
    {
        await host.Services.GetRequiredService<SearchIndexer>().CatchUp(GrievanceHost.Town, CancellationToken.None);
        var book = await host.Services.GetRequiredService<BookShelf>().Get(GrievanceHost.Town);
        return await host.Services.GetRequiredService<QueueQuery>().Read(new Actor.Staff(reader), book.Town, GrievanceHost.Town, new QueueView(Words: typed), CancellationToken.None);
    }
}
