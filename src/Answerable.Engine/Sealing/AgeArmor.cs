using System.Text;

namespace Answerable.Engine.Sealing;

/// <summary>An age file as text (the age specification's armor): base64 in lines of 64 between two marker lines.</summary>
public static class AgeArmor
{
    private const string Begin = "-----BEGIN AGE ENCRYPTED FILE-----\n";
    private const string End = "-----END AGE ENCRYPTED FILE-----\n";
    private const int LineLength = 64;

    public static string Wrap(ReadOnlySpan<byte> file)
    {
        var text = new StringBuilder(Begin);
        foreach (var line in Convert.ToBase64String(file).Chunk(LineLength))
            text.Append(line).Append('\n');
        return text.Append(End).ToString();
    }
}
