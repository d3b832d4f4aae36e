using Answerable.Grievances;
using Answerable.Storage.Appending;
using Answerable.Storage.Attachments;
using Answerable.Storage.Vaults;

namespace Answerable.Server.Grievances.Staff;

/// <summary>The files of a case on somebody's desk: cleaned copies for whoever may see the case, originals only through <see cref="OpenOriginal"/>.</summary>
public sealed class DeskFiles(AttachmentStore store, IRecordStore records, Vault vault)
{
    /// <summary>The cleaned copies, their names without contact values (safeguards A2).</summary>
    public async Task<IReadOnlyList<StoredFile>> List(DeskCase on, CancellationToken cancel) =>
        await Key(on, cancel) is { } key
            ? [.. (await store.List(on.Jurisdiction, on.Case.Stream, key, cancel)).Where(file => on.State.Originals.All(kept => kept.Sha256 != file.Hash)).Select(file => Masked(on, file))]
            : [];

    /// <summary>One cleaned copy; null for any other name, an original's among them.</summary>
    public async Task<(StoredFile File, byte[] Content)?> Copy(DeskCase on, string hash, CancellationToken cancel) =>
        (await List(on, cancel)).FirstOrDefault(file => file.Hash == hash) is { } file && await Content(on, hash, cancel) is { } content ? (file, content) : null;

    /// <summary>An original, for whoever has just recorded its opening.</summary>
    public async Task<(StoredFile File, byte[] Content)?> Original(DeskCase on, string hash, CancellationToken cancel) =>
        on.State.Originals.Any(kept => kept.Sha256 == hash)
            && await Key(on, cancel) is { } key
            && (await store.List(on.Jurisdiction, on.Case.Stream, key, cancel)).FirstOrDefault(file => file.Hash == hash) is { } file
            && await Content(on, hash, cancel) is { } content
            ? (Masked(on, file), content)
            : null;

    private static StoredFile Masked(DeskCase on, StoredFile file) => file with { Name = Masking.Mask(file.Name, on.Case.Events.Select(one => one.Event).OfType<Lodged>().FirstOrDefault()?.Contact) };

    private async Task<byte[]?> Content(DeskCase on, string hash, CancellationToken cancel) =>
        await Key(on, cancel) is { } key ? await store.Read(on.Jurisdiction, on.Case.Stream, key, hash, cancel) : null;

    private async Task<byte[]?> Key(DeskCase on, CancellationToken cancel) =>
        await records.Key(on.Jurisdiction, on.Case.Stream, cancel) is { } wrapped ? vault.Unwrap(on.Case.Stream, wrapped) : null;
}
