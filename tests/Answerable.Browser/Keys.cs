using Microsoft.Playwright;

namespace Answerable.Browser;

/// <summary>A reader who has no mouse, and waiting for the page that a key or a press leads to.</summary>
internal static class Keys
{
    private const int Patience = 120;

    /// <summary>Presses Tab until the focus is on it; fails when it is never reached.</summary>
    public static async Task TabTo(this IPage page, string selector)
    {
        for (var presses = 0; presses < Patience; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("selector => document.activeElement?.matches(selector) === true", selector))
                return;
        }

        Assert.Fail($"{page.Url}: Tab never reaches {selector}");
    }

    public static async Task TypeInto(this IPage page, string selector, string words)
    {
        await page.TabTo(selector);
        await page.Keyboard.InsertTextAsync(words);
    }

    /// <summary>Goes to a link or a button and presses Enter; back when the page it leads to is there.</summary>
    public static async Task Press(this IPage page, string selector)
    {
        await page.TabTo(selector);
        await page.Goes(() => page.Keyboard.PressAsync("Enter"));
    }

    /// <summary>Does something that leads to another page, and is back when that page is there.</summary>
    public static async Task Goes(this IPage page, Func<Task> act)
    {
        var gone = new TaskCompletionSource();
        void See(object? sender, IFrame frame)
        {
            if (frame == page.MainFrame)
                gone.TrySetResult();
        }

        page.FrameNavigated += See;
        await act();
        await gone.Task.WaitAsync(TimeSpan.FromSeconds(30));
        page.FrameNavigated -= See;
        await page.WaitForLoadStateAsync();
    }

    /// <summary>Chooses the n-th choice of a list, counted from its first.</summary>
    public static async Task Choose(this IPage page, string selector, int n)
    {
        await page.TabTo(selector);
        for (var i = 0; i < n; i++)
            await page.Keyboard.PressAsync("ArrowDown");
    }
}
