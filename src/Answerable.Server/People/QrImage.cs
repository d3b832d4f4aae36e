using QRCoder;

namespace Answerable.Server.People;

/// <summary>A QR code drawn here, not by somebody else's server.</summary>
public static class QrImage
{
    /// <summary>An SVG as a data address, for <c>&lt;img src&gt;</c>: the page's policy forbids inline style and foreign images.</summary>
    public static string Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var picture = new SvgQRCode(data).GetGraphic(6, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
        return "data:image/svg+xml;base64," + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(picture));
    }
}
