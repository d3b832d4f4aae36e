using System.Runtime.InteropServices;

namespace Answerable.Ledger;

/// <summary>
/// Files that are whole or absent, even after power fails: written beside their place, forced to disk, renamed into it; then the
/// folder's own entry is forced to disk.
/// </summary>
internal static class DurableFile
{
    internal static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var folder = Path.GetDirectoryName(path)!;
        CreateFolder(folder);
        WriteWithoutFolder(path, bytes);
        SyncFolder(folder);
    }

    /// <summary>As <see cref="Write"/>, but the caller forces the folder to disk, once for many files.</summary>
    internal static void WriteWithoutFolder(string path, ReadOnlySpan<byte> bytes)
    {
        var temporary = path + ".tmp";
        using (var file = File.OpenHandle(temporary, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(file, bytes, 0);
            RandomAccess.FlushToDisk(file);
        }
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Creates a folder and makes its name, and those of new parents, durable.</summary>
    internal static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder)) return;
        var parent = Path.GetDirectoryName(folder);
        if (!string.IsNullOrEmpty(parent)) CreateFolder(parent);
        Directory.CreateDirectory(folder);
        if (!string.IsNullOrEmpty(parent)) SyncFolder(parent);
    }

    internal static void SyncFolder(string folder)
    {
        // Windows makes renames durable by itself and cannot open a folder this way.
        if (OperatingSystem.IsWindows()) return;
        var handle = Native.Open(folder, 0);
        if (handle < 0) throw new IOException($"The folder {folder} cannot be opened (error {Marshal.GetLastPInvokeError()}).");
        var failed = Native.FSync(handle) != 0;
        var error = Marshal.GetLastPInvokeError();
        _ = Native.Close(handle);
        if (failed) throw new IOException($"The folder {folder} cannot be forced to disk (error {error}).");
    }

    private static class Native
    {
        [DllImport("libc", EntryPoint = "open", SetLastError = true)]
        internal static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

        [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
        internal static extern int FSync(int handle);

        [DllImport("libc", EntryPoint = "close", SetLastError = true)]
        internal static extern int Close(int handle);
    }
}
