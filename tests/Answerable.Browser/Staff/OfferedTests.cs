using System.Net;
using System.Text.RegularExpressions;
using Answerable.Browser.Tours;
using Answerable.Grievances;
using Answerable.Server.Demo;
using Microsoft.Playwright;
using NodaTime;

namespace Answerable.Browser.Staff;

/// <summary>
/// Every page of the desk, walked as every member of the demonstration's staff: whatever is offered may be done. Each form is sent empty
/// and sent filled in; what is wrong with it is said at its fields, all in one round.
/// </summary>
public sealed class OfferedTests(Chromium chromium)
{
    // Pages that would sign the walker out or change the password are opened and not sent.
    private static readonly Regex NotSent = new("^/desk/account|^/desk/access|^/desk/plan|^/sign-out");
    private static readonly Regex NotAllowed = new("您的岗位没有这项权限|您不能签发本事项|没有查到这件事项|参与过原事项的人员");

    private static readonly Dictionary<string, string[]> Expected = new()
    {
        ["clerk"] = ["/register", "/accept", "/late-notice", "/assign", "/transfer", "/serve", "/reply", "/object", "/report-back", "/answer-supervision", "/refer", "/major-told"], ["officer"] = ["/draft", "/extend", "/note"],
        ["leader"] = ["/desk/receptions", "/record-reception", "/sign", "/return", "/approve", "/activate", "/stand-down"], ["duty"] = ["/desk/duty", "/call", "/log"], ["duty-leader"] = ["/desk/duty", "/activate", "/decide-redo"],
        ["information"] = ["/phone", "/write"], ["reviewer"] = ["/take-up-review", "/ask-position", "/draft-review", "/take-over", "/hurry"], ["review-leader"] = ["/sign-review", "/return-review"], ["final-reviewer"] = ["/take-up-review", "/hearing", "/draft-review", "/decide-competence"], ["admin"] = ["/desk/calendar", "/desk/plan"], ["city"] = ["/supervise", "/decide-objection", "/state-position", "/receive-report", "/send-back-report"],
    };

    private static readonly Dictionary<string, string[]> Unexpected = new()
    {
        ["clerk"] = ["sign", "draft", "duty", "calendar", "supervise", "decide-objection", "receive-report", "sign-review", "draft-review", "decide-redo"], ["officer"] = ["sign", "accept", "assign", "register", "draft-review", "decide-redo"], ["leader"] = ["sign-review", "decide-redo"], ["city"] = ["sign", "draft", "duty", "register"], ["reviewer"] = ["sign", "draft", "sign-review", "position"], ["duty"] = ["activate", "stand-down", "register"], ["duty-leader"] = ["sign"],
        ["admin"] = ["register", "duty", "log", "receptions"], ["auditor"] = ["register", "duty", "log", "calendar", "call"], ["information"] = ["register", "duty", "call"],
    };

    /// <summary>The roles that see most; with ANSWERABLE_ALL_VIEWS every one.</summary>
    public static TheoryData<string> Roles => Environment.GetEnvironmentVariable("ANSWERABLE_ALL_VIEWS") is null
        ? ["clerk", "officer", "leader", "duty", "city", "reviewer", "final-reviewer", "admin"] : [.. DemoTown.SignIns.Select(one => one.Account)];

    [Theory, MemberData(nameof(Roles))]
    public async Task Nothing_that_is_offered_is_refused_and_every_refusal_names_its_field(string role)
    {
        await using var host = new DemoHost();
        await host.InitializeAsync();
        await Something(host);
        await using var reader = await chromium.Reader(new(1280, 900, "zh", false), script: false);
        var walk = new Offered(await reader.NewPageAsync(), host.Address);
        await StaffTour.SignIn(walk.Page, host, "duty");
        await DutyTour.Open(walk.Page);
        await StaffTour.SignIn(walk.Page, host, role);
        var forms = await walk.Everything();
        Assert.All(Expected.GetValueOrDefault(role, []), action => Assert.Contains(forms, form => form.Action.EndsWith(action, StringComparison.Ordinal)));
        Assert.All(forms, form => Assert.DoesNotContain(form.Action.Split('/')[^1], Unexpected.GetValueOrDefault(role, [])));
        foreach (var form in forms.Where(form => !NotSent.IsMatch(form.Action)))
        {
            await walk.SendEmpty(form);
            await walk.SendFilled(form, NotAllowed);
        }

        Assert.True(walk.Wrong.Count == 0, $"{role}\n{string.Join("\n", walk.Wrong)}");
    }

    // One case at each stage, one that nobody gave notice of for sixteen days among them.
    private static async Task Something(DemoHost host)
    {
        var stages = new Stages(host);
        await host.File(new(GrievanceKind.Claim, "没有人管的事", "十六天前提出，没有答复。"));
        await stages.HigherAsked();
        await host.File(new(GrievanceKind.Claim, "刚提出的事", "今天提出。"));
        await stages.InHandling();
        await stages.Accepted();
        await stages.Disputed();
        await stages.ReviewDrafted();
        await stages.InFinalReview();
        await stages.RedoAsked();
        await stages.FollowsFinal();
        await stages.AwaitingApproval();
        await stages.AwaitingSignature();
        await stages.Answered();
        await host.PublishReception();
        await new CourseStages(host).All();
        await host.File(new(GrievanceKind.Suggestion, "建议增设长椅", "广场边上没有坐的地方。"));
    }
}

/// <param name="Page">Where it stands.</param>
/// <param name="Action">Where it is sent.</param>
internal sealed record OfferedForm(string Page, string Action);

/// <summary>A walk over everything that is linked from the desk.</summary>
internal sealed class Offered(IPage page, string address)
{
    private static readonly Regex Elsewhere = new("^/desk(?!/|$|\\?)|/live$|^/desk/plan/plan.yaml|^/language|^/look|/files/|/originals/|/docx$|/directing/[a-z]+/file$|[.](txt|json)$");

    // Every case is opened; what can be done with one is opened once.
    private static readonly Regex OneOfEach = new("^/desk/grievances/[0-9A-Z-]{14}/");
    private const string Links = "() => [...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))";
    private const string Forms = "() => [...document.querySelectorAll('form[method=post]')].map(f => f.getAttribute('action') ?? location.pathname)";
    private const string Empty = "a => { const f = [...document.forms].find(f => f.getAttribute('action') === a); return [...f.elements].filter(e => e.name && (e.type === 'hidden' || e.tagName === 'SELECT' || ((e.type === 'radio' || e.type === 'checkbox') && e.checked))).map(e => [e.name, e.value]); }";
    private const string Filled = """
        a => {
          const f = [...document.forms].find(f => f.getAttribute('action') === a), given = {};
          for (const e of f.elements) {
            if (!e.name || e.type === 'file' || e.type === 'submit') continue;
            if (e.type === 'hidden') given[e.name] = e.value;
            else if (e.tagName === 'SELECT') given[e.name] = (e.value || [...e.options].map(o => o.value).find(v => v) || '');
            else if (e.type === 'radio' || e.type === 'checkbox') given[e.name] ??= e.value;
            else if (e.name === 'feedback') given[e.name] = '2030-01-02';
            else if (e.type === 'datetime-local' || e.type === 'date' || e.type === 'time') given[e.name] = '';
            else if (e.type === 'number' || e.inputMode === 'numeric') given[e.name] = '1';
            else given[e.name] = e.value || '测试';
          }
          return Object.entries(given);
        }
        """;
    // Every field that has to be answered, and was left empty.
    private const string Owed = """
        a => {
          const f = [...document.forms].find(f => f.getAttribute('action') === a);
          return [...f.querySelectorAll('.field')].filter(d => !d.querySelector('.field-optional')).map(d => {
            const e = [...d.querySelectorAll('[name]')];
            const answered = e.some(x => x.type === 'radio' || x.type === 'checkbox' ? x.checked : x.tagName === 'SELECT' ? x.value : x.value.trim());
            return answered ? null : e[0]?.name;
          }).filter(n => n);
        }
        """;

    public IPage Page => page;
    public HashSet<string> Seen { get; } = [];
    public List<string> Wrong { get; } = [];

    /// <summary>Opens everything that is linked, and everything linked from there.</summary>
    /// <returns>The forms that were shown, each once.</returns>
    public async Task<List<OfferedForm>> Everything()
    {
        var (waiting, forms) = (new Queue<string>(["/desk", "/desk/grievances?state=all", "/desk/grievances?state=approval"]), new List<OfferedForm>());
        while (waiting.TryDequeue(out var next))
        {
            if (!Seen.Add(OneOfEach.Replace(next, "/desk/grievances/N/")))
                continue;
            if ((await page.GotoAsync(address + next))!.Status is var status and >= 400)
            {
                Wrong.Add($"{status} {next}");
                continue;
            }

            var stands = new Uri(page.Url).PathAndQuery;
            foreach (var action in await page.EvaluateAsync<string[]>(Forms))
                if (action.StartsWith("/desk", StringComparison.Ordinal) && forms.All(form => form.Action != action))
                    forms.Add(new(stands, action));
            foreach (var href in await page.EvaluateAsync<string[]>(Links))
                if (href.StartsWith("/desk", StringComparison.Ordinal) && !Elsewhere.IsMatch(href) && !href.Contains("year=", StringComparison.Ordinal))
                    waiting.Enqueue(href.Split('#')[0]);
        }

        return forms;
    }

    // What a form names when it is sent empty does not hang on who sends it: each is sent so once, by the first who is offered it.
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, bool> SentEmpty = new();

    public async Task SendEmpty(OfferedForm form)
    {
        if (!SentEmpty.TryAdd(form.Action.Split('/')[^1], true) || !await Opens(form))
            return;
        var owed = await page.EvaluateAsync<string[]>(Owed, form.Action);
        if (owed.Length == 0)
            return; // nothing has to be said: sending it would do it
        var (status, html) = await Send(form, Empty);
        if (status != 422)
            Wrong.Add($"{form.Action}: sent empty, it answers {status}, though {string.Join(", ", owed)} had to be answered");
        var named = Named(html);
        if (named.Count == 0)
            Wrong.Add($"{form.Action}: 422 without a reason");
        Wrong.AddRange(named.Where(id => !html.Contains($"id=\"{id}\"", StringComparison.Ordinal)).Select(id => $"{form.Action}: the summary leads to #{id}, which is not there"));
        Wrong.AddRange(owed.Except(named).Select(field => $"{form.Action}: {field} was empty and is not named in the first round"));
    }

    public async Task SendFilled(OfferedForm form, Regex refused)
    {
        if (!await Opens(form))
            return; // what was done meanwhile has taken it away
        var (status, html) = await Send(form, Filled);
        if (status == 403 || refused.IsMatch(html))
            Wrong.Add($"{form.Action} on {form.Page}: offered, and refused ({status} {refused.Match(html).Value})");
        if (status == 422 && Named(html) is var named && (named.Count == 0 || named.Any(id => !html.Contains($"id=\"{id}\"", StringComparison.Ordinal))))
            Wrong.Add($"{form.Action}: 422 without a reason at a field ({string.Join(", ", named)})");
    }

    private async Task<bool> Opens(OfferedForm form) =>
        (await page.GotoAsync(address + form.Page))!.Status < 400 && (await page.EvaluateAsync<string[]>(Forms)).Contains(form.Action);

    private async Task<(int Status, string Html)> Send(OfferedForm form, string fields)
    {
        var body = string.Join('&', (await page.EvaluateAsync<string[][]>(fields, form.Action)).Select(one => $"{Uri.EscapeDataString(one[0])}={Uri.EscapeDataString(one[1])}"));
        var answer = await page.Context.APIRequest.PostAsync(address + form.Action, new()
        {
            Data = body, Headers = new Dictionary<string, string> { ["Content-Type"] = "application/x-www-form-urlencoded" }, MaxRedirects = 0,
        });
        return (answer.Status, WebUtility.HtmlDecode(await answer.TextAsync()));
    }

    private static List<string> Named(string html) =>
        Regex.Match(html, "<div class=\"error-summary\".*?</ul>", RegexOptions.Singleline) is { Success: true, Value: var summary }
            ? [.. Regex.Matches(summary, "href=\"#([^\"]+)\"").Select(match => match.Groups[1].Value)]
            : [];
}
