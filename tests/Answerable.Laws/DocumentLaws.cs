using System.Text.RegularExpressions;

namespace Answerable.Laws;

/// <summary>Documents are kept true: their links lead somewhere and the commands they show exist.</summary>
public sealed partial class DocumentLaws
{
    [Fact]
    public void Every_link_between_documents_resolves() =>
        Law.NothingBreaks("A link leads to a file or heading that exists", Documents.SelectMany(Links).Where(link => !Resolves(link.From, link.To)).Select(link => $"{link.From}: {link.To}"));

    [Fact]
    public void Every_script_a_document_tells_to_run_exists() =>
        Law.NothingBreaks("A script that is named exists and may be executed",
            Documents.SelectMany(path => Script().Matches(Code(path)).Select(match => (path, script: match.Groups[1].Value)))
                .Where(named => !IsExecutable(named.script)).Select(named => $"{named.path}: ./{named.script}"));

    [Fact]
    public void The_law_on_links_would_notice()
    {
        Assert.False(Resolves("README.md", "docs/no-such-page.md"));
        Assert.False(Resolves("README.md", "README.md#no-such-heading"));
        Assert.True(Resolves("README.md", "README.md#what-it-never-does"));
    }

    private static IEnumerable<string> Documents => Sources.Text("", ".md").Where(path => !path.StartsWith("data/", StringComparison.Ordinal));

    private static IEnumerable<(string From, string To)> Links(string path) =>
        Link().Matches(WithoutCode(path)).Select(match => (path, match.Groups[1].Value)).Where(link => !Outside().IsMatch(link.Value)).Select(link => (link.path, link.Value));

    private static bool Resolves(string from, string to)
    {
        var (file, heading) = to.Split('#', 2) is [var f, var h] ? (f, h) : (to, "");
        var target = file.Length == 0 ? Repository.Path(from) : Path.Combine(Path.GetDirectoryName(Repository.Path(from))!, Uri.UnescapeDataString(file));
        return Path.Exists(target) && (heading.Length == 0 || Line().IsMatch(heading) || Headings(target).Contains(heading));
    }

    private static IEnumerable<string> Headings(string file) =>
        File.ReadLines(file).Where(line => line.StartsWith('#')).Select(line => NotInAnchor().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    private static bool IsExecutable(string script) =>
        File.Exists(Repository.Path(script)) && (OperatingSystem.IsWindows() || File.GetUnixFileMode(Repository.Path(script)).HasFlag(UnixFileMode.UserExecute));

    private static string WithoutCode(string path) => Fence().Replace(Sources.Read(path), "");
    private static string Code(string path) => string.Join('\n', Fence().Matches(Sources.Read(path)).Select(match => match.Value));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^(https?:|mailto:)")]
    private static partial Regex Outside();

    [GeneratedRegex(@"```.*?```|`[^`\n]+`", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"(?<![\w/.])\./([\w./-]+)")]
    private static partial Regex Script();

    [GeneratedRegex("^L[0-9]+")]
    private static partial Regex Line();

    [GeneratedRegex(@"[^\p{L}\p{N}\- _]")]
    private static partial Regex NotInAnchor();
}
