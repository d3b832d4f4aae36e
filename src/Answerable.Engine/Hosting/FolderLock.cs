namespace Answerable.Engine.Hosting;

/// <summary>Holds a data folder for one process; the system lets go of it when the process ends, however it ends.</summary>
public sealed class FolderLock : IDisposable
{
    private readonly FileStream file;

    private FolderLock(FileStream file) => this.file = file;

    /// <exception cref="FolderInUseException">Another process has the folder open.</exception>
    public static FolderLock Take(string dataFolder)
    {
        Directory.CreateDirectory(dataFolder);
        try
        {
            return new(new FileStream(Path.Combine(dataFolder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            throw new FolderInUseException(dataFolder);
        }
    }

    public void Dispose() => file.Dispose();
}

public sealed class FolderInUseException(string dataFolder) : Exception($"Another Answerable is running on {dataFolder}.");
