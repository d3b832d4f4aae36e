namespace Answerable.Laws;

/// <summary>Safeguard A23: words that turn people into a danger appear nowhere but in what is quoted and in the rules that look for them.</summary>
public sealed class WordLaws
{
    private static readonly string[] Forbidden = ["稳控", "维稳", "缠访", "闹访", "非访", "上访老户", "重点人员"];

    /// <summary>Where they may stand, and why. A folder ends in a slash.</summary>
    private static readonly Dictionary<string, string> Quoted = new()
    {
        ["data/plans/"] = "the plan document as issued",
        ["data/laws/"] = "the text of the law",
        ["src/Answerable/Plans/"] = "the reader of plans, which must know the words it looks for; what it shows, it quotes",
        ["docs/plan-documents.md"] = "how the rules that look for these words are written",
        ["tests/"] = "tests quote what must be found or refused",
    };

    [Fact]
    public void Nobody_is_called_a_danger() =>
        Law.NothingBreaks("A23: these words appear on no screen and in no name",
            Sources.Lines(Sources.Text().Where(path => !Quoted.Keys.Any(place => IsIn(path, place))), Breaks));

    [Fact]
    public void No_file_is_named_so() => Law.NothingBreaks("A23: nor in a file's name", Sources.Text().Where(Breaks));

    [Fact]
    public void Every_exception_is_still_needed() =>
        Law.NothingBreaks("An exception without a use is a hole", Quoted.Keys.Where(place => Path.Exists(Repository.Path(place)) && !Sources.Text().Any(path => IsIn(path, place) && Breaks(Sources.Read(path)))));

    [Theory, InlineData("稳控责任人"), InlineData("\"label\": \"重点人员\"")]
    public void The_law_would_notice(string line) => Assert.True(Breaks(line));

    private static bool Breaks(string text) => Forbidden.Any(word => text.Contains(word, StringComparison.Ordinal));
    private static bool IsIn(string path, string place) => place.EndsWith('/') ? path.StartsWith(place, StringComparison.Ordinal) : path == place;
}
