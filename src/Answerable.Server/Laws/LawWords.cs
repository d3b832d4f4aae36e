using System.Collections.Concurrent;
using System.Text.Json;
using Answerable.Deadlines;

namespace Answerable.Server.Laws;

/// <summary>
/// What the pages say in the place of their own words where another law applies than the one those were written for: the rulebook's own words, and
/// where it has none, words that name no law. The pages' own words are those of 信访工作条例.
/// </summary>
public sealed class LawWords
{
    private static readonly Lazy<Dictionary<string, Dictionary<string, string>>> Neutral = new(Load);
    private static readonly ConcurrentDictionary<BookRef, LawWords> Known = new();
    private readonly Dictionary<(string Language, string Key), string> words;

    private LawWords(Rulebook book) => words = book.Words.ToDictionary(word => (word.Language, word.Key), word => word.Words);

    /// <summary>Keys that have words of no law.</summary>
    public static IReadOnlyCollection<string> NeutralKeys => Neutral.Value.Keys;

    /// <summary>Null where the pages' own words are right.</summary>
    public static LawWords? Of(Rulebook? book) => book is null || book.Id == Answerable.Deadlines.Rulebooks.Petition ? null : Known.GetOrAdd(book.Key, _ => new(book));

    /// <summary>Null: the pages' own words hold under any law.</summary>
    public string? Find(string language, string key) =>
        words.TryGetValue((language, key), out var own) ? own
        : Neutral.Value.TryGetValue(key, out var neutral) ? neutral.GetValueOrDefault(language)
        : null;

    private static Dictionary<string, Dictionary<string, string>> Load()
    {
        using var stream = typeof(LawWords).Assembly.GetManifestResourceStream("laws/neutral.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(stream)!;
    }
}
