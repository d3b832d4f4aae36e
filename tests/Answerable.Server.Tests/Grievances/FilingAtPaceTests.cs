using System.Net.Http.Json;

namespace Answerable.Server.Tests.Grievances;

public sealed class FilingAtPaceTests(HurriedTownHost hurried, KeylessTownHost keyless) : IClassFixture<HurriedTownHost>, IClassFixture<KeylessTownHost>
{
    [Fact]
    public async Task Five_hundred_filings_within_an_hour_from_one_address_are_slowed_and_all_accepted()
    {
        using var client = new HttpClient { BaseAddress = new(hurried.Address) };
        var numbers = new HashSet<string>();
        foreach (var batch in Enumerable.Range(1, 500).Chunk(50))
            foreach (var answer in await Task.WhenAll(batch.Select(n => client.PostAsJsonAsync("/api/v1/grievances", new { title = $"第 {n} 件", body = "路灯不亮" }))))
            {
                Assert.Equal(201, (int)answer.StatusCode);
                numbers.Add((await answer.Content.ReadFromJsonAsync<Server.Grievances.FilingReceipt>())!.Number);
            }

        Assert.Equal(500, numbers.Count);
    }

    [Fact]
    public async Task Without_the_county_key_an_accusation_is_given_an_address_and_no_form()
    {
        using var browser = new Browser(keyless.Address);
        await browser.Open("/lodge");
        await browser.Post("/lodge/kind", ("kind", "accusation"));
        Assert.Contains("临江县人民路 1 号", browser.Html, StringComparison.Ordinal);
        Assert.Contains("010-5550-0200", browser.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("/lodge/about", browser.Html, StringComparison.Ordinal);
        await browser.Open("/pressed");
        Assert.Contains("临江县人民路 1 号", browser.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<textarea", browser.Html, StringComparison.Ordinal);
    }
}
