using System.Collections.Immutable;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>What a file says beside its content, and what is taken out of it before it is stored (safeguards A13).</summary>
public enum FileTrace
{
    /// <summary>Where it was taken or written.</summary>
    Position,

    /// <summary>The camera, telephone or program.</summary>
    Device,

    /// <summary>Who took, wrote or owns it.</summary>
    Author,

    /// <summary>When it was taken, written or changed.</summary>
    Time,
}

/// <param name="Sha256">Of the stored copy, in lower-case hexadecimal.</param>
public sealed record CleanedFile(string Sha256, ImmutableArray<FileTrace> Removed);

/// <summary>What was taken out of the files of the event before it: told to the filer, who may then ask for an original to be kept.</summary>
[Event("grievance.files-cleaned", 1)]
public sealed record FilesCleaned(ImmutableArray<CleanedFile> Files) : IEvent
{
    /// <summary>No event where nothing was taken out.</summary>
    internal static ImmutableArray<IEvent> Of(ImmutableArray<CleanedFile> files) => files.IsDefaultOrEmpty ? [] : [new FilesCleaned(files)];
}

/// <summary>A file as its filer sent it, kept beside its cleaned copy.</summary>
/// <param name="Of">SHA-256 of the cleaned copy.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Of the original.</param>
public sealed record KeptOriginal(string Of, string MediaType, long Size, string Sha256);

/// <summary>
/// The filer, told what their files contain, asks for untouched originals to be kept as evidence (safeguards A13). Nobody else can, and
/// only for files that are on the record. Staff see that one is kept; opening it is an opening like the identity's.
/// </summary>
public sealed record KeepOriginals(ImmutableArray<KeptOriginal> Files) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Complainant(grievance, context)
        ?? (grievance.IsErased ? Refuse("erased")
            : Files.IsDefaultOrEmpty || Files.Any(file => !grievance.Files.Contains(file.Of)) ? Refuse("original-without-copy")
            : Files.Any(file => file.Size is < 0 or > Attachment.LargestSize) ? Refuse("attachment-too-large")
            : Files.Where(file => grievance.Originals.All(kept => kept.Of != file.Of)).DistinctBy(file => file.Of).ToImmutableArray() is var fresh && fresh.IsEmpty ? Nothing
            : Record(new OriginalsKept(fresh)));
}

[Event("grievance.originals-kept", 1)]
public sealed record OriginalsKept(ImmutableArray<KeptOriginal> Files) : IEvent;

/// <summary>Opens an untouched original: it may say who filed, so it is recorded with a purpose and a name, and the complainant sees it.</summary>
/// <param name="Sha256">Of the original.</param>
/// <param name="Law">For an ordered disclosure: the law, by article.</param>
/// <param name="Document">For an ordered disclosure: number of the order.</param>
public sealed record OpenOriginal(string Sha256, Purpose Purpose, string? Law = null, string? Document = null) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Seen(grievance, context)
        ?? (grievance.IsErased ? Refuse("erased")
            : grievance.Originals.All(kept => kept.Sha256 != Sha256) ? Refuse("nothing-to-open")
            : OpenIdentity.FaultOf(Purpose, Law, Document, grievance, context) ?? Record(new OriginalOpened(Sha256, Purpose, Law, Document)));
}

[Event("grievance.original-opened", 1)]
public sealed record OriginalOpened(string Sha256, Purpose Purpose, string? Law, string? Document) : IEvent;
