using System.Text.RegularExpressions;
using Answerable.Grievances;

namespace Answerable.Server.Attachments;

/// <summary>What a field of a file tells, by its name: the names of XMP, of PNG texts and of QuickTime items.</summary>
internal static partial class TraceNames
{
    private const int LongestText = 1_000_000;

    /// <summary>Null for a name that tells none of what is looked for.</summary>
    public static FileTrace? Of(string name) =>
        Position().IsMatch(name) ? FileTrace.Position
        : Device().IsMatch(name) ? FileTrace.Device
        : Author().IsMatch(name) ? FileTrace.Author
        : Time().IsMatch(name) ? FileTrace.Time
        : null;

    /// <summary>The elements and attributes of an XMP packet. It is not parsed as XML: names are all that is asked for, and an entity unpacks to nothing.</summary>
    public static void OfXmp(ReadOnlySpan<byte> packet, SortedSet<FileTrace> found)
    {
        var text = System.Text.Encoding.UTF8.GetString(packet[..Math.Min(packet.Length, LongestText)]);
        foreach (Match name in XmpName().Matches(text))
            if (Of(name.Groups[1].Value) is { } trace)
                found.Add(trace);
    }

    [GeneratedRegex("GPS|Latitude|Longitude|Location|City|Province|State$|Country", RegexOptions.IgnoreCase)]
    private static partial Regex Position();

    [GeneratedRegex(@"\b(Make|Model|Camera|Lens\w*|Serial\w*|Software|Source|Firmware|CreatorTool|Encoder|Device|Producer)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Device();

    [GeneratedRegex("Artist|By-line|Author|creator|Copyright|Owner|Credit|rights|Comment", RegexOptions.IgnoreCase)]
    private static partial Regex Author();

    [GeneratedRegex(@"Date|\bTime\b|Created|Modified|CreationTime", RegexOptions.IgnoreCase)]
    private static partial Regex Time();

    // <dc:creator>, tiff:Make="…"; not xmlns:xmpRights="…", which says only that such names may follow.
    [GeneratedRegex(@"[\s<](?!xmlns:)\w+:(\w+)(?=[\s=>/])")]
    private static partial Regex XmpName();
}
