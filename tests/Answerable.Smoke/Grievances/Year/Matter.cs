using System.Net.Http.Json;
using System.Text.Json;
using Answerable.Engine.Clocks;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using NodaTime;
using static Answerable.Smoke.Grievances.Year.YearTown;

using StreamId = Answerable.Recording.StreamId;

namespace Answerable.Smoke.Grievances.Year;

/// <summary>A period that the law, or a rule of ours, sets going by what happened.</summary>
internal sealed class Expected(string rule, LocalDate began, LocalDate last)
{
    public string Rule => rule;
    public LocalDate Began => began;
    public LocalDate Last { get; set; } = last;

    /// <summary>The day on which what it waits for was done.</summary>
    public LocalDate? Met { get; set; }

    /// <summary>The day on which it ended without being met or missed: the matter was closed or withdrawn.</summary>
    public LocalDate? Ended { get; set; }

    /// <summary>Whether its coming makes an office late. A complainant's right, and a limit on objecting, simply lapse.</summary>
    public bool IsDuty => !StraightLine.IsRight(rule) && rule != "objection";

    /// <summary>The first day on which it is late. Whatever is done in this year is done at ten, so a day later twenty-four hours are over.</summary>
    public LocalDate Late => rule == "first-human-answer" ? Last : Last.PlusDays(1);

    public bool IsMissed => IsDuty && !(Met < Late) && !(Ended < Late);
}

/// <summary>
/// One matter of the year: what is done about it goes to the real server, and beside it stands, kept by hand, what the law makes of it.
/// </summary>
internal sealed class Matter(YearTown town, int number)
{
    private static readonly SecureIds Ids = new();

    public Random Luck { get; } = new(number);
    public List<Expected> Clocks { get; } = [];
    public string Number { get; private set; } = "";
    public string Code { get; private set; } = "";
    public StreamId Stream { get; private set; }
    public LocalDate Today { get; set; }

    /// <summary>An answer, or the written notice of who decides instead, was given; or its complainant took it back.</summary>
    public bool IsSettled { get; private set; }

    /// <summary>What it went through.</summary>
    public string Course { get; set; } = "";

    private GrievanceKind kind;
    private LocalDate? acceptance;

    public async Task File(string kind, bool anonymous = false, object? about = null)
    {
        this.kind = kind switch { "claim" => GrievanceKind.Claim, "suggestion" => GrievanceKind.Suggestion, _ => GrievanceKind.Accusation };
        var answer = await town.Http.PostAsJsonAsync("/api/v1/grievances", new
        {
            kind, title = $"测试事项{number}", body = $"测试事项{number}的经过。", about, contact = anonymous ? null : new { name = "测试居民", phone = "13900000001" },
        });
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.IsSuccessStatusCode, body.GetRawText());
        (Number, Code) = (body.GetProperty("number").GetString()!, body.GetProperty("accessCode").GetString()!);
        Stream = await town.StreamOf(Number);
        Received("notice");
    }

    /// <summary>Brought on paper to the petition office.</summary>
    public async Task Register()
    {
        (kind, Code, Stream) = (GrievanceKind.Claim, AccessCode.Draw(Ids), StreamId.New(Grievance.Kind, Ids));
        var answer = await Do(new Register(new(kind, $"测试事项{number}", $"测试事项{number}的经过。", Contact: new("测试居民", "13900000001")), Channel.Letter, Code, Petitions), PetitionsHead);
        Number = answer.Events.OfType<Lodged>().Single().Number;
        Received("disposition");
    }

    public async Task ReportRetaliation()
    {
        const string payload = "-----BEGIN AGE ENCRYPTED FILE-----\n";
        (kind, Code, Stream) = (GrievanceKind.Accusation, AccessCode.Draw(Ids), StreamId.New(Grievance.Kind, Ids));
        var answer = await Ask(new ReportRetaliation($"{payload}{new string('A', 120)}\n{payload.Replace("BEGIN", "END", StringComparison.Ordinal)}", County, Hall, Channel.Web, Code, [Discipline]));
        Number = answer.Events.OfType<AccusationSealed>().Single().Number;
        Begin("first-human-answer");
        Received("");
    }

    public Task<Answer.Recorded> Do(ICommand command, PersonId by) => town.Do(Stream, command, new Actor.Staff(by));

    public Task<Answer.Recorded> Ask(ICommand command) => town.Do(Stream, command, new Actor.Complainant());

    /// <summary>Counts as accepted once the time for the notice has run out: the sixty days run from its last day.</summary>
    public void Deem()
    {
        if (kind == GrievanceKind.Claim && acceptance is { } day && Today > day)
            Accepted(day);
    }

    public async Task Accept(PersonId by)
    {
        await Do(new Accept("已受理。"), by);
        Meet("disposition", "notice", "notice-after-transfer");
        if (acceptance is not null)
            Accepted(Today);
    }

    public async Task Transfer(OfficeId to, PersonId by, LocalDate? feedback = null)
    {
        await Do(new Transfer(to, "属其职权", feedback), by);
        Meet("disposition", "notice", "notice-after-transfer", "objection");
        Begin("notice-after-transfer");
        Begin("objection");
        if (feedback is { } day)
            Clocks.Add(new("feedback", Today, day));
    }

    /// <summary>The first transfer by a petition office gives fifteen days of their own (23¶3); no later one does.</summary>
    public void AcceptedLaterBecauseOfTheTransfer() => acceptance = StraightLine.Last("notice-after-transfer", Today);

    public async Task Notice(ICommand<Grievance> command, PersonId by)
    {
        await Do(command, by);
        Meet("disposition", "notice", "notice-after-transfer");
        (acceptance, IsSettled) = (null, IsSettled || command is not TellReceived);
    }

    public async Task Reply(PersonId by)
    {
        await Do(new Reply(new(Outcome.Support, "修复路灯", "已经列入计划。", null)), by);
        Answered();
    }

    public async Task Draft(PersonId by) => await Do(new DraftOpinion(new(Outcome.Support, "修复路灯", "经查，线路老化。", "《甲省乡道条例》第七条")), by);

    public async Task Sign(PersonId by)
    {
        await Do(new SignOpinion(), by);
        Answered();
    }

    public async Task Serve(PersonId? by = null, string starts = "review-request")
    {
        await (by is { } clerk ? Do(new Serve(ServiceProof.SignedReceipt, $"回证{number}"), clerk) : Ask(new Serve(ServiceProof.OpenedByComplainant)));
        if (kind == GrievanceKind.Claim && starts.Length > 0)
            Begin(starts);
    }

    public async Task Close(PersonId by)
    {
        await Do(new Close(), by);
        End();
    }

    public async Task Extend(int days, PersonId by)
    {
        await Do(new RequestExtension(days, "情况复杂"), Officer);
        await Do(new ApproveExtension(by), by);
        var close = Open("close");
        close.Last = StraightLine.Last("close", close.Began, days);
    }

    public async Task AskReview(bool isFinal = false)
    {
        await Ask(isFinal ? new RequestFinalReview("仍然不服") : new RequestReview("事实不清"));
        Meet("review-request", "final-review-request");
        Begin(isFinal ? "final-review" : "review");
    }

    public async Task SignReview(ReviewOutcome outcome, PersonId officer, PersonId head)
    {
        await Do(new DraftReview(new(outcome, "请求撤销", "经审查。", "《信访工作条例》第三十五条", outcome == ReviewOutcome.Change ? Outcome.NotSupport : null)), officer);
        await Do(new SignReview(), head);
        Meet("review", "final-review");
        if (outcome == ReviewOutcome.SetAside)
            Begin("redo");
    }

    /// <summary>Only the final review's days are left out, the announcement's and the hearing's among them (36¶2).</summary>
    public async Task AnnounceHearing(LocalDate on, PersonId by)
    {
        await Do(new AnnounceHearing(on.At(new(9, 0)), "市信访局听证室", "就调查情况举行听证。"), by);
        var review = Open("final-review");
        var announced = Today;
        review.Last = StraightLine.Last("final-review", review.Began, left: day => day >= announced && day <= on);
    }

    public async Task Withdraw()
    {
        await Ask(new Withdraw());
        Begin("withdrawal-reversal");
    }

    /// <summary>Not taken up again: the matter has ended with the withdrawal.</summary>
    public void Withdrawn()
    {
        (acceptance, IsSettled) = (null, true);
        End();
    }

    /// <summary>Does what only some courses do, with the periods it begins and meets.</summary>
    public void Began(params ReadOnlySpan<string> rules)
    {
        foreach (var rule in rules)
            Begin(rule);
    }

    public void Met(params ReadOnlySpan<string> rules) => Meet(rules);

    public void ReopenedByNewFacts()
    {
        IsSettled = false;
        Received("notice");
    }

    public void BeginUntil(string rule, LocalDate day) => Clocks.Add(new(rule, Today, day));

    private void Received(string first)
    {
        if (kind != GrievanceKind.Accusation)
            Begin(first);
        if (kind != GrievanceKind.Claim)
            Begin("own-rules-answer");
        acceptance = kind == GrievanceKind.Claim ? StraightLine.Last(first, Today) : null;
    }

    private void Accepted(LocalDate day)
    {
        Clocks.Add(new("close", day, StraightLine.Last("close", day)));
        acceptance = null;
    }

    private void Answered()
    {
        Meet("disposition", "notice", "notice-after-transfer", "close", "own-rules-answer", "redo", "taken-over");
        (acceptance, IsSettled) = (null, true);
    }

    private void Begin(string rule)
    {
        var last = StraightLine.Last(rule, Today);
        Clocks.Add(new(rule, Today, StraightLine.IsRight(rule) ? StraightLine.Rolled(last) : last));
    }

    private Expected Open(string rule) => Clocks.Single(clock => clock.Rule == rule && clock.Met is null);

    private void Meet(params ReadOnlySpan<string> rules)
    {
        foreach (var clock in Clocks)
            if (rules.Contains(clock.Rule) && clock is { Met: null, Ended: null })
                clock.Met = Today;
    }

    private void End()
    {
        foreach (var clock in Clocks.Where(clock => clock is { Met: null, Ended: null }))
            clock.Ended = Today;
    }
}
