using System.Reflection;
using System.Text.Json;
using Answerable.Deadlines;
using Answerable.Server.Laws;

namespace Answerable.Server.Shell;

/// <summary>All words of all pages, read once from the <c>*.zh.json</c> and <c>*.en.json</c> files beside the pages.</summary>
/// <remarks>A file is a flat object. A value is a sentence, or <c>{"one": …, "other": …}</c> chosen by the first argument.</remarks>
public sealed class WordBook
{
    private readonly Dictionary<string, Dictionary<string, Phrase>> phrases = Language.All.ToDictionary(one => one, _ => new Dictionary<string, Phrase>());

    /// <summary>The words embedded in this program.</summary>
    public static WordBook Embedded { get; } = Load(typeof(WordBook).Assembly);

    /// <exception cref="InvalidDataException">A key stands twice, or a file is not a flat object of sentences.</exception>
    public static WordBook Load(Assembly assembly)
    {
        var book = new WordBook();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("words/", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            book.Read(name, name.EndsWith(".en.json", StringComparison.Ordinal) ? Language.English : Language.Chinese, stream);
        }
        return book;
    }

    /// <param name="law">The law that applies where the reader is; null: the one these words were written for.</param>
    public Words In(string language, Rulebook? law = null) => new(this, language, LawWords.Of(law));

    public IReadOnlyCollection<string> Keys(string language) => phrases[language].Keys;

    public bool Has(string language, string key) => phrases[language].ContainsKey(key);

    /// <summary>The phrase; null when no page wrote it.</summary>
    public Phrase? Find(string language, string key) => phrases[language].GetValueOrDefault(key);

    private void Read(string name, string language, Stream stream)
    {
        using var json = JsonDocument.Parse(stream);
        foreach (var entry in json.RootElement.EnumerateObject())
            if (!phrases[language].TryAdd(entry.Name, Phrase.Of(entry.Value)))
                throw new InvalidDataException($"{name}: the key {entry.Name} stands twice");
    }

    /// <summary>A sentence with its form for one thing and for several; Chinese has only the latter.</summary>
    public sealed record Phrase(string One, string Other)
    {
        internal static Phrase Of(JsonElement value) => value.ValueKind == JsonValueKind.String
            ? new(value.GetString()!, value.GetString()!)
            : new(value.GetProperty("one").GetString()!, value.GetProperty("other").GetString()!);

        internal string For(object? first) => first is 1 or 1L ? One : Other;
    }
}
