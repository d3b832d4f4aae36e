using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Answerable.Engine.Hosting;
using Answerable.Server.Shell;

namespace Answerable.Server.Grievances.Letters;

/// <summary><c>answerable letters check --data DIR</c>: whether the town's own wording of its letters would be used, and why not.</summary>
public static class LettersVerb
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create() => Create(Console.Out);

    public static Command Create(TextWriter output)
    {
        var data = new Option<string>("--data") { Description = "数据文件夹 / data folder", Required = true };
        var json = new Option<bool>("--json") { Description = "输出 JSON / print JSON" };
        var language = new Option<string?>("--lang") { Description = "zh | en" };
        var check = new Command("check", "检查本地文书模板；有误时退出码为 1 / check the town's own letter templates; exit code 1 when one has a fault") { data, json, language };
        check.SetAction(parsed => Run(parsed.GetValue(data)!, parsed.GetValue(json), parsed.GetValue(language) ?? (CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? "en" : "zh"), output));
        return new("letters", "文书模板 / letters") { check };
    }

    private static int Run(string folder, bool json, string language, TextWriter output)
    {
        var found = new LetterTemplates(new EngineOptions(folder)).CheckAll().ToList();
        var w = WordBook.Embedded.In(language);
        if (json)
            output.WriteLine(JsonSerializer.Serialize(found.Select(one => new { file = one.File, faults = one.Faults.Select(fault => new { line = fault.Line, code = fault.Code, words = fault.Words, detail = FaultWords.Say(fault, w) }) }), Json));
        else if (found.Count == 0)
            output.WriteLine(w["letters.check.none"]);
        else
            foreach (var (file, faults) in found)
                foreach (var line in faults.Count == 0 ? [w["letters.check.good"]] : faults.Select(fault => FaultWords.Say(fault, w)))
                    output.WriteLine($"{file}: {line}");
        return found.Any(one => one.Faults.Count > 0) ? 1 : 0;
    }
}
