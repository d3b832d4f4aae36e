using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Answerable.Engine.Clocks;
using Answerable.Plans;
using NodaTime;
using Spectre.Console;

namespace Answerable.Server.Plans;

/// <summary><c>answerable plan import FILE</c> and <c>answerable plan check FILE</c>.</summary>
public static class PlanVerbs
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new DateConverter() },
    };

    /// <param name="today">The date in the town's zone, asked when a verb runs.</param>
    /// <param name="output">Where results go; messages about files that cannot be read go to <paramref name="errors"/>.</param>
    public static Command Plan(Func<LocalDate> today, TextWriter output, TextWriter errors) =>
        new("plan", "预案 / emergency plans") { Import(output, errors), Check(today, output, errors) };

    /// <summary>The verb as the executable offers it. A file on the command line belongs to no town yet, so the date is that of the shipped zone.</summary>
    public static Command Create() =>
        Plan(() => new SystemTownClock().Now.InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date, System.Console.Out, System.Console.Error);

    private static Command Import(TextWriter output, TextWriter errors)
    {
        var file = new Argument<string>("FILE") { Description = "预案文档 / plan document (.docx, .txt, .md)" };
        var target = new Option<string?>("--out") { Description = "计划文件；已存在的，保留其中的手工修改 / plan file; edits in an existing one are kept" };
        var into = new Option<string?>("--into") { Description = "数据文件夹（服务须已停止）：建立预案中的单位、岗位、人员和小组；还没有镇的，先建镇 / data folder of a stopped server: create the plan's units, posts, people and groups there, and the town first if there is none" };
        var town = new Option<string?>("--town") { Description = "新建的镇的名称；不写则取自发文机关 / name of a town founded now; otherwise from the issuing body" };
        var admin = new Option<string?>("--admin") { Description = "预案名单中担任系统管理员的人 / who of the plan's people becomes its administrator" };
        var rulebook = new Option<string?>("--rulebook") { Description = "新建的镇所依的规则，见 data/rulebooks；不写则取自计划文件，再不然是信访工作条例 / rulebook a town founded now is set up under: data/rulebooks; otherwise the plan file's, otherwise cn-petition-2022" };
        var jurisdiction = new Option<string>("--jurisdiction") { Description = "记录简称 / short name of the record", DefaultValueFactory = _ => "main" };
        var (json, language) = (JsonOption(), LanguageOption());
        var command = new Command("import", "把预案文档读成计划文件，或者据此建立单位、岗位和人员 / read a plan document into a plan file, or create what it names") { file, target, into, town, admin, rulebook, jurisdiction, json, language };
        command.SetAction(parsed => Guarded(errors, parsed.GetValue(language), parsed.GetValue(json), () =>
            parsed.GetValue(into) is { } folder
                ? PlanCreateVerb.Run(parsed.GetValue(file)!, new(folder, parsed.GetValue(jurisdiction)!, parsed.GetValue(town), parsed.GetValue(admin), parsed.GetValue(rulebook)), parsed.GetValue(json), Language(parsed.GetValue(language)), output).GetAwaiter().GetResult()
                : PlanImportVerb.Run(parsed.GetValue(file)!, parsed.GetValue(target), parsed.GetValue(json), Language(parsed.GetValue(language)), output)));
        return command;
    }

    private static Command Check(Func<LocalDate> today, TextWriter output, TextWriter errors)
    {
        var file = new Argument<string>("FILE") { Description = "预案文档或者计划文件 / plan document or plan.yaml" };
        var (json, language) = (JsonOption(), LanguageOption());
        var command = new Command("check", "检查预案；有错误时退出码为 1 / check a plan; exit code 1 when there are errors") { file, json, language };
        command.SetAction(parsed => Guarded(errors, parsed.GetValue(language), parsed.GetValue(json), () =>
            PlanCheckVerb.Run(parsed.GetValue(file)!, parsed.GetValue(json), Language(parsed.GetValue(language)), today(), output)));
        return command;
    }

    internal static string Serialise<T>(T value) => JsonSerializer.Serialize(value, Json);

    /// <summary>A console on any writer; colours only where the terminal has them.</summary>
    internal static IAnsiConsole Console(TextWriter output)
    {
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(output), Interactive = InteractionSupport.No });
        if (output != System.Console.Out || System.Console.IsOutputRedirected)
            console.Profile.Width = 160;
        return console;
    }

    private static Option<bool> JsonOption() => new("--json") { Description = "输出 JSON / print JSON" };

    private static Option<string?> LanguageOption() => new("--lang") { Description = "zh | en" };

    private static string Language(string? asked) =>
        asked is "zh" or "en" ? asked : CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? "en" : "zh";

    private static int Guarded(TextWriter errors, string? language, bool json, Func<int> run)
    {
        try
        {
            return run();
        }
        catch (PlanFileException error)
        {
            errors.WriteLine(json ? Serialise(new { code = error.Code, detail = error.Words.In(Language(language)) }) : $"{error.Words.In(Language(language))} [{error.Code}]");
            return 2;
        }
        catch (Engine.Hosting.FolderInUseException)
        {
            var words = Text.Of("数据文件夹正被使用：请先停止服务，或者在管理员页面上建立。", "The data folder is in use: stop the server first, or create it on the administrator's page.").In(Language(language));
            errors.WriteLine(json ? Serialise(new { code = "data-folder-in-use", detail = words }) : $"{words} [data-folder-in-use]");
            return 2;
        }
    }

    private sealed class DateConverter : JsonConverter<LocalDate>
    {
        public override LocalDate Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            NodaTime.Text.LocalDatePattern.Iso.Parse(reader.GetString()!).GetValueOrThrow();

        public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options) =>
            writer.WriteStringValue(NodaTime.Text.LocalDatePattern.Iso.Format(value));
    }
}
