using System.Reflection;
using System.Xml.Linq;

namespace Answerable.Laws;

/// <summary>docs/decisions/0001: references point one way, so that the rules know nothing of what surrounds them.</summary>
public sealed class ReferenceLaws
{
    private static readonly Dictionary<string, string[]> Projects = new()
    {
        ["Answerable"] = [],
        ["Answerable.Ledger"] = [],
        ["Answerable.Storage"] = ["Answerable", "Answerable.Ledger"],
        ["Answerable.Storage.Sqlite"] = ["Answerable.Storage"],
        ["Answerable.Storage.Postgres"] = ["Answerable.Storage"],
        ["Answerable.Engine"] = ["Answerable.Storage", "Answerable.Storage.Sqlite", "Answerable.Storage.Postgres"],
        ["Answerable.Server"] = ["Answerable.Engine"],
    };

    private static readonly Dictionary<string, string[]> Packages = new()
    {
        ["Answerable"] = ["NodaTime"],
        ["Answerable.Ledger"] = ["NSec.Cryptography"],
    };

    public static TheoryData<string> All => [.. Projects.Keys];

    [Fact]
    public void Every_project_has_its_place_in_the_table() =>
        Assert.Equal(Projects.Keys.Order(), Sources.Text("src", ".csproj").Select(Path.GetFileNameWithoutExtension).Order());

    [Theory, MemberData(nameof(All))]
    public void A_project_references_only_what_its_place_allows(string project) =>
        Law.NothingBreaks($"{project} may reference {string.Join(", ", Projects[project])}",
            Items(project, "ProjectReference").Select(Path.GetFileNameWithoutExtension).Except(Projects[project])!);

    [Theory, MemberData(nameof(All))]
    public void The_rules_and_the_ledger_use_one_package_each(string project)
    {
        if (Packages.TryGetValue(project, out var allowed))
            Law.NothingBreaks($"{project} may use {string.Join(", ", allowed)}", Items(project, "PackageReference").Except(allowed));
    }

    [Theory, InlineData("Answerable", "NodaTime"), InlineData("Answerable.Ledger", "NSec.Cryptography")]
    public void What_was_compiled_agrees(string project, string allowed) =>
        Law.NothingBreaks($"{project} stands on the runtime and {allowed} alone",
            Assembly.Load(project).GetReferencedAssemblies().Select(a => a.Name!).Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && name != allowed));

    // Analyzers run while compiling and are no part of what is shipped.
    private static IEnumerable<string> Items(string project, string kind) =>
        XDocument.Load(Repository.Path($"src/{project}/{project}.csproj")).Descendants(kind)
            .Where(item => (string?)item.Attribute("PrivateAssets") != "all")
            .Select(item => ((string)item.Attribute("Include")!).Replace('\\', '/'));
}
