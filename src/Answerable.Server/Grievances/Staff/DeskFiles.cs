using Answerable.Grievances;
using Answerable.Storage.Attachments;

namespace Answerable.Server.Grievances.Staff;

/// <summary>The files of a case on somebody's desk: cleaned copies for whoever may see the case, originals only through <see cref="OpenOriginal"/>.</summary>
public sealed class DeskFiles(CaseAttachments files)
{
    /// <summary>The cleaned copies, their names without contact values (safeguards A2).</summary>
    public async Task<IReadOnlyList<StoredFile>> List(DeskCase on, CancellationToken cancel) =>
        [.. (await files.Copies(on.Jurisdiction, on.Case, cancel)).Select(file => Masked(on, file))];

    /// <summary>One cleaned copy; null for any other name, an original's among them.</summary>
    public Task<(StoredFile File, byte[] Content)?> Copy(DeskCase on, string hash, CancellationToken cancel) => IsOriginal(on, hash) ? Nothing : Read(on, hash, cancel);

    /// <summary>An original, for whoever has just recorded its opening.</summary>
    public Task<(StoredFile File, byte[] Content)?> Original(DeskCase on, string hash, CancellationToken cancel) => IsOriginal(on, hash) ? Read(on, hash, cancel) : Nothing;

    private static Task<(StoredFile File, byte[] Content)?> Nothing => Task.FromResult<(StoredFile File, byte[] Content)?>(null);

    private async Task<(StoredFile File, byte[] Content)?> Read(DeskCase on, string hash, CancellationToken cancel) =>
        await files.Read(on.Jurisdiction, on.Case.Stream, hash, cancel) is { } found ? (Masked(on, found.File), found.Content) : null;

    private static bool IsOriginal(DeskCase on, string hash) => on.State.Originals.Any(kept => kept.Sha256 == hash);

    private static StoredFile Masked(DeskCase on, StoredFile file) => file with { Name = on.Masked(file.Name) };
}
