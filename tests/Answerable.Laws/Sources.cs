namespace Answerable.Laws;

/// <summary>The files of the repository as a commit would hold them: nothing built, downloaded or generated.</summary>
public static class Sources
{
    private static readonly string[] Passing = ["bin", "obj", "node_modules", "artifacts", "dist", ".git", ".vs", ".idea", ".demo"];
    private static readonly string[] Binary = [".png", ".jpg", ".ico", ".woff2", ".docx", ".pdf", ".gz", ".zip", ".db"];

    /// <summary>Paths relative to the root, with forward slashes, of every text file under <paramref name="folder"/>.</summary>
    public static IEnumerable<string> Text(string folder = "", params string[] extensions) =>
        Walk(new DirectoryInfo(Repository.Path(folder)))
            .Select(file => Path.GetRelativePath(Repository.Root, file.FullName).Replace('\\', '/'))
            .Where(path => !Binary.Contains(Path.GetExtension(path)) && (extensions.Length == 0 || extensions.Contains(Path.GetExtension(path))))
            .Order(StringComparer.Ordinal);

    public static string Read(string path) => File.ReadAllText(Repository.Path(path));

    /// <summary><c>path:line</c> of every line of <paramref name="paths"/> for which <paramref name="breaks"/> holds.</summary>
    public static IEnumerable<string> Lines(IEnumerable<string> paths, Func<string, bool> breaks) =>
        from path in paths
        from line in File.ReadLines(Repository.Path(path)).Index()
        where breaks(line.Item)
        select $"{path}:{line.Index + 1}: {line.Item.Trim()}";

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder) => // in a worktree .git is a file
        !folder.Exists ? [] : folder.EnumerateFiles().Where(f => f.Name is not ".git").Concat(folder.EnumerateDirectories().Where(d => !Passing.Contains(d.Name)).SelectMany(Walk));
}
