using Answerable.Plans;

namespace Answerable.Tests.Plans;

/// <summary>
/// Holds what the rules learnt from sentences that avoid the usual words, and keeps count of those that still escape. What is found here
/// was learnt from: the figures of the first, unseen measurement are in docs/plan-documents.md and are the honest ones.
/// </summary>
public class RightsEvasionTests
{
    private static readonly IReadOnlyList<(char Sign, string Text)> All =
        [.. File.ReadLines(Path.Combine(Sample.Root, "tests/Answerable.Tests/Plans/wordings-evasive.txt")).Where(line => line.Length > 4 && line[0] is '+' or '-' or '~').Select(line => (line[0], line[4..]))];

    [Fact]
    public void What_was_learnt_is_still_found() => Assert.Equal("", Lines(Of('+').Where(text => !Found(text))));

    [Fact]
    public void Its_lawful_counterparts_are_let_through() => Assert.Equal("", Lines(Of('-').Where(Found)));

    /// <summary>A sentence a later rule finds is moved to "+", so that the file never claims less or more than the rules do.</summary>
    [Fact]
    public void What_still_escapes_is_said_to_escape() => Assert.Equal("", Lines(Of('~').Where(Found)));

    [Fact]
    public void The_fixture_is_large_and_repeats_nothing()
    {
        Assert.True(Of('+').Count() + Of('~').Count() >= 400);
        Assert.True(Of('-').Count() >= 300);
        Assert.Equal(All.Count, All.Select(wording => wording.Text).Distinct().Count());
    }

    private static string Lines(IEnumerable<string> texts) => string.Join('\n', texts);

    private static bool Found(string text) => RightsCheck.Find(text).Count > 0;

    private static IEnumerable<string> Of(char sign) => All.Where(wording => wording.Sign == sign).Select(wording => wording.Text);
}
