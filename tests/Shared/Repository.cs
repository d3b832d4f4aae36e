namespace Answerable.Tests.Shared;

/// <summary>Where the sources are, for tests that read them or the data shipped beside them.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(System.IO.Path.Combine(at.FullName, "Answerable.slnx")))
                return at.FullName;
        throw new InvalidOperationException("The tests run from inside the repository.");
    }
}
