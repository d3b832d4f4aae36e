using Answerable.Recording;
using Answerable.Storage.Reading;
using Answerable.Storage.Vaults;
using Microsoft.Extensions.Caching.Memory;

namespace Answerable.Server.Grievances.Staff;

/// <summary>
/// The titles of the queue, contact values masked. A title never changes, and opening it is most of what a page of the queue costs: so
/// the ones last shown are kept in memory, for ten minutes and never on disk, and forgotten at once with their case.
/// </summary>
/// <remarks>The caller shows a title only where the case's row, read just now, is neither sealed nor erased.</remarks>
public sealed class CaseTitles(Histories histories) : IForget, IDisposable
{
    private const int Most = 10_000;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);
    private readonly MemoryCache titles = new(new MemoryCacheOptions { SizeLimit = Most });

    /// <returns>By stream; null where the title is gone.</returns>
    public async Task<IReadOnlyDictionary<string, string?>> Of(JurisdictionId jurisdiction, IReadOnlyCollection<string> streams, CancellationToken cancel)
    {
        var found = new Dictionary<string, string?>(streams.Count);
        var unknown = new List<string>();
        foreach (var stream in streams)
            if (titles.TryGetValue((jurisdiction, stream), out string? title))
                found[stream] = title;
            else
                unknown.Add(stream);
        if (unknown.Count == 0)
            return found;
        foreach (var (stream, title) in await histories.Titles(jurisdiction, unknown, cancel))
        {
            found[stream] = title;
            if (title is not null)
                titles.Set((jurisdiction, stream), title, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Kept });
        }

        return found;
    }

    public Task Forget(JurisdictionId jurisdiction, IReadOnlyCollection<StreamId> streams, CancellationToken cancel)
    {
        foreach (var stream in streams)
            titles.Remove((jurisdiction, stream.Value));
        return Task.CompletedTask;
    }

    public void Dispose() => titles.Dispose();
}
