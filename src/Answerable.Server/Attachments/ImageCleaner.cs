using SkiaSharp;

namespace Answerable.Server.Attachments;

/// <summary>Decodes an image and draws it anew: what is not pixels (EXIF, GPS, XMP, device profiles, anything appended) does not survive.</summary>
internal static class ImageCleaner
{
    /// <summary>Pixels kept at most; a larger photo is scaled down while decoding. 24 million print an A3 page well.</summary>
    private const long Kept = 24_000_000;

    /// <summary>Pixels decoded at most in a format that cannot scale while decoding; a larger claim is a bomb.</summary>
    private const long Decoded = 50_000_000;

    private const long Claimed = 220_000_000;
    private const int Quality = 88;

    public static byte[] Clean(byte[] bytes)
    {
        using var data = SKData.CreateCopy(bytes);
        using var codec = SKCodec.Create(data) ?? throw new RefusedFile(RefusedFile.Damaged);
        using var decoded = Decode(codec);
        using var upright = Upright(decoded, codec.EncodedOrigin);
        return Encode(upright, codec.EncodedFormat);
    }

    private static SKBitmap Decode(SKCodec codec)
    {
        var full = codec.Info;
        var pixels = (long)full.Width * full.Height;
        if (pixels > Claimed || full.Width <= 0 || full.Height <= 0) throw new RefusedFile(RefusedFile.Bomb);
        var size = pixels <= Kept ? full.Size : codec.GetScaledDimensions(MathF.Sqrt((float)Kept / pixels));
        if ((long)size.Width * size.Height > Decoded) throw new RefusedFile(RefusedFile.Bomb);
        // Colours are turned into plain sRGB, so that the device's own profile can go.
        using var space = SKColorSpace.CreateSrgb();
        var bitmap = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, full.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Premul, space));
        if (codec.GetPixels(bitmap.Info, bitmap.GetPixels()) == SKCodecResult.Success) return bitmap;
        bitmap.Dispose();
        throw new RefusedFile(RefusedFile.Damaged); // cut short or unreadable: half a photo must not pass for the whole
    }

    private static SKBitmap Upright(SKBitmap source, SKEncodedOrigin origin)
    {
        var turned = (int)origin >= (int)SKEncodedOrigin.LeftTop;
        var (width, height) = turned ? (source.Height, source.Width) : (source.Width, source.Height);
        var result = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, source.AlphaType));
        using var canvas = new SKCanvas(result);
        canvas.Clear(SKColors.Transparent);
        canvas.SetMatrix(Matrix(origin, source.Width, source.Height));
        canvas.DrawBitmap(source, 0, 0, SKSamplingOptions.Default);
        return result;
    }

    // EXIF orientation: where the first row and the first column of the stored picture belong.
    private static SKMatrix Matrix(SKEncodedOrigin origin, float w, float h) => origin switch
    {
        SKEncodedOrigin.TopRight => new(-1, 0, w, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new(-1, 0, w, 0, -1, h, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new(1, 0, 0, 0, -1, h, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new(0, -1, h, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new(0, -1, h, -1, 0, w, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new(0, 1, 0, -1, 0, w, 0, 0, 1),
        _ => SKMatrix.Identity,
    };

    private static byte[] Encode(SKBitmap bitmap, SKEncodedImageFormat from)
    {
        var format = from switch { SKEncodedImageFormat.Jpeg => SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Webp => SKEncodedImageFormat.Webp, _ => SKEncodedImageFormat.Png };
        using var data = bitmap.Encode(format, Quality) ?? throw new RefusedFile(RefusedFile.Damaged);
        return data.ToArray();
    }
}
