using Answerable.Grievances;
using Answerable.Recording;
using Answerable.Storage.Appending;
using Answerable.Storage.Attachments;
using Answerable.Storage.Reading;
using Answerable.Storage.Vaults;

namespace Answerable.Server.Grievances;

/// <summary>The files of one case, opened with its own key. Whoever asks has been let in to the case before.</summary>
public sealed class CaseAttachments(AttachmentStore store, IRecordStore records, Vault vault)
{
    /// <summary>The cleaned copies: what everybody who may read the case may read.</summary>
    public async Task<IReadOnlyList<StoredFile>> Copies(JurisdictionId jurisdiction, History<Grievance> of, CancellationToken cancel) =>
        [.. (await List(jurisdiction, of.Stream, cancel)).Where(file => of.State.Originals.All(kept => kept.Sha256 != file.Hash))];

    /// <summary>A file by its hash, an original too; null for anything that is not the case's own.</summary>
    public async Task<(StoredFile File, byte[] Content)?> Read(JurisdictionId jurisdiction, StreamId stream, string hash, CancellationToken cancel) =>
        await Key(jurisdiction, stream, cancel) is { } key
            && (await store.List(jurisdiction, stream, key, cancel)).FirstOrDefault(one => one.Hash == hash) is { } file
            && await store.Read(jurisdiction, stream, key, hash, cancel) is { } content
            ? (file, content)
            : null;

    private async Task<IReadOnlyList<StoredFile>> List(JurisdictionId jurisdiction, StreamId stream, CancellationToken cancel) =>
        await Key(jurisdiction, stream, cancel) is { } key ? await store.List(jurisdiction, stream, key, cancel) : [];

    private async Task<byte[]?> Key(JurisdictionId jurisdiction, StreamId stream, CancellationToken cancel) =>
        await records.Key(jurisdiction, stream, cancel) is { } wrapped ? vault.Unwrap(stream, wrapped) : null;
}
