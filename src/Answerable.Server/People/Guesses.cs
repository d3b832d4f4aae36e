using System.Collections.Concurrent;
using Answerable.Server.Limits;

namespace Answerable.Server.People;

/// <summary>
/// Wrong passwords where no account counts them: for names that nobody has, so that they are paused and told so like any account, and for a browser that
/// signed in before. In memory, under hashes that change daily; each node counts for itself.
/// </summary>
public sealed class Guesses(TimeProvider time, Pseudonyms pseudonyms)
{
    public const int Most = 5;
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(15);
    private const int Remembered = 100_000;
    private readonly ConcurrentDictionary<UInt128, (int Count, DateTimeOffset Until)> wrong = new();

    public bool IsPaused(string name) => wrong.TryGetValue(pseudonyms.Of(name), out var so) && so.Until > time.GetUtcNow();

    /// <summary>Counts one more.</summary>
    /// <returns>Whether it is paused now.</returns>
    public bool Wrong(string name)
    {
        var now = time.GetUtcNow();
        if (wrong.Count > Remembered)
            wrong.Clear();
        return wrong.AddOrUpdate(pseudonyms.Of(name), _ => (1, default), (_, so) => so.Count + 1 < Most ? (so.Count + 1, so.Until) : (0, now + Pause)).Until > now;
    }

    public void Right(string name) => wrong.TryRemove(pseudonyms.Of(name), out _);
}
