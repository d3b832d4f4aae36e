using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Answerable.Laws;

/// <summary>Time, chance and fresh ids arrive in the context; only their sources at the edge may ask the machine.</summary>
public sealed partial class TimeLaws
{
    private static readonly string[] Banned =
    [
        "P:System.DateTime.Now", "P:System.DateTime.UtcNow", "P:System.DateTimeOffset.Now", "P:System.DateTimeOffset.UtcNow",
        "M:System.Guid.NewGuid", "M:System.Guid.CreateVersion7", "P:System.Random.Shared", "M:System.Random.#ctor", "P:NodaTime.SystemClock.Instance",
        "M:System.Threading.Thread.Sleep(System.Int32)",
    ];

    [Theory, InlineData("Answerable"), InlineData("Answerable.Ledger"), InlineData("Answerable.Storage")]
    public void The_compiler_refuses_ambient_time_in(string project)
    {
        var file = XDocument.Load(Repository.Path($"src/{project}/{project}.csproj"));
        Assert.Contains(file.Descendants("PackageReference"), item => (string?)item.Attribute("Include") == "Microsoft.CodeAnalysis.BannedApiAnalyzers");
        Assert.Contains(file.Descendants("AdditionalFiles"), item => ((string?)item.Attribute("Include"))?.EndsWith("BannedSymbols.txt", StringComparison.Ordinal) is true);
        Assert.DoesNotContain("RS0030", Sources.Read($"src/{project}/{project}.csproj"));
    }

    [Fact]
    public void The_list_of_banned_symbols_is_whole() =>
        Law.NothingBreaks("BannedSymbols.txt must ban", Banned.Except(Sources.Read("BannedSymbols.txt").Split('\n').Select(line => line.Split(';')[0])));

    [Fact]
    public void Nobody_asks_the_machine_for_time_or_chance() =>
        Law.NothingBreaks("Use the TownClock or the IdSource; only they may ask the machine",
            Sources.Lines(Sources.Text("src", ".cs", ".razor").Where(path => !IsSource(path)), IsAmbient));

    [Theory]
    [InlineData("var now = DateTime.UtcNow;"), InlineData("x = DateTimeOffset.Now.AddDays(1);"), InlineData("Guid.NewGuid()"), InlineData("Random.Shared.Next()")]
    [InlineData("SystemClock.Instance.GetCurrentInstant()"), InlineData("clock.GetUtcNow() ?? TimeProvider.System.GetUtcNow()"), InlineData("Thread.Sleep(5);")]
    public void The_law_would_notice(string line) => Assert.True(IsAmbient(line));

    // A clock or a source of ids is where the machine is asked; the class says so in its declaration.
    private static bool IsSource(string path) => Edge().IsMatch(Sources.Read(path));

    private static bool IsAmbient(string line) => Ambient().IsMatch(line) && !line.TrimStart().StartsWith("//", StringComparison.Ordinal);

    [GeneratedRegex(@"class \w+(\([^)]*\))?\s*:\s*(TownClock|IdSource)\b")]
    private static partial Regex Edge();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?(Now|Today)\b|\bGuid\.(NewGuid|CreateVersion7)\b|\bRandom\.Shared\b|\bnew Random\(|SystemClock\.Instance|TimeProvider\.System\.GetUtcNow|Thread\.Sleep\b")]
    private static partial Regex Ambient();
}
