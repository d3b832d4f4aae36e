using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Answerable.Deadlines;
using Answerable.Recording;

namespace Answerable.Server.Grievances.Clocks;

/// <summary>
/// <c>clock explain FILE|-</c>: counts a clock again from its explanation alone, plain text or JSON, on any machine. Prints the computation, then
/// <c>AGREES</c> or what does not; exit code 0, 1 when it does not agree, 2 when the file is no explanation.
/// </summary>
public static class ClockVerb
{
    public static Command Create() => Create(Console.In, Console.Out, Console.Error);

    public static Command Create(TextReader input, TextWriter output, TextWriter errors)
    {
        var file = new Argument<string>("FILE") { Description = "期限说明（.txt 或 .json），“-”为标准输入 / an explanation as the case page gives it, plain text or JSON; - reads standard input" };
        var language = new Option<string?>("--lang") { Description = "zh | en" };
        var explain = new Command("explain", "只凭说明重新计算一个期限；不符时退出码为 1 / count a clock again from its explanation alone; exit code 1 when it does not agree") { file, language };
        explain.SetAction(parsed => Run(parsed.GetValue(file)!, Language(parsed.GetValue(language)), input, output, errors));
        return new Command("clock", "期限 / clocks") { explain };
    }

    private static int Run(string file, string language, TextReader input, TextWriter output, TextWriter errors)
    {
        try
        {
            var read = Read(file == "-" ? input.ReadToEnd() : File.ReadAllText(file));
            var again = Recomputation.Of(read.Clock, read.Moves);
            output.WriteLine($"{read.Clock.Rule}  {read.Name}");
            foreach (var step in again.Steps)
                output.WriteLine(step.In(language));
            var faults = read.Faults.AddRange(again.Faults);
            foreach (var fault in faults)
                output.WriteLine($"✗ {fault.In(language)}");
            output.WriteLine(faults.IsEmpty ? (language == "zh" ? "相符" : "AGREES") : (language == "zh" ? "不符" : "DOES NOT AGREE"));
            return faults.IsEmpty ? 0 : 1;
        }
        catch (Exception fault) when (fault is FormatException or JsonException or IOException or UnauthorizedAccessException)
        {
            errors.WriteLine(fault.Message);
            return 2;
        }
    }

    private static ReadClock Read(string text)
    {
        if (!text.TrimStart().StartsWith('{'))
            return ClockTextReader.Read(text);
        var why = JsonSerializer.Deserialize<Explanation>(text, Json.Options);
        if (why is not { Clock: { Walk.IsDefault: false, Pauses.IsDefault: false } clock, Rule.Name: { } name })
            throw new FormatException("This JSON is no clock explanation.");
        return new(clock, why.Moves.IsDefault ? [] : why.Moves, name.In(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? "zh" : "en"), []);
    }

    private static string Language(string? asked) =>
        asked is "zh" or "en" ? asked : CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? "en" : "zh";
}
