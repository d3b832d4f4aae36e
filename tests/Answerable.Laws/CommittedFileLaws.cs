using System.Text.RegularExpressions;

namespace Answerable.Laws;

/// <summary>What is committed works on anybody's machine and names nobody's mirror.</summary>
public sealed partial class CommittedFileLaws
{
    [Fact]
    public void No_file_names_a_package_registry() =>
        Law.NothingBreaks("Where packages come from is the machine's business", Sources.Lines(Others, Registry().IsMatch));

    [Fact]
    public void No_file_names_a_place_on_somebodys_machine() =>
        Law.NothingBreaks("Paths are relative to the repository", Sources.Lines(Others, MachinePath().IsMatch));

    [Fact]
    public void No_lock_file_says_where_a_package_was_downloaded() =>
        Law.NothingBreaks("package-lock.json holds no resolved entries (npm config: omit-lockfile-registry-resolved)",
            Sources.Lines(Sources.Text().Where(path => Path.GetFileName(path) is "package-lock.json"), line => line.Contains("\"resolved\": \"http", StringComparison.Ordinal)));

    [Fact]
    public void No_query_asks_which_database_it_runs_on() =>
        Law.NothingBreaks("One database's SQL lives in its own project", Sources.Lines(Sources.Text("src", ".cs", ".razor"), DatabaseQuestion().IsMatch));

    [Theory, InlineData("if (db.Database.IsSqlite())"), InlineData("ProviderName == \"Npgsql\" ? 1 : Database.IsNpgsql()")]
    public void The_law_on_databases_would_notice(string line) => Assert.Matches(DatabaseQuestion(), line);

    [Theory, InlineData("cd /home/ming/answerable"), InlineData("path = \"/ro" + "ot/.nuget\""), InlineData(@"C:\Users\ming\x")]
    public void The_law_on_paths_would_notice(string line) => Assert.Matches(MachinePath(), line);

    // This file names what it forbids.
    private static IEnumerable<string> Others => Sources.Text().Where(path => Path.GetFileName(path) is not "CommittedFileLaws.cs");

    [GeneratedRegex(@"registry\.(npmjs|yarnpkg|npmmirror)\.|api\.nuget\.org|www\.nuget\.org/api|deb\.debian\.org|pypi\.org", RegexOptions.IgnoreCase)]
    private static partial Regex Registry();

    [GeneratedRegex(@"(?<![\w.~}])/(root|work|home/\w+)/(?!\*)|\b[A-Z]:\\Users\\")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\.Is(Sqlite|Npgsql)\(\)|ProviderName\s*[=!]=")]
    private static partial Regex DatabaseQuestion();
}
