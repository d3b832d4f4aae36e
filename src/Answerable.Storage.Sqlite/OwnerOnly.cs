namespace Answerable.Storage.Sqlite;

/// <summary>A database is its owner's to read, whatever the mask of the shell that started the server; the files beside it follow its mode.</summary>
internal static class OwnerOnly
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void Keep(string database)
    {
        if (OperatingSystem.IsWindows())
            return;
        foreach (var file in new[] { database, database + "-wal", database + "-shm" })
            if (File.Exists(file) && File.GetUnixFileMode(file) != Mode)
                File.SetUnixFileMode(file, Mode);
    }
}
