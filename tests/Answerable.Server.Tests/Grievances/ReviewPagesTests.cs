using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.People;
using Answerable.Server.Tests.Grievances.Hidden;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Answerable.Server.Tests.Grievances;

/// <summary>Reviews on the desk and on the resident's page, with a county and a city that work here.</summary>
public sealed class ReviewPagesTests(StaffedHost host) : IClassFixture<StaffedHost>
{
    private static readonly PersonId Reviewer = new("c-reviewer"), Other = new("c-other"), CountyHead = new("c-head"), CityHead = new("y-head"), Vice = new("vice");
    private static readonly Opinion Opinion = new(Outcome.NotSupport, "修好路灯", "不在计划内。", "《农村公路养护管理办法》");
    private static readonly (string, string)[] Words = [("decision", "uphold"), ("asked", "请求撤销"), ("facts", "原意见认定事实清楚。"), ("basis", "《信访工作条例》第三十五条"), ("document", "临信复查〔2026〕1号")];

    [Fact]
    public async Task A_review_is_taken_up_drafted_and_signed_above_and_nobody_below_sees_the_draft()
    {
        var (stream, number, code) = await Disputed();
        using var reviewer = await AtDesk(Reviewer);
        await reviewer.Open("/desk/grievances?state=review");
        Assert.Contains(number, reviewer.Html, StringComparison.Ordinal);
        await reviewer.Open($"/desk/grievances/{number}/review");
        Assert.All((string[])["没有说明理由", "不在计划内。", "测试乙"], words => Assert.Contains(words, reviewer.Html, StringComparison.Ordinal));
        await reviewer.Open($"/desk/grievances/{number}/take-up-review");
        Assert.Contains("value=\"c-reviewer\"", reviewer.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"clerk\"", reviewer.Html, StringComparison.Ordinal); // holds a post above too, and handled it
        await reviewer.Post($"/desk/grievances/{number}/take-up-review", ("reviewer", "c-reviewer"), ("leader", "c-head"));
        await reviewer.Open($"/desk/grievances/{number}/draft-review");
        await reviewer.Post($"/desk/grievances/{number}/draft-review");
        Assert.Equal(422, (int)reviewer.Last.StatusCode);
        Assert.All((string[])["decision", "asked", "facts", "basis"], field => Assert.Contains($"href=\"#{field}\"", reviewer.Html, StringComparison.Ordinal));
        await reviewer.Post($"/desk/grievances/{number}/draft-review", Words);
        Assert.DoesNotContain($"{number}/sign-review\"", reviewer.Html, StringComparison.Ordinal);

        await reviewer.Open($"/desk/grievances/{number}/note-review");
        await reviewer.Post($"/desk/grievances/{number}/note-review", ("words", "电表已经核对"));
        Assert.Contains("电表已经核对", reviewer.Html, StringComparison.Ordinal);
        await host.Index();

        using var below = await AtDesk(StaffedHost.Mayor);
        await below.Open("/desk/grievances?state=all&q=电表");
        Assert.DoesNotContain(number, below.Html, StringComparison.Ordinal);
        await below.Open($"/desk/grievances/{number}");
        Assert.DoesNotContain("电表已经核对", below.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("原意见认定事实清楚", below.Html, StringComparison.Ordinal);
        Assert.Contains("正由临江县信访局复查", below.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await below.Open($"/desk/grievances/{number}/review")).Last.StatusCode);
        await below.Open("/desk/grievances?state=review");
        Assert.DoesNotContain(number, below.Html, StringComparison.Ordinal);
        using var both = await AtDesk(StaffedHost.Handler);
        await both.Open($"/desk/grievances/{number}");
        Assert.DoesNotContain("原意见认定事实清楚", both.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await both.Open($"/desk/grievances/{number}/review")).Last.StatusCode);
        using var other = await AtDesk(Other);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Open($"/desk/grievances/{number}")).Last.StatusCode);
        await other.Open("/desk/grievances?state=all");
        Assert.DoesNotContain(number, other.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("原意见认定事实清楚", (await host.Track(number, code)).GetRawText(), StringComparison.Ordinal);

        using var head = await AtDesk(CountyHead);
        await head.Open($"/desk/grievances/{number}/sign-review");
        Assert.Contains("原意见认定事实清楚", head.Html, StringComparison.Ordinal);
        await head.Post($"/desk/grievances/{number}/sign-review");
        Assert.Equal(Stage.Reviewed, (await host.State(number)).Stage);
        await below.Open($"/desk/grievances/{number}");
        Assert.Contains("原意见认定事实清楚", below.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_resident_follows_it_to_the_end_and_is_told_what_can_still_be_done()
    {
        var (stream, number, code) = await Disputed();
        using var resident = new Browser(host.Address);
        await resident.Open("/track");
        await resident.Post("/track", ("number", number), ("code", code));
        Assert.Matches("复查</dt>\\s*<dd>由临江县信访局办理，最迟于", resident.Html);
        Assert.Equal(["waiting"], (await host.Track(number, code)).GetProperty("reviews").EnumerateArray().Select(one => one.GetProperty("status").GetString()));
        await Decide(stream, ReviewOutcome.Uphold);
        await resident.Open("/case");
        Assert.Contains("临江县信访局的复查意见已经作出", resident.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("事实清楚", resident.Html, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, (await host.Track(number, code)).GetProperty("reviews")[0].GetProperty("opinion").ValueKind);
        await resident.Post("/case/answer");
        Assert.Contains("事实清楚", resident.Html, StringComparison.Ordinal);
        Assert.Matches("在2026年\\d+月\\d+日前请求云州市信访局复核", resident.Html);
        var tracked = await host.Track(number, code);
        Assert.Equal(("reviewed", "uphold"), (tracked.GetProperty("stage").GetString(), tracked.GetProperty("reviews")[0].GetProperty("outcome").GetString()));
        Assert.Contains("final-review", tracked.GetProperty("mayAsk").EnumerateArray().Select(one => one.GetString()));

        await resident.Open("/case/reviews/final");
        Assert.Contains("由云州市信访局复核", resident.Html, StringComparison.Ordinal);
        Assert.Equal(422, (int)(await resident.Post("/case/reviews/final")).Last.StatusCode);
        await resident.Post("/case/reviews/final", ("words", "仍然没有说明理由"));
        Assert.Equal(Stage.UnderFinalReview, (await host.State(number)).Stage);
        await host.Do(stream, new TakeUpReview(CityHead, CityHead), By(CityHead));
        await host.Do(stream, new DraftReview(new(ReviewOutcome.Uphold, "请求撤销", "复查意见正确。", "《信访工作条例》第三十六条"), "云信复核〔2026〕1号"), By(CityHead));
        await host.Do(stream, new SignReview(), By(CityHead));
        await resident.Open("/case");
        await resident.Post("/case/answer");
        Assert.Contains("仍然以同一事实和理由提出投诉请求的", resident.Html, StringComparison.Ordinal);
        Assert.Contains("不针对您本人", resident.Html, StringComparison.Ordinal);
        Assert.All((string[])["/case/review\"", "/case/reviews/final\"", "/case/reviews/redo\""], door => Assert.DoesNotContain(door, resident.Html, StringComparison.Ordinal));

        await resident.Post("/case/reviews/anew");
        Assert.Contains("/lodge/kind", resident.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_filing_follows_a_finally_decided_one_only_by_its_own_code_and_is_answered_by_a_person()
    {
        var (stream, number, code) = await Disputed();
        await Decide(stream, ReviewOutcome.Uphold);
        await host.Do(stream, new Serve(ServiceProof.OpenedByComplainant), new Actor.Complainant());
        await host.Do(stream, new RequestFinalReview("不服"), new Actor.Complainant());
        await host.Do(stream, new TakeUpReview(CityHead, CityHead), By(CityHead));
        await host.Do(stream, new DraftReview(new(ReviewOutcome.Uphold, "请求撤销", "复查意见正确。", "《信访工作条例》第三十六条"), "云信复核〔2026〕9号"), By(CityHead));
        await host.Do(stream, new SignReview(), By(CityHead));
        using var http = new HttpClient { BaseAddress = new(host.Address) };
        var wrong = await http.PostAsJsonAsync("/api/v1/grievances", new { title = "再次反映", body = "同一件事。", follows = new { number, accessCode = "8RBA-7FR3-KSNE-YJMC-P4CZ" } });
        Assert.Equal((422, "follows-not-opened"), ((int)wrong.StatusCode, (await wrong.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()));

        var (again, next, nextCode) = await host.File(new { title = "再次反映", body = "同一件事。", follows = new { number, accessCode = code } });
        Assert.Equal("云信复核〔2026〕9号", (await host.State(next)).After!.Document);
        using var desk = await AtDesk(StaffedHost.Desk);
        await desk.Open($"/desk/grievances/{next}");
        Assert.Contains("信访人注明接续前一事项", desk.Html, StringComparison.Ordinal);
        await desk.Open($"/desk/grievances/{next}/tell-final");
        Assert.Contains("云信复核〔2026〕9号", desk.Html, StringComparison.Ordinal);
        Assert.Contains(number, desk.Html, StringComparison.Ordinal);
        await desk.Post($"/desk/grievances/{next}/tell-final", ("notice", "请求与事实和前次完全相同。"));
        var told = await host.Track(next, nextCode);
        Assert.Equal("told-final", told.GetProperty("stage").GetString());
        Assert.Contains("review", told.GetProperty("mayAsk").EnumerateArray().Select(one => one.GetString()));
        Assert.Null((await host.State((await host.File(new { title = "别的事", body = "没有注明。" })).Number)).After); // nobody is matched to anything
    }

    [Fact]
    public async Task A_rating_becomes_a_request_only_where_its_complainant_says_so_and_somebody_else_decides_it()
    {
        await Upper();
        var (stream, number, code) = await host.File(new { title = "路灯又坏了", body = "修过又坏。", contact = new { name = "测试丙", phone = "13900000001" } });
        await host.Answer(stream, Opinion);
        using var resident = new Browser(host.Address);
        await resident.Open("/track");
        await resident.Post("/track", ("number", number), ("code", code));
        await resident.Post("/case/answer");
        await resident.Open("/case/rate");
        await resident.Post("/case/rate", ("stars", "1"), ("redo", "yes"));
        Assert.Equal(422, (int)resident.Last.StatusCode);
        Assert.Contains("href=\"#words\"", resident.Html, StringComparison.Ordinal);
        await resident.Post("/case/rate", ("stars", "1"), ("redo", "yes"), ("words", "灯杆没有换"));
        Assert.Contains("您已请求重新办理", resident.Html, StringComparison.Ordinal);
        Assert.Contains("请求重新办理不影响您请求复查的权利", resident.Html, StringComparison.Ordinal);
        using var head = await AtDesk(StaffedHost.Mayor);
        Assert.Equal($"/desk/grievances/{number}", (await head.Open($"/desk/grievances/{number}/decide-redo")).Path); // signed the answer: no form for them
        using var vice = await AtDesk(Vice);
        await vice.Open("/desk/grievances?state=approval");
        Assert.Contains(number, vice.Html, StringComparison.Ordinal);
        await vice.Open($"/desk/grievances/{number}/decide-redo");
        Assert.Contains("灯杆没有换", vice.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("很不满意", vice.Html, StringComparison.Ordinal);
        await vice.Post($"/desk/grievances/{number}/decide-redo", ("grant", "refused"), ("reason", "灯杆检测合格。"));
        await resident.Open("/case");
        Assert.Contains("灯杆检测合格。", resident.Html, StringComparison.Ordinal);
        Assert.Contains("/case/review\"", resident.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("/case/reviews/redo\"", resident.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_door_to_the_higher_office_opens_once_the_office_is_late()
    {
        await Upper();
        var (stream, number, code) = await host.File(new { title = "没有人管", body = "没有答复。" });
        using var resident = new Browser(host.Address);
        await resident.Open("/track");
        await resident.Post("/track", ("number", number), ("code", code));
        Assert.DoesNotContain("/case/reviews/higher", resident.Html, StringComparison.Ordinal);
        await host.MoveTo(host.Clock.Now + Duration.FromDays(16));
        await resident.Open("/track");
        await resident.Post("/track", ("number", number), ("code", code));
        await resident.Open("/case/reviews/higher");
        Assert.Contains("临江县信访局", resident.Html, StringComparison.Ordinal);
        await resident.Post("/case/reviews/higher");
        using var county = await AtDesk(Reviewer);
        await county.Open($"/desk/grievances/{number}/take-over");
        await county.Post($"/desk/grievances/{number}/take-over", ("reason", "由本机关直接办理。"));
        Assert.Equal(new OfficeId("county"), (await host.State(number)).Office);
        await resident.Open("/case");
        Assert.Contains("临江县信访局决定直接办理", resident.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reviewer_who_is_named_in_the_matter_has_nothing_on_any_way_to_read()
    {
        await Upper();
        var reader = new Reader(host.Address);
        await reader.SignIn($"name-{Reviewer}", host.Passwords[Reviewer]);
        await Disputed(); // there is something to see, or this would prove nothing
        var before = await HiddenCaseTests.Seen(reader);
        var (stream, number, _) = await host.File(new { title = "不服瓷碗决定", body = "瓷碗被没收。", about = new { person = Reviewer.Value } });
        await host.Answer(stream, Opinion);
        await host.Do(stream, new Serve(ServiceProof.OpenedByComplainant), new Actor.Complainant());
        await host.Do(stream, new RequestReview("没有说明瓷碗的理由"), new Actor.Complainant());
        await host.Do(stream, new TakeUpReview(Other, CountyHead), By(CountyHead));
        await host.Do(stream, new DraftReview(new(ReviewOutcome.SetAside, "请求撤销", "瓷碗事实不清。", "《信访工作条例》第三十五条")), By(Other));
        await host.Index();
        HiddenCaseTests.Same(before, await HiddenCaseTests.Seen(reader));
        await HiddenCaseTests.AsIfItWereNone(host, reader, number);
    }

    [Fact]
    public async Task A_final_opinion_after_a_hearing_is_public_and_names_nobody()
    {
        var (stream, number, _) = await Disputed();
        await Decide(stream, ReviewOutcome.Uphold);
        await host.Do(stream, new Serve(ServiceProof.OpenedByComplainant), new Actor.Complainant());
        await host.Do(stream, new RequestFinalReview("不服"), new Actor.Complainant());
        await host.Do(stream, new TakeUpReview(CityHead, CityHead), By(CityHead));
        using var city = await AtDesk(CityHead);
        await city.Open($"/desk/grievances/{number}/hearing");
        await city.Post($"/desk/grievances/{number}/hearing", ("at", "2020-01-01T09:00"), ("place", "市信访局"), ("words", "听证"));
        Assert.Contains("href=\"#at\"", city.Html, StringComparison.Ordinal);
        var day = host.Clock.Now.InZone((await host.Book()).Zone).Date.PlusDays(10);
        await city.Post($"/desk/grievances/{number}/hearing", ("at", $"{day:uuuu-MM-dd}T09:30"), ("place", "市信访局"), ("words", "听证"));
        await host.MoveTo(host.Clock.Now + Duration.FromDays(11));
        await host.Do(stream, new HoldHearing("双方到场。"), By(CityHead));
        await host.Do(stream, new DraftReview(new(ReviewOutcome.Uphold, "请求撤销", "复查意见正确。", "《信访工作条例》第三十六条"), "云信复核〔2026〕5号"), By(CityHead));
        await host.Do(stream, new SignReview(), By(CityHead));
        await host.Do(stream, new Serve(ServiceProof.OpenedByComplainant), new Actor.Complainant());
        using var again = await AtDesk(CityHead);
        await again.Open($"/desk/grievances/{number}/publish-opinion");
        await again.Post($"/desk/grievances/{number}/publish-opinion", ("published", "测试丙反映的路灯，维持复查意见。"));
        Assert.Equal(422, (int)again.Last.StatusCode);
        await again.Post($"/desk/grievances/{number}/publish-opinion", ("published", "关于路灯维修，维持复查意见。"));
        using var anybody = new Browser(host.Address);
        await anybody.Open("/opinions");
        Assert.Contains("关于路灯维修，维持复查意见。", anybody.Html, StringComparison.Ordinal);
        Assert.Contains("云信复核〔2026〕5号", anybody.Html, StringComparison.Ordinal);
        Assert.All((string[])[number, "测试丙", "路灯坏了"], word => Assert.DoesNotContain(word, anybody.Html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_page_of_the_api_says_what_a_review_is()
    {
        using var http = new HttpClient { BaseAddress = new(host.Address) };
        var schemas = (await http.GetFromJsonAsync<JsonElement>("/openapi/v1.json")).GetProperty("components").GetProperty("schemas");
        Assert.True(schemas.GetProperty("TrackedCase").GetProperty("properties").TryGetProperty("reviews", out _));
        Assert.True(schemas.GetProperty("TrackedReview").GetProperty("properties").TryGetProperty("outcome", out _));
        Assert.True(schemas.GetProperty("FilingRequest").GetProperty("properties").TryGetProperty("follows", out _));
    }

    private static Actor By(PersonId person) => new Actor.Staff(person);

    private async Task Decide(StreamId stream, ReviewOutcome outcome)
    {
        await host.Do(stream, new TakeUpReview(Reviewer, CountyHead), By(Reviewer));
        await host.Do(stream, new DraftReview(new(outcome, "请求撤销", "原意见认定事实清楚。", "《信访工作条例》第三十五条"), "临信复查〔2026〕1号"), By(Reviewer));
        await host.Do(stream, new SignReview(), By(CountyHead));
    }

    private async Task<(StreamId Stream, string Number, string Code)> Disputed()
    {
        await Upper();
        var filed = await host.File(new { title = "路灯坏了", body = "一月初开始不亮。", contact = new { name = "测试丙", phone = "13900000001" } });
        await host.Answer(filed.Stream, Opinion);
        await host.Do(filed.Stream, new Serve(ServiceProof.OpenedByComplainant), new Actor.Complainant());
        await host.Do(filed.Stream, new RequestReview("没有说明理由"), new Actor.Complainant());
        return filed;
    }

    private async Task<Browser> AtDesk(PersonId person)
    {
        await Upper();
        return await host.AtDesk(person);
    }

    // The county and the city work here; the head of works holds a post in the county as well.
    private async Task Upper()
    {
        await host.Open();
        if (host.Passwords.ContainsKey(Reviewer))
            return;
        var county = (await host.Book()).Town.Find(new OfficeId("county"))!;
        Power[] all = [Power.Handling, Power.Disposition];
        ICommand[] commands =
        [
            new SetOffice(new(new("city"), Text.Of("云州市信访局", "Yunzhou"), OfficeRole.PetitionOffice, 3)), new SetOffice(county with { Outside = false, Parent = new("city") }),
            .. Staff(Reviewer, "county", all), .. Staff(Other, "county", Power.Handling), .. Staff(CountyHead, "county", Power.Leadership), .. Staff(CityHead, "city", Power.Handling, Power.Disposition, Power.Leadership), .. Staff(Vice, "town", Power.Leadership),
            new SetPost(new(new("works-2"), new("county"), null, Text.Of("挂职", "Seconded"), [.. all])), new FillPost(new("works-2"), StaffedHost.Handler),
        ];
        foreach (var command in commands)
            await host.Do(Answerable.Offices.Town.Stream, command, new Actor.Operator());
        foreach (var person in new[] { Reviewer, Other, CountyHead, CityHead, Vice })
        {
            await using var scope = host.Services.CreateAsyncScope();
            host.Passwords[person] = await scope.ServiceProvider.GetRequiredService<Accounts>().Add($"name-{person}", person.Value, StaffedHost.Town.Value);
        }
    }

    private static ICommand[] Staff(PersonId person, string office, params Power[] powers) =>
        [new SetPerson(person, $"测试{person}"), new SetPost(new(new($"p-{person}"), new(office), null, Text.Of($"岗位{person}", $"Post {person}"), [.. powers])), new FillPost(new($"p-{person}"), person)];
}
