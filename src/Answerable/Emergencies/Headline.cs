namespace Answerable.Emergencies;

/// <summary>
/// What and where, in words that go out by SMS: one line, short, and without a number that could be somebody's telephone or
/// identity number.
/// </summary>
public static class Headline
{
    public const int Longest = 60;

    /// <returns>The refusal's code, or null when the words will do.</returns>
    public static string? Fault(string? words) =>
        string.IsNullOrWhiteSpace(words) ? "text-missing"
        : words.Length > Longest ? "text-too-long"
        : words.Any(char.IsControl) ? "text-not-one-line"
        : HasLongNumber(words) ? "text-has-number"
        : null;

    private static bool HasLongNumber(string words)
    {
        var run = 0;
        foreach (var c in words)
        {
            if (char.IsDigit(c))
                run++;
            else if (c is not (' ' or '-' or '－'))
                run = 0;
            if (run >= 7)
                return true;
        }

        return false;
    }
}
