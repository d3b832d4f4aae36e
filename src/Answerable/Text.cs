using System.Collections.Immutable;

namespace Answerable;

/// <summary>
/// A name or sentence in one or more languages, keyed by BCP 47 primary tag ("zh", "en").
/// Asking for a missing language falls back to Chinese, then to whatever there is.
/// </summary>
public sealed record Text
{
    public static readonly Text Empty = new([]);

    public Text(ImmutableSortedDictionary<string, string> values) => Values = values;

    private Text(IEnumerable<KeyValuePair<string, string>> values) =>
        Values = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, values);

    public ImmutableSortedDictionary<string, string> Values { get; }

    public bool IsEmpty => Values.Values.All(string.IsNullOrWhiteSpace);

    public static Text Zh(string zh) => new([new("zh", zh)]);

    public static Text Of(string zh, string en) => new([new("zh", zh), new("en", en)]);

    /// <summary>The text in <paramref name="language"/>, or the nearest there is; empty when there is none.</summary>
    public string In(string language) =>
        Values.TryGetValue(language, out var exact) ? exact
        : Values.TryGetValue("zh", out var chinese) ? chinese
        : Values.Count > 0 ? Values.First().Value
        : "";

    public bool Equals(Text? other) => other is not null && Values.SequenceEqual(other.Values);

    public override int GetHashCode() =>
        Values.Aggregate(0, (hash, pair) => HashCode.Combine(hash, pair.Key, pair.Value));

    public override string ToString() => In("zh");
}
