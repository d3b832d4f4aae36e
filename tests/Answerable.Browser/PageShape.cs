using Microsoft.Playwright;

namespace Answerable.Browser;

public static class PageShape
{
    private const string Headings = "[...document.querySelectorAll('h1,h2,h3,h4')].filter(h => h.checkVisibility()).map(h => Number(h.tagName[1]))";

    /// <summary>What a screen reader finds its way by: language, landmarks, headings in order, a focused error summary, names for everything that can be used.</summary>
    public static async Task IsWellFormed(this IPage page, View view)
    {
        Assert.Equal(view.Language == "en" ? "en" : "zh-Hans", await page.Locator("html").GetAttributeAsync("lang"));
        Assert.Equal(1, await page.GetByRole(AriaRole.Main).CountAsync());
        Assert.Equal(1, await page.GetByRole(AriaRole.Banner).CountAsync());
        Assert.Empty(await page.EvaluateAsync<string[]>("[...document.querySelectorAll('nav')].filter(nav => !nav.ariaLabel).map(nav => nav.outerHTML)"));
        var headings = await page.EvaluateAsync<int[]>(Headings);
        Assert.True(headings.Count(level => level == 1) == 1, $"{page.Url}: {headings.Count(level => level == 1)} headings of the first level");
        Assert.True(headings.Where(level => level > 1).Zip(headings.Where(level => level > 1).Skip(1)).All(two => two.Second <= two.First + 1), $"{page.Url}: levels {string.Join(' ', headings)}");
        Assert.DoesNotContain("⟦", await page.ContentAsync(), StringComparison.Ordinal); // a key nobody wrote words for
        Assert.Empty(await page.EvaluateAsync<string[]>("[...document.querySelectorAll('[id]')].map(e => e.id).filter((id, i, all) => all.indexOf(id) !== i)"));
        if (await page.Locator(".error-summary").CountAsync() > 0)
            await FocusesItsErrors(page, view);
    }

    private static async Task FocusesItsErrors(IPage page, View view)
    {
        Assert.True(await page.EvaluateAsync<bool>("document.activeElement.classList.contains('error-summary')"), $"{page.Url}: the summary has no focus");
        Assert.StartsWith(view.Language == "en" ? "Error" : "填写有误", await page.TitleAsync(), StringComparison.Ordinal);
        Assert.Empty(await page.EvaluateAsync<string[]>("[...document.querySelectorAll('.error-summary a')].map(a => a.getAttribute('href')).filter(to => !document.querySelector(to))"));
        Assert.Empty(await page.EvaluateAsync<string[]>("[...document.querySelectorAll('.has-error')].filter(field => !field.matches('fieldset') && !field.querySelector('[aria-invalid=true]')).map(field => field.outerHTML)"));
    }
}
