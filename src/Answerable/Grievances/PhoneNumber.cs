using System.Text;
using System.Text.RegularExpressions;

namespace Answerable.Grievances;

/// <summary>
/// A telephone number as people write it in China: a mobile; a landline with its area code and perhaps an extension; a 400 or 800 number; or one of
/// another country, with + or 00 and the country's code. Full width, spaces, brackets and dots are taken as they are meant.
/// </summary>
public static partial class PhoneNumber
{
    /// <summary>Longest entry kept, in characters.</summary>
    public const int Longest = 40;

    /// <param name="inChina">False: the town is in another country, where any national or international number of 5 to 15 digits is one.</param>
    /// <returns>In one spelling, several numbers joined by 、; null when one of them is no telephone number.</returns>
    public static string? Read(string typed, bool inChina = true)
    {
        var numbers = typed.Normalize(NormalizationForm.FormKC).Split([',', ';', '/', '、', '或'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(number => inChina ? One(number) : Elsewhere(number)).ToList();
        var all = string.Join('、', numbers);
        return numbers.Count == 0 || numbers.Contains(null) || all.Length > Longest ? null : all;
    }

    /// <summary>The first of the numbers that an SMS can reach, as a gateway takes it: a mobile of here, or one of another country. Null: none.</summary>
    public static string? ForSms(string? typed) =>
        typed is null || Read(typed) is not { } all ? null : all.Split('、').FirstOrDefault(number => number[0] == '+' || Mobile().IsMatch(number));

    private static string? One(string number)
    {
        var bare = Domestic(Dash().Replace(Filler().Replace(number, ""), "-"));
        var digits = bare.Replace("-", "", StringComparison.Ordinal);
        if (Mobile().IsMatch(digits))
            return digits;
        if (Abroad().Match(digits) is { Success: true } abroad)
            return "+" + abroad.Groups[1];
        if (Service().Match(digits) is { Success: true } service)
            return $"{service.Groups[1]}-{service.Groups[2]}-{service.Groups[3]}";
        return Landline().Match(bare) is { Success: true } line
            ? $"{line.Groups["area"]}-{line.Groups["local"]}{(line.Groups["more"] is { Success: true } more ? $"转{more}" : "")}"
            : null;
    }

    private static string? Elsewhere(string number) => Anywhere().Match(Filler().Replace(Dash().Replace(number, "-"), "").Replace("-", "", StringComparison.Ordinal)) is { Success: true } match ? match.Value : null;

    // +86 says only that the number is one of here; after it a landline has lost its zero.
    private static string Domestic(string number) => CountryCode().Match(number) is { Success: true } here
        ? Mobile().IsMatch(here.Groups[1].Value.Replace("-", "", StringComparison.Ordinal)) || here.Groups[1].Value[0] == '0' ? here.Groups[1].Value : "0" + here.Groups[1].Value
        : number;

    [GeneratedRegex(@"[\s.()\u00B7\u200B-\u200F\u202A-\u202E\uFEFF]")]
    private static partial Regex Filler();

    [GeneratedRegex(@"[\u2010-\u2015\u2212\uFE58\u2500\u30FC]")]
    private static partial Regex Dash();

    [GeneratedRegex(@"^(?:\+86|0086|86(?=-?1[3-9][0-9-]{9,}$))-?([0-9].*)$")]
    private static partial Regex CountryCode();

    [GeneratedRegex(@"^\+?[0-9]{5,15}$")]
    private static partial Regex Anywhere();

    [GeneratedRegex("^1[3-9][0-9]{9}$")]
    private static partial Regex Mobile();

    [GeneratedRegex(@"^(?:\+|00)([1-9][0-9]{6,14})$")]
    private static partial Regex Abroad();

    [GeneratedRegex("^([48]00)([0-9]{3})([0-9]{4})$")]
    private static partial Regex Service();

    // 010 and 02x are followed by eight digits; every other area code has four digits of its own.
    [GeneratedRegex(@"^(?<area>010|02[0-9]|0[03-9][0-9]{2})-?(?<local>[1-9][0-9]{6,7})(?:(?:转|分机|ext|x|#|\*|-)(?<more>[0-9]{1,6}))?$", RegexOptions.IgnoreCase)]
    private static partial Regex Landline();
}
