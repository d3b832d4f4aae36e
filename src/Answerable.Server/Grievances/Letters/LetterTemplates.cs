using Answerable.Engine.Hosting;
using Answerable.Grievances;
using Answerable.Offices;

namespace Answerable.Server.Grievances.Letters;

/// <summary>The wording of a letter, and what kept the town's own from being used.</summary>
/// <param name="File">The town's own file, relative to the data folder; null: it has none.</param>
public sealed record ChosenTemplate(LetterTemplate Template, string Language, string? File, IReadOnlyList<TemplateFault> Faults);

/// <summary>
/// Finds the wording of a letter: the town's own file <c>letters/LANGUAGE/KIND.txt</c> in the data folder, read anew each time so that a change holds at
/// once; where there is none, or it has a fault, the one that ships with the program.
/// </summary>
public sealed class LetterTemplates(EngineOptions options)
{
    public static readonly IReadOnlyList<string> Languages = ["zh", "en"];

    private string Folder => Path.Combine(options.DataFolder, "letters");

    /// <param name="rulebook">The law the town works under: wording that cites another law is not used for it.</param>
    public ChosenTemplate Choose(LetterKind kind, Office office, string rulebook)
    {
        var language = LetterFacts.LanguageOf(office);
        var (own, faults) = Own(kind, language);
        if (own is not null)
            return new(own, language, NameOf(kind, language), []);
        var shipped = LetterTemplate.Shipped(kind, language);
        var fits = shipped.Law is null || shipped.Law == rulebook;
        return new(fits ? shipped : LetterTemplate.Shipped(kind, "en"), fits ? language : "en", faults.Count > 0 ? NameOf(kind, language) : null, faults);
    }

    /// <summary>Every file of the town's own, with its faults; also files that are no letter's.</summary>
    public IEnumerable<(string File, IReadOnlyList<TemplateFault> Faults)> CheckAll()
    {
        var known = (from language in Languages from kind in Enum.GetValues<LetterKind>() select (language, kind)).ToDictionary(one => NameOf(one.kind, one.language), one => one);
        foreach (var file in (Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*", SearchOption.AllDirectories) : []).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(options.DataFolder, file).Replace('\\', '/');
            yield return known.TryGetValue(name, out var one) ? (name, Own(one.kind, one.language).Faults) : (name, [new(0, "file-unknown", name)]);
        }
    }

    private (LetterTemplate? Template, IReadOnlyList<TemplateFault> Faults) Own(LetterKind kind, string language)
    {
        var path = Path.Combine(options.DataFolder, NameOf(kind, language));
        if (!File.Exists(path))
            return (null, []);
        try
        {
            var text = new FileInfo(path).Length > LetterTemplate.LongestFile * 4 ? new string(' ', LetterTemplate.LongestFile + 1) : File.ReadAllText(path);
            var faults = LetterTemplate.Check(kind, text);
            return (faults.Count == 0 ? LetterTemplate.Read(kind, text) : null, faults);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return (null, [new(0, "unreadable", error.Message)]);
        }
    }

    private static string NameOf(LetterKind kind, string language) => $"letters/{language}/{LetterTemplate.FileName(kind)}.txt";
}
