using System.Text;
using QRCoder;

namespace Answerable.Server.Grievances.Resident;

/// <summary>A QR code as one SVG path: no style attribute, which the content security policy would drop.</summary>
internal static class QrCode
{
    /// <summary>The side length in modules, quiet zone included, and the path of the dark ones.</summary>
    public static (int Side, string Path) Of(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
            for (var x = 0; x < rows[y].Length; x++)
            {
                var from = x;
                while (x < rows[y].Length && rows[y][x])
                    x++;
                if (x > from)
                    path.Append($"M{from} {y}h{x - from}v1H{from}z");
            }

        return (rows.Count, path.ToString());
    }
}
