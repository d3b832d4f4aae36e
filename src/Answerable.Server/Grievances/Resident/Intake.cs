using System.Collections.Immutable;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.Attachments;
using Answerable.Server.Shell;
using Answerable.Storage.Appending;
using Answerable.Storage.Attachments;
using Answerable.Storage.Vaults;

namespace Answerable.Server.Grievances.Resident;

/// <summary>
/// Takes files in before the command that speaks of them is decided: encrypted under the case's own key, and taken away again when the
/// command is refused. For a sealed case each file is sealed to its office first.
/// </summary>
public sealed class Intake(AttachmentStore store, IRecordStore records, Vault vault, Clamd scanner, TownClock clock, IdSource ids)
{
    /// <summary>For a case that does not exist yet: its stream and key are made here.</summary>
    /// <param name="sealedTo">The office an accusation goes to; null for what the town reads.</param>
    internal async Task<Batch> Begin(JurisdictionId jurisdiction, UploadForm form, Office? sealedTo, CancellationToken cancel)
    {
        var stream = StreamId.New(Grievance.Kind, ids);
        var (key, wrapped) = vault.NewKey(stream);
        return await Take(new(jurisdiction, stream, key, wrapped), Scanned(form, cancel), sealedTo, cancel);
    }

    /// <summary>What came with a mail: each judged alone, so that one that cannot be taken keeps no other out.</summary>
    internal async Task<IReadOnlyList<AttachmentResult>> Judge(IEnumerable<(string Name, byte[] Content)> files, CancellationToken cancel)
    {
        var judged = new List<AttachmentResult>();
        foreach (var (name, content) in files)
        {
            using var stream = new MemoryStream(content);
            judged.Add(judged.Count(one => one.Kept is not null) < AttachmentLimits.Count
                ? await Scanned(AttachmentGate.Accept(name, null, stream), cancel)
                : new(FileNames.Clean(name), null, RefusedFile.TooMany));
        }

        return judged;
    }

    /// <summary>Keeps what was judged good, for a case that does not exist yet.</summary>
    internal async Task<Batch> Begin(JurisdictionId jurisdiction, IEnumerable<AttachmentResult> good, Office? sealedTo, CancellationToken cancel)
    {
        var stream = StreamId.New(Grievance.Kind, ids);
        var (key, wrapped) = vault.NewKey(stream);
        return await Take(new(jurisdiction, stream, key, wrapped), good.ToAsyncEnumerable(), sealedTo, cancel);
    }

    /// <summary>The same for a case that is on the record; null when it was erased.</summary>
    internal async Task<Batch?> Continue(JurisdictionId jurisdiction, StreamId stream, IEnumerable<AttachmentResult> good, Office? sealedTo, CancellationToken cancel) =>
        await records.Key(jurisdiction, stream, cancel) is { } wrapped
            ? await Take(new(jurisdiction, stream, vault.Unwrap(stream, wrapped), wrapped), good.ToAsyncEnumerable(), sealedTo, cancel)
            : null;

    /// <summary>For a case that is on the record.</summary>
    /// <returns>Null when the case was erased: its key is gone.</returns>
    internal async Task<Batch?> Continue(CaseDoor.Opened opened, UploadForm form, Office? sealedTo, CancellationToken cancel) =>
        await records.Key(opened.Jurisdiction, opened.Case.Stream, cancel) is { } wrapped
            ? await Take(new(opened.Jurisdiction, opened.Case.Stream, vault.Unwrap(opened.Case.Stream, wrapped), wrapped), Scanned(form, cancel), sealedTo, cancel)
            : null;

    /// <summary>
    /// Takes in untouched originals, each recognised by the copy that cleaning it gives; of a sealed case whatever is sent, sealed again.
    /// </summary>
    /// <param name="asked">Names, in the store, of the copies whose originals are to be kept.</param>
    /// <returns>Null when the case was erased.</returns>
    internal async Task<Batch?> Untouched(CaseDoor.Opened opened, UploadForm form, IReadOnlySet<string> asked, Office? sealedTo, CancellationToken cancel)
    {
        if (await records.Key(opened.Jurisdiction, opened.Case.Stream, cancel) is not { } wrapped)
            return null;
        var batch = new Batch(opened.Jurisdiction, opened.Case.Stream, vault.Unwrap(opened.Case.Stream, wrapped), wrapped);
        var there = (await store.List(batch.Jurisdiction, batch.Stream, batch.Key, cancel)).Select(file => file.Hash).ToHashSet();
        await foreach (var result in Scanned(form, cancel))
        {
            if (result is not { Kept: { } copy, Untouched: { } file })
                batch.Errors.Add("files", $"refusal.{result.Refusal}", result.Name);
            else if (sealedTo is null && !asked.Contains(copy.Sha256))
                batch.Errors.Add("files", "originals.other", file.Name);
            else if (!batch.Errors.Any && batch.Hashes.Add(copy.Sha256))
                await Keep(batch, file, copy.Sha256, sealedTo, there, cancel);
        }

        if (!batch.Errors.Any && batch.Hashes.Count < asked.Count)
            batch.Errors.Add("files", "originals.missing");
        if (batch.Errors.Any)
            await Undo(batch, cancel);
        return batch;
    }

    private async Task Keep(Batch batch, UntouchedFile file, string copy, Office? sealedTo, HashSet<string> there, CancellationToken cancel)
    {
        var (name, type, content) = sealedTo is null ? (file.Name, file.Type, file.Bytes) : ($"{batch.Hashes.Count}.age", "application/age", Seal.File(sealedTo, file.Bytes));
        var kept = await store.Keep(batch.Jurisdiction, batch.Stream, batch.Key, name, type, content, clock.Now, cancel);
        if (there.Add(kept.Hash))
            batch.Fresh.Add(kept.Hash);
        batch.Originals.Add(new(copy, file.Type, file.Bytes.LongLength, kept.Hash));
        batch.Sealed.Add(new(file.Name, file.Type, file.Bytes.LongLength, copy, kept.Hash));
    }

    // As it was sent, before it is cleaned or sealed. A scanner that is down keeps nobody's file out: it is asked again before staff open it.
    private async IAsyncEnumerable<AttachmentResult> Scanned(UploadForm form, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var result in form.Files(cancel))
            yield return await Scanned(result, cancel);
    }

    private async Task<AttachmentResult> Scanned(AttachmentResult result, CancellationToken cancel) =>
        result.Untouched is { } sent && await scanner.Scan(sent.Bytes, cancel) == Verdict.Infected ? new(result.Name, null, RefusedFile.Infected) : result;

    /// <summary>Takes away what this batch brought in.</summary>
    internal Task Undo(Batch batch, CancellationToken cancel) =>
        batch.Fresh.Count == 0 ? Task.CompletedTask : store.Drop(batch.Jurisdiction, batch.Stream, batch.Fresh, cancel);

    private async Task<Batch> Take(Batch batch, IAsyncEnumerable<AttachmentResult> judged, Office? sealedTo, CancellationToken cancel)
    {
        var there = (await store.List(batch.Jurisdiction, batch.Stream, batch.Key, cancel)).Select(file => file.Hash).ToHashSet();
        try
        {
            await foreach (var result in judged)
            {
                if (result.Kept is not { } file)
                    batch.Errors.Add("files", $"refusal.{result.Refusal}", result.Name);
                else if (!batch.Errors.Any && batch.Hashes.Add(file.Sha256))
                    await Keep(batch, file, sealedTo, there, cancel);
            }
        }
        catch
        {
            await Undo(batch, CancellationToken.None);
            throw;
        }

        if (batch.Errors.Any)
            await Undo(batch, cancel);
        return batch;
    }

    private async Task Keep(Batch batch, Server.Attachments.Attachment file, Office? sealedTo, HashSet<string> there, CancellationToken cancel)
    {
        var content = sealedTo is null ? file.Bytes : Seal.File(sealedTo, file.Bytes);
        var (name, type) = sealedTo is null ? (file.Name, file.Type) : ($"{batch.Hashes.Count}.age", "application/age");
        var kept = await store.Keep(batch.Jurisdiction, batch.Stream, batch.Key, name, type, content, clock.Now, cancel);
        if (there.Add(kept.Hash))
            batch.Fresh.Add(kept.Hash);
        if (!file.Removed.IsEmpty)
            batch.Cleaned.Add(new(kept.Hash, file.Removed));
        if (sealedTo is null)
            batch.Kept.Add(new(kept.Hash[..16], file.Type, file.Bytes.LongLength, file.Sha256));
        else
            batch.Sealed.Add(new(file.Name, file.Type, file.Bytes.LongLength, file.Sha256, kept.Hash));
    }

    /// <summary>What one form brought.</summary>
    internal sealed record Batch(JurisdictionId Jurisdiction, StreamId Stream, byte[] Key, byte[] Wrapped)
    {
        public FormErrors Errors { get; } = new();

        /// <summary>SHA-256 of the cleaned files, in the order they came.</summary>
        public HashSet<string> Hashes { get; } = [];

        /// <summary>Names, in the store, of what was not there before.</summary>
        public List<string> Fresh { get; } = [];
        public List<Answerable.Grievances.Attachment> Kept { get; } = [];
        public List<SealedAttachment> Sealed { get; } = [];

        /// <summary>What was taken out, by name in the store.</summary>
        public List<CleanedFile> Cleaned { get; } = [];

        /// <summary>Untouched originals that were asked for.</summary>
        public List<KeptOriginal> Originals { get; } = [];

        public FiledFiles Files => new(Stream, Wrapped, [.. Kept], [.. Sealed], [.. Cleaned]);
    }
}

/// <summary>Once at start: away with files of filings that were cut off half way more than a day ago.</summary>
internal sealed class AttachmentSweep(AttachmentStore store, TownClock clock) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stopping) => store.Sweep(clock.Now.ToDateTimeUtc().AddDays(-1), stopping);
}
