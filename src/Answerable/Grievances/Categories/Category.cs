using Answerable.Offices;

namespace Answerable.Grievances.Categories;

/// <summary>A subject that a matter may have (问题类别): a thing or a service, never anybody who complains.</summary>
/// <param name="Code">Lower-case letters, digits, hyphens; 1 to 40. Cases keep it, and so does the record.</param>
/// <param name="Parent">Code of the wider subject; null: none.</param>
/// <param name="Office">The office that is competent (谁主管); null: as the wider subject says, or nobody in particular.</param>
/// <param name="Days">Days in which the town wants such a matter done, 1 to 365: its own target. No clock of law is counted by it, and none is lengthened.</param>
/// <param name="Public">May be named outside (Open311), where the filer agreed (safeguards A20).</param>
public sealed record Category(string Code, Text Name, string? Parent = null, OfficeId? Office = null, int? Days = null, bool Public = false)
{
    public const int LongestDays = 365;

    /// <summary>The unit of that office that handles such matters; null: as the wider subject says, where that names the same office.</summary>
    public UnitId? Unit { get; init; }

    public static bool IsCode(string? code) =>
        code is { Length: > 0 and <= 40 } && code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
