namespace Answerable.Server.Attachments;

/// <summary>How much a person may attach to one filing.</summary>
public static class AttachmentLimits
{
    /// <summary>Files per filing.</summary>
    public const int Count = 10;

    /// <summary>Bytes per file: 20 MB.</summary>
    public const long Bytes = 20 * 1024 * 1024;

    /// <summary>Bytes of a whole posted form: all files and the text around them.</summary>
    public const long FormBytes = Count * Bytes + 1024 * 1024;

    /// <summary>What the browser's file chooser offers; the gate decides by content, not by this.</summary>
    public const string Accept = ".jpg,.jpeg,.png,.webp,.gif,.pdf,.docx,.xlsx,.ofd,.txt,.mp3,.m4a,.mp4";
}
