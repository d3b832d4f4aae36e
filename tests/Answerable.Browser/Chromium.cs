using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Answerable.Browser.Chromium))]

namespace Answerable.Browser;

/// <summary>One real Chromium for all browser tests (Debian package <c>chromium</c>; <c>ANSWERABLE_CHROMIUM</c> names another).</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Flags =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private static string Program => Environment.GetEnvironmentVariable("ANSWERABLE_CHROMIUM") ?? "/usr/bin/chromium";

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Program)) throw new InvalidOperationException($"No Chromium at {Program}. Install the Debian packages: apt-get install chromium fonts-noto-cjk");
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Headless = true, Args = Flags });
    }

    /// <summary>A browser that keeps whole pages to go back to, as people's browsers do and those of tests do not. Dispose of it.</summary>
    public Task<IBrowser> KeepingPages() => playwright!.Chromium.LaunchAsync(new() { ExecutablePath = Program, Headless = true, Args = Flags, IgnoreDefaultArgs = ["--disable-back-forward-cache"] });

    /// <summary>A fresh reader: own cookies, own device, own language.</summary>
    public Task<IBrowserContext> Reader(View view, bool script = true) => browser!.NewContextAsync(new()
    {
        ViewportSize = new() { Width = view.Width, Height = view.Height },
        DeviceScaleFactor = 1,
        IsMobile = view.IsPhone,
        HasTouch = view.IsPhone,
        Locale = view.Language == "en" ? "en-GB" : "zh-CN",
        ColorScheme = view.Dark ? ColorScheme.Dark : ColorScheme.Light,
        JavaScriptEnabled = script,
    });

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }
}

/// <summary>How a page is looked at.</summary>
public sealed record View(int Width, int Height, string Language, bool Dark)
{
    public bool IsPhone => Width < 600;

    public override string ToString() => $"{(IsPhone ? "phone" : "desktop")}-{Language}-{(Dark ? "dark" : "light")}";

    /// <summary>Four views that pair every size, language and look with each other; all eight when <c>ANSWERABLE_ALL_VIEWS</c> is set.</summary>
    public static IEnumerable<View> All =>
        from size in new[] { (390, 844), (1280, 900) }
        from language in new[] { "zh", "en" }
        from dark in new[] { false, true }
        where Environment.GetEnvironmentVariable("ANSWERABLE_ALL_VIEWS") is not null || size.Item1 < 600 ^ language == "en" ^ dark
        select new View(size.Item1, size.Item2, language, dark);

    /// <summary>For the long tours: each size and each language once; all eight when <c>ANSWERABLE_ALL_VIEWS</c> is set.</summary>
    public static IEnumerable<View> Two => Environment.GetEnvironmentVariable("ANSWERABLE_ALL_VIEWS") is not null ? All : [new(390, 844, "zh", false), new(1280, 900, "en", false)];
}

public static class PageChecks
{
    /// <summary>Fails when axe finds anything serious or critical, naming the rule and the element.</summary>
    public static async Task AxeFindsNothingSerious(this IPage page)
    {
        var found = (await page.RunAxe()).Violations.Where(one => one.Impact is "serious" or "critical").ToArray();
        Assert.True(found.Length == 0, page.Url + "\n" + string.Join("\n", found.Select(Told)));
    }

    /// <summary>Fails when the page is wider than the screen: nobody scrolls sideways to read.</summary>
    public static async Task FitsItsScreen(this IPage page)
    {
        var over = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(over <= 0, $"{page.Url} is {over} px wider than the screen");
    }

    /// <summary>Counts what comes over the wire from now on, headers included.</summary>
    /// <returns>Asked at any time: bytes so far.</returns>
    public static async Task<Func<double>> CountBytes(this IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Network.enable");
        double wire = 0;
        session.Event("Network.loadingFinished").OnEvent += (_, finished) => wire += finished!.Value.GetProperty("encodedDataLength").GetDouble();
        return () => wire;
    }

    /// <summary>A picture of the whole page under <c>artifacts/screens</c> at the top of the repository.</summary>
    public static Task Photograph(this IPage page, string name, View view) => page.ScreenshotAsync(new()
    {
        Path = Path.Combine(Repository.Top, "artifacts", "screens", $"{name}-{view}.png"),
        FullPage = true,
    });

    private static string Told(AxeResultItem one) =>
        $"{one.Impact} {one.Id}: {one.Help}\n" + string.Join("\n", one.Nodes.Take(5).Select(node => $"   {node.Html}\n      {string.Join("; ", node.Any.Select(check => check.Message))}"));
}

public static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Top { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string? folder) => folder is null ? throw new DirectoryNotFoundException("no Answerable.slnx above the tests")
        : File.Exists(Path.Combine(folder, "Answerable.slnx")) ? folder : Find(Path.GetDirectoryName(folder));
}
