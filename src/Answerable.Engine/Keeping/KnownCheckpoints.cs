using Answerable.Engine.Hosting;
using Answerable.Engine.Publishing;
using Answerable.Ledger;

namespace Answerable.Engine.Keeping;

/// <summary>The newest checkpoint of a record that anybody still has: what its log has promised the world.</summary>
internal sealed class KnownCheckpoints(EngineOptions options, JurisdictionId jurisdiction)
{
    private SignedCheckpoint? newest;

    public SignedCheckpoint? Newest => newest;

    /// <summary>Which log of a chain an origin names: 1, or the number behind its tilde.</summary>
    public static int GenerationOf(string origin) =>
        Succession.GenerationOf(origin);

    /// <summary>Takes a checkpoint into account, if it is one that this record's key signed.</summary>
    /// <exception cref="BackupException">It is signed by another key: the wrong keys folder, or another record's checkpoint.</exception>
    public void Add(byte[]? bytes, string place)
    {
        if (bytes is null)
            return;
        try
        {
            var origin = Checkpoint.Parse(Note.Parse(bytes).Text).Origin;
            using var key = LogKey.Open(options.KeysFolder, jurisdiction, origin);
            var signed = Checkpoint.Open(bytes, key.Verifier);
            if (newest is null || (GenerationOf(origin), signed.Size).CompareTo((GenerationOf(newest.Checkpoint.Origin), newest.Size)) > 0)
                newest = signed;
        }
        catch (LogException wrong)
        {
            throw new BackupException($"The checkpoint in {place} is not one of {jurisdiction}: {wrong.Message} Are the keys in {options.KeysFolder} the ones of this record?");
        }
    }

    public void Add(IEnumerable<string?> notes, string place)
    {
        foreach (var note in notes.OfType<string>())
            Add(System.Text.Encoding.UTF8.GetBytes(note), place);
    }

    public VerifierKey Key(string origin)
    {
        using var key = LogKey.Open(options.KeysFolder, jurisdiction, origin);
        return key.Verifier;
    }
}
