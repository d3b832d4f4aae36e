using System.Text.RegularExpressions;
using Answerable.Deadlines;
using Answerable.Engine.Reading;
using Answerable.Grievances;
using Answerable.Server.Laws;
using Answerable.Server.Shell;
using Answerable.Storage.Reading;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Answerable.Server.Tests.Laws;

using Browser = Answerable.Server.Tests.Grievances.Browser;

/// <summary>Nothing is Chinese-only: a town under another law files, acknowledges, answers and reviews under that law's clocks, without a Chinese word or article on any page in English.</summary>
public sealed partial class ForeignTownTests
{
    public static TheoryData<string, string, string> Books => new()
    {
        // Filed on Monday 2 March 2026: what is owed from then, and what is owed once it is acknowledged the next day.
        { "uk-lgsco-2024", "acknowledge 2026-03-09", "answer 2026-03-17" },
        { "in-cpgrams-2024", "redress 2026-03-23", "redress 2026-03-23" },
        { "uk-foi", "answer 2026-03-31", "answer 2026-03-31" }, // St Patrick's Day is a bank holiday in a part of the kingdom
    };

    [Theory]
    [MemberData(nameof(Books))]
    public async Task A_grievance_goes_from_filing_to_review_under_the_towns_own_law(string rulebook, string onReceipt, string onceAccepted)
    {
        await using var host = new ForeignHost(rulebook);
        await host.InitializeAsync();
        using var resident = new Browser(host.Address);
        foreach (var path in new[] { "/", "/how", "/rules", "/track", "/pressed", "/lodge" })
            await English(resident, path);
        await File(resident);
        var number = resident.Number;
        Assert.Equal([onReceipt], await Clocks(host, number));
        var first = (await State(host, number)).Clocks[0].Key;
        foreach (var path in new[] { "/case", $"/case/clocks/{first}", $"/case/clocks/{first}.txt", "/case/add", "/case/withdraw" })
            await English(resident, path);
        Assert.StartsWith("Answerable clock explanation", (await resident.Open($"/case/clocks/{first}.txt")).Html, StringComparison.Ordinal);

        host.Clock.MoveTo(host.Clock.Now + Duration.FromDays(1));
        using var clerk = await host.AtDesk("clerk");
        using var officer = await host.AtDesk("officer");
        using var leader = await host.AtDesk("leader");
        var desk = $"/desk/grievances/{number}";
        foreach (var path in new[] { "/desk/grievances", desk, $"{desk}/clocks/{first}", $"{desk}/accept", $"{desk}/transfer", $"{desk}/notice", $"{desk}/not-ours", $"{desk}/recuse", "/desk/calendar" })
            await English(clerk, path);
        await Act(clerk, $"{desk}/accept", ("notice", "Acknowledged; Highways will look into it."));
        Assert.Equal([onceAccepted], await Clocks(host, number));
        await Act(clerk, $"{desk}/assign", ("unit", "roads"), ("officer", "officer"), ("leader", "leader"));
        await English(officer, desk);
        await English(resident, "/case");
        await Act(officer, $"{desk}/draft", ("outcome", "support"), ("asked", "Repair the lamp"), ("facts", "Three lamps are out."), ("basis", "Highways policy 4"));
        await Act(leader, $"{desk}/sign");
        await English(leader, desk);
        Assert.Empty(await Clocks(host, number));

        await English(resident, "/case");
        await English(resident, () => resident.Post("/case/answer"));
        await English(resident, "/case/review");
        await English(resident, () => resident.Post("/case/review", ("words", "It is dark still.")));
        // What the data is not sure of is shown and starts no clock.
        Assert.Empty(await Clocks(host, number));
        Assert.Equal(Stage.UnderReview, (await State(host, number)).Stage);
        await English(clerk, desk);
        Assert.All((await State(host, number)).Clocks.Where(clock => clock.Role is not null), clock => Assert.Equal(rulebook, clock.Clock.Rule.Book));
    }

    [Fact]
    public async Task What_the_data_is_not_sure_of_is_shown_with_the_others_and_starts_no_clock()
    {
        await using var host = new ForeignHost("uk-lgsco-2024");
        await host.InitializeAsync();
        using var browser = new Browser(host.Address);
        await English(browser, "/rules");
        Assert.Contains("LGSCO Complaint Handling Code (2024), version 1", browser.Html, StringComparison.Ordinal);
        Assert.Contains("10 working days, and 10 working days more at most", browser.Html, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Matches(browser.Html, "no: not sure enough").Count);
        Assert.Contains("Stage 2: answer", browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_acknowledges_and_the_ten_working_days_run_all_the_same()
    {
        await using var host = new ForeignHost("uk-lgsco-2024");
        await host.InitializeAsync();
        using var resident = new Browser(host.Address);
        await resident.Open("/lodge");
        await File(resident);
        var number = resident.Number;
        host.Clock.MoveTo(host.Clock.Now + Duration.FromDays(30));
        await host.CatchUp();
        await English(resident, "/case");
        Assert.Contains("Counts as acknowledged", resident.Html, StringComparison.Ordinal);
        Assert.Equal(new LocalDate(2026, 3, 23), (await State(host, number)).Clocks.Single(clock => clock.Role == Role.Answer).Clock.StrictDay);
    }

    [Fact]
    public void Every_sentence_that_cites_Chinese_law_has_words_for_other_laws()
    {
        string[] elsewhere = ["plan.", "finding.", "calendar."]; // the plans of Chinese townships and their holidays are read by nobody else
        var citing = WordBook.Embedded.Keys("en").Where(key => !elsewhere.Any(key.StartsWith) && Chinese().IsMatch(WordBook.Embedded.Find("en", key)!.Other))
            .Concat(WordBook.Embedded.Keys("zh").Where(key => !elsewhere.Any(key.StartsWith) && Cited().IsMatch(WordBook.Embedded.Find("zh", key)!.Other))).Distinct();
        Assert.Empty(citing.Except(LawWords.NeutralKeys).Order());
        Assert.All(LawWords.NeutralKeys, key => Assert.True(WordBook.Embedded.Has("en", key), key));
        foreach (var book in Rulebooks.ForTowns)
            Assert.All(book.Words, word => Assert.True(WordBook.Embedded.Has(word.Language, word.Key), $"{book.Id}: {word.Key}"));
    }

    [Fact]
    public void What_is_filled_in_is_filled_in_by_every_laws_words()
    {
        foreach (var law in Rulebooks.ForTowns.Select(LawWords.Of).OfType<LawWords>())
            foreach (var language in new[] { "zh", "en" })
                foreach (var key in WordBook.Embedded.Keys(language))
                    if (law.Find(language, key) is { } words)
                        Assert.Subset(Slots(WordBook.Embedded.Find(language, key)!.Other), Slots(words));
    }

    private static HashSet<string> Slots(string words) => [.. Regex.Matches(words, @"\{\d\}").Select(match => match.Value)];

    private static async Task File(Browser resident)
    {
        await English(resident, () => resident.Post("/lodge/kind", ("kind", "claim")));
        await English(resident, () => resident.Post("/lodge/story", ("title", "Street lamp out"), ("body", "Dark since January.")));
        await English(resident, () => resident.Post("/lodge/subject", ("category", "roads"), ("place", "Mill Lane")));
        await English(resident, () => resident.Post("/lodge/identity", ("openness", "open")));
        await English(resident, () => resident.Post("/lodge/reach", ("name", "Test Delta"), ("phone", "01632960002")));
        await English(resident, () => resident.Upload("/lodge/submit", []));
    }

    private static async Task Act(Browser browser, string path, params (string Name, string Value)[] fields)
    {
        await English(browser, path);
        await English(browser, () => browser.Post(path, fields));
        Assert.DoesNotContain(path, browser.Path, StringComparison.Ordinal); // a refused form comes again
    }

    private static Task English(Browser browser, string path) => English(browser, () => browser.Open(path));

    private static async Task English(Browser browser, Func<Task> go)
    {
        await go();
        Assert.True((int)browser.Last.StatusCode == 200, $"{browser.Path}: {browser.Last.StatusCode}");
        // The switch to the other language is written in that language.
        var page = OtherLanguage().Replace(browser.Html, "");
        Assert.False(Han().IsMatch(page), $"{browser.Path}: {Around(page, Han())}");
        Assert.False(Chinese().IsMatch(page), $"{browser.Path}: {Around(page, Chinese())}");
    }

    private static string Around(string page, Regex what) => what.Match(page) is { Success: true } match ? page[Math.Max(0, match.Index - 200)..Math.Min(page.Length, match.Index + 200)] : "";

    private static async Task<Grievance> State(ForeignHost host, string number)
    {
        await using var db = await host.Services.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<Answerable.Storage.RecordDb>>().CreateDbContextAsync();
        var found = await db.CaseOf(TownHost.Town, number, default);
        return (await host.Services.GetRequiredService<Histories>().Read<Grievance>(TownHost.Town, new(found!.Stream), opened: false, default))!.State;
    }

    private static async Task<string[]> Clocks(ForeignHost host, string number) =>
        [.. (await State(host, number)).Clocks.Where(clock => clock.Status == ClockStatus.Running).Select(clock => $"{clock.Clock.Rule.Rule} {ClockText.Iso(clock.Clock.DueDay)}")];

    [GeneratedRegex(@"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+")]
    private static partial Regex Han();

    [GeneratedRegex(@"\bArt\. |\bArticles? \d|Regulation on Petition|Petition Work|[Pp]etition office|\bChina\b|Chinese law|[Dd]iscipline (body|inspection)|12388|Civil Code|Party appeal")]
    private static partial Regex Chinese();

    [GeneratedRegex(@"第[一二三四五六七八九十百零]+条|《[^》]*(条例|法|宪法)》|12388")]
    private static partial Regex Cited();

    [GeneratedRegex("""<[^>]*lang="zh-Hans"[^>]*>[^<]*<""")]
    private static partial Regex OtherLanguage();
}
