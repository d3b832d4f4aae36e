using System.Text;
using System.Text.Json;
using Answerable.Engine.Sealing;
using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Server.Grievances;

/// <summary>Words and files for offices above, which this server cannot read once they are sealed (safeguards A4, A12).</summary>
internal static class Seal
{
    private const int WordsStep = 4 * 1024;
    private const int FileStep = 64 * 1024;

    /// <summary>An armored age file that any of the offices opens with its own key; offices without a key are left out.</summary>
    public static string To(IEnumerable<Office> offices, object words)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(words, Json.Options);
        // To the next 4 kB, so that length tells little (A17's padded sizes).
        return AgeArmor.Wrap(Age.Encrypt([.. json, .. Encoding.ASCII.GetBytes(new string(' ', WordsStep - json.Length % WordsStep))], Recipients(offices)));
    }

    /// <summary>A file, after eight bytes that give its length, filled up with zeros to the next 64 kB.</summary>
    public static byte[] File(Office office, byte[] content)
    {
        var padded = new byte[(8 + content.Length + FileStep - 1) / FileStep * FileStep];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(padded, content.Length);
        content.CopyTo(padded, 8);
        return Age.Encrypt(padded, Recipients([office]));
    }

    private static IEnumerable<AgeRecipient> Recipients(IEnumerable<Office> offices) => offices.Select(office => office.SealingKey).OfType<string>().Select(AgeRecipient.Parse);
}
