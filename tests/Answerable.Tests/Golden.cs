using System.Runtime.CompilerServices;
using System.Text;
using Answerable.Recording;

namespace Answerable.Tests;

/// <summary>
/// The bytes of an event, as they were when it was first stored: <c>Goldens/NAME.vVERSION.golden</c> beside the test. A missing one is
/// written with <c>ANSWERABLE_WRITE_GOLDENS=1</c>; one that exists is never overwritten, because stored bytes never change.
/// </summary>
internal static class Golden
{
    public static void Holds(IEvent happened, [CallerFilePath] string test = "")
    {
        var type = EventType.Of(happened);
        var path = Path.Combine(Repository.Root, "tests", "Answerable.Tests", Path.GetFileName(Path.GetDirectoryName(test))!, "Goldens", $"{type.Name}.v{type.Version}.golden");
        var bytes = Encoding.UTF8.GetString(EventType.Object(type.Write(happened)));
        if (!File.Exists(path) && Environment.GetEnvironmentVariable("ANSWERABLE_WRITE_GOLDENS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, bytes);
        }

        Assert.True(File.Exists(path), $"{path} is missing");
        var golden = File.ReadAllText(path);
        Assert.Equal(golden, bytes);
        Assert.Equal(golden, Encoding.UTF8.GetString(EventType.Object(type.Write(type.Read(Encoding.UTF8.GetBytes(golden), "{}"u8)))));
    }
}
