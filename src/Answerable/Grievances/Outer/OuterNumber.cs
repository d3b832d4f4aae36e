using System.Collections.Immutable;
using System.Text;
using Answerable.Recording;

namespace Answerable.Grievances;

/// <summary>Another system in which the same matter has a number.</summary>
public enum OuterSystem
{
    /// <summary>信访信息系统 (22¶2).</summary>
    Petition,

    /// <summary>12345 政务服务便民热线.</summary>
    Hotline,
}

/// <summary>A number that a matter has in another system, and the day by which that system wants an answer. It is no clock of the law.</summary>
/// <param name="Number">Letters, digits, hyphens and the brackets of document numbers; at most 40.</param>
/// <param name="Due">The last day, in the town's zone; null: that system names none.</param>
public sealed record OuterNumber(OuterSystem System, string Number, LocalDate? Due = null)
{
    public const int Most = 6;

    /// <summary>The answer has been entered there: its day leads no more.</summary>
    public bool IsAnswered { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsSound => Enum.IsDefined(System) && Read(Number) == Number;

    /// <summary>The number as it is kept: without spaces, in half-width capitals; null when it cannot be one.</summary>
    public static string? Read(string? typed)
    {
        var number = string.Concat((typed ?? "").Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        return number.Length is > 0 and <= 40 && number.Any(char.IsAsciiLetterOrDigit) && number.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '/' or '(' or ')' or '〔' or '〕' or '[' or ']') ? number : null;
    }
}

public sealed partial record Grievance
{
    /// <summary>Its numbers in other systems.</summary>
    public ImmutableArray<OuterNumber> Outer { get; init; } = [];

    /// <summary>The day that leads: the earliest that another system still waits for.</summary>
    public OuterNumber? NextOuter => IsClosed || IsWithdrawn ? null : Outer.Where(one => one is { Due: not null, IsAnswered: false }).MinBy(one => one.Due);

    public OuterNumber? Find(OuterSystem system, string number) => Outer.FirstOrDefault(one => one.System == system && one.Number == number);

    private Grievance WithOuter(IEvent happened) => happened switch
    {
        Lodged { Outer: { } outer } => this with { Outer = [outer] },
        OuterNumbered e => this with { Outer = [.. Outer.Where(one => one.System != e.Outer.System || one.Number != e.Outer.Number), e.Outer] },
        OuterAnswered e => this with { Outer = [.. Outer.Select(one => one.System == e.System && one.Number == e.Number ? one with { IsAnswered = true } : one)] },
        OuterStruck e => this with { Outer = [.. Outer.Where(one => one.System != e.System || one.Number != e.Number)] },
        _ => this,
    };
}
