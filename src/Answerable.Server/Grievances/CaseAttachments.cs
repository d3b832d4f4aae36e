using Answerable.Recording;
using Answerable.Storage.Appending;
using Answerable.Storage.Attachments;
using Answerable.Storage.Vaults;

namespace Answerable.Server.Grievances;

/// <summary>The files of one case, opened with the case's own key; none where the case was erased. Who may see the case is asked before.</summary>
public sealed class CaseAttachments(AttachmentStore store, IRecordStore records, Vault vault)
{
    public async Task<IReadOnlyList<StoredFile>> List(JurisdictionId jurisdiction, StreamId stream, CancellationToken cancel) =>
        await Key(jurisdiction, stream, cancel) is { } key ? await store.List(jurisdiction, stream, key, cancel) : [];

    /// <summary>One file of the case itself; a hash of any other opens nothing.</summary>
    public async Task<(StoredFile File, byte[] Content)?> Read(JurisdictionId jurisdiction, StreamId stream, string hash, CancellationToken cancel) =>
        await Key(jurisdiction, stream, cancel) is { } key
            && (await store.List(jurisdiction, stream, key, cancel)).FirstOrDefault(one => one.Hash == hash) is { } file
            && await store.Read(jurisdiction, stream, key, hash, cancel) is { } content
            ? (file, content)
            : null;

    private async Task<byte[]?> Key(JurisdictionId jurisdiction, StreamId stream, CancellationToken cancel) =>
        await records.Key(jurisdiction, stream, cancel) is { } wrapped ? vault.Unwrap(stream, wrapped) : null;
}
