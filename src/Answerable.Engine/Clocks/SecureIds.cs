using System.Security.Cryptography;

namespace Answerable.Engine.Clocks;

/// <summary>
/// Fresh ids from the system's secure generator. Pseudonyms are drawn in runs: the 64 of a run begin with the same four random bytes,
/// so what is recorded together lies together in every index and a commit writes few pages. Within a run, and from run to run, their
/// order is random: it tells nobody who came first (safeguards A5). Twelve bytes of each are its own.
/// </summary>
public sealed class SecureIds : IdSource
{
    private const int Run = 64;
    private readonly Lock gate = new();
    private readonly byte[] beginning = new byte[4];
    private int left;

    public override void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);

    protected override void FillPseudonym(Span<byte> bytes)
    {
        Fill(bytes);
        lock (gate)
        {
            if (left-- == 0)
            {
                Fill(beginning);
                left = Run - 1;
            }

            beginning.CopyTo(bytes);
        }
    }
}
