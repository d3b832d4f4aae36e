using Answerable.Engine.Hosting;
using Answerable.Engine.Reading;
using Answerable.Ledger;
using Answerable.Server.Hosting;
using Answerable.Server.Shell;

namespace Answerable.Server.Grievances;

/// <param name="Parent">The next higher office, by name; null when none is set.</param>
/// <param name="Vkey">The log's key, to check receipts with; empty until the first checkpoint is out.</param>
public sealed record JurisdictionInfo(string Id, string Name, string? Parent, string LogUrl, string Vkey);

/// <summary>What this server serves: <c>GET /api/v1/jurisdictions</c>.</summary>
public sealed class JurisdictionList(Jurisdictions jurisdictions, BookShelf books, Site site, EngineOptions options)
{
    public async Task<IReadOnlyList<JurisdictionInfo>> All(HttpContext http, CancellationToken cancel)
    {
        var language = Language.Of(http);
        var all = new List<JurisdictionInfo>();
        foreach (var id in await jurisdictions.All(cancel))
        {
            var town = (await books.Get(id, cancel)).Town;
            var parent = town.ReceivingOffice is { } office ? town.Above(office).FirstOrDefault()?.Name.In(language) : null;
            var key = await new LogDirectory(options.LogFolder(id)).Key(cancel);
            all.Add(new(id.Value, town.Name.In(language), parent, site.Link(http, $"/log/{id}"), key is null ? "" : System.Text.Encoding.UTF8.GetString(key).Trim()));
        }

        return all;
    }
}
