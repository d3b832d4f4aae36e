using System.Globalization;

namespace Answerable.Emergencies;

/// <summary><c>page/ROUND/SEAT/STEP/ATTEMPT</c>, the key of a deadline; with <c>/METHOD</c> appended, the key of a delivery.</summary>
public readonly record struct PageKey(int Round, int Seat, int Step, int Attempt)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"page/{Round}/{Seat}/{Step}/{Attempt}");

    public string By(PageMethod method) => $"{this}/{method.Id}";

    /// <returns>Null where <paramref name="key"/> is not a page's; a method at its end is left aside.</returns>
    public static PageKey? Parse(string key)
    {
        var parts = key.Split('/', 6);
        return parts.Length >= 5 && parts[0] == "page"
            && Number(parts[1]) is { } round && Number(parts[2]) is { } seat && Number(parts[3]) is { } step && Number(parts[4]) is { } attempt
            ? new(round, seat, step, attempt)
            : null;
    }

    private static int? Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
