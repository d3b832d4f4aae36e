using System.Globalization;
using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Receptions.Slips;

/// <summary>A block of numbered slips that was printed, to be torn off in order.</summary>
/// <param name="First">Of its numbers; the numbers of all blocks go on from one another.</param>
public sealed record SlipBlock(OfficeId Office, int First, int Count, LocalDate Printed)
{
    /// <summary>Nothing more is torn off it: what is left unaccounted for is missing.</summary>
    public bool IsEnded { get; init; }

    public int Last => First + Count - 1;

    public bool Has(int number) => number >= First && number <= Last;
}

/// <summary>
/// The pre-numbered slips of the reception, for when the power is away (safeguards C1): which were printed, which came back and were registered,
/// which were spoiled, and which are missing. The one stream <c>slips/main</c>. Nothing of anybody is in it, and no number of a case.
/// </summary>
public sealed record SlipBook : IState<SlipBook>
{
    public static readonly StreamId Stream = StreamId.Only("slips");

    public ImmutableArray<SlipBlock> Blocks { get; init; } = [];
    /// <summary>Registered ones, each with a mark of the form that registered it, which tells nothing: the same form sent again is no second use.</summary>
    public ImmutableSortedDictionary<int, string> Used { get; init; } = ImmutableSortedDictionary<int, string>.Empty;

    /// <summary>Spoiled or found blank, each with why.</summary>
    public ImmutableSortedDictionary<int, string> Void { get; init; } = ImmutableSortedDictionary<int, string>.Empty;

    public static string Kind => "slips";
    public static SlipBook Initial { get; } = new();
    public IEnumerable<Deadline> Deadlines => [];

    public static ICommand<SlipBook> OnDeadline(string key) => throw new InvalidOperationException("Slips have no deadlines.");

    public int Next => Blocks.IsEmpty ? 1 : Blocks[^1].Last + 1;

    public SlipBlock? BlockOf(int number) => Blocks.FirstOrDefault(block => block.Has(number));

    /// <summary>Slips are torn off in order: whatever was passed over and never came back is missing, and of an ended block whatever never came back.</summary>
    public IEnumerable<int> Missing(SlipBlock block)
    {
        var until = block.IsEnded ? block.Last : Accounted(block).DefaultIfEmpty(block.First - 1).Max();
        return Enumerable.Range(block.First, Math.Max(0, until - block.First + 1)).Where(number => !Used.ContainsKey(number) && !Void.ContainsKey(number));
    }

    public int Left(SlipBlock block) => block.IsEnded ? 0 : block.Last - Accounted(block).DefaultIfEmpty(block.First - 1).Max();

    private IEnumerable<int> Accounted(SlipBlock block) => Used.Keys.Concat(Void.Keys).Where(block.Has);

    public SlipBook With(IEvent happened, Stamp stamp) => happened switch
    {
        SlipsPrinted e => this with { Blocks = Blocks.Add(new(e.Office, e.First, e.Count, e.Day)) },
        SlipUsed e => this with { Used = Used.SetItem(e.Number, e.Form) },
        SlipVoided e => this with { Void = Void.SetItem(e.Number, e.Reason) },
        SlipsEnded e => this with { Blocks = [.. Blocks.Select(block => block.First == e.First ? block with { IsEnded = true } : block)] },
        _ => this,
    };
}

/// <summary>A slip's number as it is printed: six digits and a check digit, which finds every single mistake (Luhn).</summary>
public static class SlipNumber
{
    public const int Largest = 999_999;

    public static string Print(int number) => $"{number.ToString("D6", CultureInfo.InvariantCulture)}-{Check(number)}";

    /// <summary>Null: it is no number of ours; an office may have slips of its own.</summary>
    public static int? Read(string? typed)
    {
        var digits = string.Concat((typed ?? "").Normalize(System.Text.NormalizationForm.FormKC).Where(c => c != '-' && !char.IsWhiteSpace(c)));
        return digits.Length == 7 && digits.All(char.IsAsciiDigit) && int.Parse(digits[..6], CultureInfo.InvariantCulture) is var number && Check(number) == digits[6] - '0' && number > 0 ? number : null;
    }

    private static int Check(int number)
    {
        var sum = 0;
        for (var place = 0; number > 0; place++, number /= 10)
            sum += place % 2 == 0 ? number % 10 * 2 / 10 + number % 10 * 2 % 10 : number % 10;
        return (10 - sum % 10) % 10;
    }
}
