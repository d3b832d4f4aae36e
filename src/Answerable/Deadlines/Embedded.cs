namespace Answerable.Deadlines;

/// <summary>Data compiled into this assembly: as constant as its code.</summary>
internal static class Embedded
{
    public static string Read(string name)
    {
        using var stream = typeof(Embedded).Assembly.GetManifestResourceStream($"data/{name}")
            ?? throw new InvalidOperationException($"This build lacks its data file {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public static IEnumerable<string> Under(string folder) =>
        typeof(Embedded).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith($"data/{folder}", StringComparison.Ordinal))
            .Select(name => name["data/".Length..])
            .Order(StringComparer.Ordinal);
}
