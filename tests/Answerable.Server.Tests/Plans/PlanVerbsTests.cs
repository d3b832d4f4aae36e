using Microsoft.Extensions.DependencyInjection;
using System.CommandLine;
using System.Text.Json;
using Answerable.Server.Plans;
using NodaTime;

namespace Answerable.Server.Tests.Plans;

public sealed class PlanVerbsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("plan-verbs").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Check_prints_findings_as_json_and_exits_1_on_errors()
    {
        var (exit, output, _) = Run("check", Files.Sample, "--json");
        Assert.Equal(1, exit);
        var findings = JsonDocument.Parse(output).RootElement.EnumerateArray().ToList();
        Assert.All(findings, finding =>
        {
            foreach (var field in new[] { "kind", "severity", "text", "law", "advice" })
                Assert.Equal(JsonValueKind.String, finding.GetProperty(field).ValueKind);
            Assert.True(finding.GetProperty("line").GetInt32() > 0);
        });
        Assert.Equal(["answerability", "completeness", "currency", "rights", "time"], findings.Select(f => f.GetProperty("kind").GetString()).Distinct().Order());
        Assert.Contains(findings, f => f.GetProperty("text").GetString() == "了解掌握全镇重点信访人员思想状况" && f.GetProperty("line").GetInt32() == 7);
    }

    [Fact]
    public void Check_speaks_the_language_asked_for()
    {
        Assert.Contains("What to do", Run("check", Files.Sample, "--lang", "en").Output);
        Assert.Contains("怎么办", Run("check", Files.Sample, "--lang", "zh").Output);
    }

    [Fact]
    public void Import_writes_a_plan_file_that_check_reads_and_a_second_import_keeps_the_edits()
    {
        var target = Path.Combine(_folder, "plan.yaml");
        Assert.Equal(0, Run("import", Files.Sample, "--out", target).Exit);
        var edited = File.ReadAllText(target).Replace("  - id: step-1\n", "  - id: step-1\n").Replace("deputy: \n", "deputy: 尤七\n");
        File.WriteAllText(target, edited);
        Assert.Equal(0, Run("import", Files.Sample, "--out", target).Exit);
        Assert.Equal(edited, File.ReadAllText(target));
        Assert.Contains("deputy: 尤七", edited);
        var (_, output, _) = Run("check", target, "--json");
        var findings = JsonDocument.Parse(output).RootElement.EnumerateArray().ToList();
        Assert.DoesNotContain(findings, f => f.GetProperty("kind").GetString() == "rights" && f.GetProperty("severity").GetString() == "error");
        var lines = edited.Split('\n').Length;
        Assert.All(findings, f => Assert.InRange(f.GetProperty("line").GetInt32(), 1, lines));
    }

    [Fact]
    public void Import_as_json_gives_plan_proposal_and_the_use_of_every_line()
    {
        var (exit, output, _) = Run("import", Files.Sample, "--json");
        var root = JsonDocument.Parse(output).RootElement;
        Assert.Equal(0, exit);
        Assert.Equal(88, root.GetProperty("lines").GetArrayLength());
        Assert.Equal(43, root.GetProperty("proposal").GetProperty("people").GetArrayLength());
        Assert.Equal("接访工作组", root.GetProperty("plan").GetProperty("groups")[0].GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("check")]
    [InlineData("import")]
    public void A_file_that_cannot_be_read_gives_its_code_and_exit_2(string verb)
    {
        var path = Path.Combine(_folder, "old.doc");
        File.WriteAllBytes(path, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
        var (exit, output, errors) = Run(verb, path, "--json");
        Assert.Equal((2, ""), (exit, output));
        Assert.Equal("plan-file-legacy", JsonDocument.Parse(errors).RootElement.GetProperty("code").GetString());
        Assert.Contains("plan-file-missing", Run(verb, Path.Combine(_folder, "none.txt")).Errors);
    }

    [Fact]
    public void A_refused_import_leaves_the_plan_file_as_it_was()
    {
        var target = Path.Combine(_folder, "plan.yaml");
        File.WriteAllText(target, "format: 1\nwatchList: []\n");
        Assert.Equal(2, Run("import", Files.Sample, "--out", target).Exit);
        Assert.Equal("format: 1\nwatchList: []\n", File.ReadAllText(target));
    }

    [Fact]
    public void Import_into_a_data_folder_founds_the_town_and_a_second_import_finds_everything_present()
    {
        var data = Path.Combine(_folder, "data");
        var (exit, output, errors) = Run("import", Files.Sample, "--into", data, "--admin", "韩致中", "--json");
        Assert.Equal((0, ""), (exit, errors));
        var first = JsonDocument.Parse(output).RootElement;
        Assert.Equal(43, first.GetProperty("created").EnumerateArray().Count(one => one.GetProperty("kind").GetString() == "person"));
        Assert.Empty(first.GetProperty("refused").EnumerateArray());
        Assert.StartsWith("person-", first.GetProperty("administrator").GetString());
        var second = JsonDocument.Parse(Run("import", Files.Sample, "--into", data, "--json").Output).RootElement;
        Assert.Empty(second.GetProperty("created").EnumerateArray());
        Assert.Equal(first.GetProperty("created").GetArrayLength(), second.GetProperty("present").GetArrayLength() - 1); // the town's own office was there
    }

    [Fact]
    public async Task A_town_is_founded_under_the_rulebook_that_is_named_on_the_command_line_or_in_the_plan_file()
    {
        var plan = Path.Combine(_folder, "council.yaml");
        File.WriteAllText(plan, "format: 1\ntitle:\n  id: title\n  text: Plan\nrulebook: uk-foi\n");
        Assert.Contains("uk-lgsco-2024", Run("import", plan, "--into", Path.Combine(_folder, "none"), "--town", "Ashby", "--rulebook", "no-such-law").Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder, "none")));
        foreach (var (folder, asked, rulebook) in new[] { ("named", "uk-lgsco-2024", "uk-lgsco-2024"), ("in-file", null, "uk-foi") })
        {
            var data = Path.Combine(_folder, folder);
            Assert.Equal(0, Run(["import", plan, "--into", data, "--town", "Ashby", .. asked is null ? Array.Empty<string>() : ["--rulebook", asked]]).Exit);
            await using var server = Answerable.Server.Hosting.ServerHost.Build(new(data) { Urls = "http://127.0.0.1:0", Jurisdiction = "main", IsQuiet = true });
            await server.StartAsync();
            var book = await server.Services.GetRequiredService<Answerable.Engine.Reading.BookShelf>().Get(new("main"));
            Assert.Equal((rulebook, "Europe/London", rulebook), (book.Town.Rulebook, book.Town.Zone, book.Rulebook.Id));
            Assert.Equal(Answerable.Deadlines.Rulebooks.CalendarOf(rulebook)!.Version, book.Town.CountedWith);
            await server.StopAsync();
        }
    }

    [Fact]
    public void An_administrator_whom_the_plan_does_not_name_is_asked_for_again_and_nothing_is_founded()
    {
        var data = Path.Combine(_folder, "data");
        var (exit, _, errors) = Run("import", Files.Sample, "--into", data, "--admin", "无此人");
        Assert.Equal(2, exit);
        Assert.Contains("plan-person-missing", errors);
        Assert.False(Directory.Exists(data));
    }

    private static (int Exit, string Output, string Errors) Run(params string[] args)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var exit = new RootCommand { PlanVerbs.Plan(() => new LocalDate(2026, 11, 20), output, errors) }.Parse(["plan", .. args]).Invoke();
        return (exit, output.ToString(), errors.ToString());
    }
}
