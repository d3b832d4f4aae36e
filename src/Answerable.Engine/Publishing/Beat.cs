namespace Answerable.Engine.Publishing;

/// <summary>
/// How far the public log grows at each beat (safeguards A3). It always grows by the same number of leaves, so that its growth tells
/// nothing about the office's day; only when business outruns it for several beats does the number double, and stays so until the
/// next local day, so that a busy hour shows at most as a busy day.
/// </summary>
/// <param name="Quantum">Leaves per beat on an ordinary day, 1 or more.</param>
/// <param name="Growth">Leaves per beat today.</param>
/// <param name="Day">The day for which <paramref name="Growth"/> holds.</param>
public sealed record Beat(int Quantum, int Growth, LocalDate Day)
{
    private const int BeatsOfPatience = 4;

    public static Beat Start(int quantum, LocalDate today) => new(quantum, quantum, today);

    /// <param name="committed">Leaves the record has.</param>
    /// <param name="published">Leaves the newest checkpoint covers.</param>
    /// <returns>The beat as it goes on, and the size of the next checkpoint.</returns>
    public (Beat Next, long Target) Next(long committed, long published, LocalDate today)
    {
        var growth = today == Day ? Growth : Quantum;
        while (committed - published > (long)growth * BeatsOfPatience)
            growth *= 2;
        return (this with { Growth = growth, Day = today }, published + growth);
    }
}
