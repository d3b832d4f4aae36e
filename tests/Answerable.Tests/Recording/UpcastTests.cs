using System.Text;
using Answerable.Recording;

namespace Answerable.Tests.Recording;

/// <summary>
/// What an event of an earlier version reads as today: <c>NAME.vVERSION.upcast.golden</c> beside its stored bytes, forever. A missing
/// one is written with <c>ANSWERABLE_WRITE_GOLDENS=1</c>.
/// </summary>
public sealed class UpcastTests
{
    public static TheoryData<string> Earlier => [.. EventType.All.Where(type => type.Clr.IsAssignableTo(typeof(IEarlierEvent))).Select(type => $"{type.Name}.v{type.Version}")];

    [Theory, MemberData(nameof(Earlier))]
    public void An_event_of_an_earlier_version_reads_as_the_present_one(string stored)
    {
        var bytes = Directory.GetFiles(Path.Combine(Repository.Root, "tests"), $"{stored}.golden", SearchOption.AllDirectories).Single(path => !path.Contains("/bin/", StringComparison.Ordinal));
        var (name, version) = (stored[..stored.LastIndexOf(".v", StringComparison.Ordinal)], int.Parse(stored[(stored.LastIndexOf('v') + 1)..], System.Globalization.CultureInfo.InvariantCulture));
        var type = EventType.Of(name, version);
        Assert.Equal(File.ReadAllBytes(bytes), EventType.Object(type.Write(type.ReadAsStored(File.ReadAllBytes(bytes), default)))); // read as it was written
        var read = type.Read(File.ReadAllBytes(bytes), default);
        Assert.Equal(EventType.All.Where(one => one.Name == name).Max(one => one.Version), EventType.Of(read).Version);
        Holds(Path.ChangeExtension(bytes, ".upcast.golden"), Encoding.UTF8.GetString(EventType.Object(EventType.Of(read).Write(read))));
    }

    [Fact]
    public void An_event_of_a_version_nobody_knows_is_not_read() =>
        Assert.Throws<UnknownEventException>(() => EventType.Of("town.founded", 99));

    private static void Holds(string golden, string now)
    {
        if (!File.Exists(golden) && Environment.GetEnvironmentVariable("ANSWERABLE_WRITE_GOLDENS") == "1")
            File.WriteAllText(golden, now);
        Assert.True(File.Exists(golden), $"{golden} is missing");
        Assert.Equal(File.ReadAllText(golden), now);
    }
}
