using System.Net;
using System.Net.Http.Json;
using System.Text;
using Answerable.Engine.Sealing;
using Answerable.Grievances;
using Answerable.Ledger;
using Answerable.Recording;
using NodaTime;

namespace Answerable.Smoke.Grievances;

/// <summary>The real server, a moved clock, and only what a resident or a member of staff could do.</summary>
public sealed class AnsweredInTimeTests
{
    private static readonly object Lamp = new { kind = "claim", title = "路灯不亮", body = "村口路灯坏了三个月。", contact = new { name = "测试居民", phone = "13900000001" } };

    [Fact]
    public async Task A_claim_is_accepted_handled_answered_served_and_closed_and_each_clock_is_where_the_law_puts_it()
    {
        await using var host = await GrievanceHost.Start();
        var (number, code) = await host.File(Lamp);
        var (stream, _) = await host.Find(number);

        await host.Do(stream, new Accept("已收到，决定受理。"), GrievanceHost.Clerk);
        await host.Do(stream, new Assign(new("works"), GrievanceHost.Handler, GrievanceHost.Head), GrievanceHost.Clerk);
        var clocks = (await host.Track(number, code)).GetProperty("clocks").EnumerateArray().ToDictionary(c => c.GetProperty("rule").GetString()!);
        Assert.Equal("2026-08-19", clocks["notice"].GetProperty("dueDay").GetString()); // 15 days from 4 August
        Assert.Equal("kept", clocks["notice"].GetProperty("status").GetString());
        Assert.Equal("2026-10-03", clocks["close"].GetProperty("dueDay").GetString()); // 60 days; the office owes the strict date

        await host.MoveTo(Instant.FromUtc(2026, 9, 1, 2, 0));
        await host.Do(stream, new DraftOpinion(new(Outcome.Support, "修复路灯", "经查，线路老化。", "《城市道路管理条例》")), GrievanceHost.Handler);
        await host.Do(stream, new SignOpinion(), GrievanceHost.Head);
        await host.Do(stream, new Serve(ServiceProof.SignedReceipt, "2026-001"), GrievanceHost.Clerk);
        await host.Do(stream, new Close(), GrievanceHost.Clerk);
        Assert.Equal("closed", (await host.Track(number, code)).GetProperty("stage").GetString());
        Assert.Equal("answered-and-served", (await host.Track(number, code)).GetProperty("ending").GetString());
    }

    [Fact]
    public async Task What_nobody_picks_up_becomes_overdue_by_itself_and_is_brought_to_the_office_above()
    {
        await using var host = await GrievanceHost.Start();
        var (number, code) = await host.File(Lamp);
        await host.MoveTo(Instant.FromUtc(2026, 8, 19, 15, 59));
        Assert.Equal("running", Status(await host.Track(number, code), "notice"));

        await host.MoveTo(Instant.FromUtc(2026, 8, 19, 16, 0)); // 24:00 on the 19th in Shanghai
        Assert.Equal("missed", Status(await host.Track(number, code), "notice"));
        var (_, state) = await host.Find(number);
        Assert.True(state.IsOverdue);
        Assert.Contains(GrievanceHost.City, state.Overseers);
        Assert.NotNull(state.AcceptedAt); // B3: nobody moves the sixty days by saying nothing
    }

    [Fact]
    public async Task Deadlines_that_came_while_the_server_was_down_are_reported_when_it_is_back()
    {
        await using var host = await GrievanceHost.Start();
        var (number, code) = await host.File(Lamp);
        await host.StopServer();
        host.Clock.MoveTo(Instant.FromUtc(2026, 9, 1, 0, 0));
        await host.StartServer();
        await host.MoveTo(host.Clock.Now);
        Assert.Equal("missed", Status(await host.Track(number, code), "notice"));
    }

    [Fact]
    public async Task A_receipt_proves_the_filing_offline()
    {
        await using var host = await GrievanceHost.Start();
        var (number, code) = await host.File(Lamp);
        var receipt = await host.Receipt(number, code);
        var verdict = await LogVerifier.Verify(LogVerifier.At(Path.Combine(host.Folder, "log", GrievanceHost.Town.Value), host.Http), new() { Receipt = receipt });
        Assert.Equal("VERIFIED", verdict.ToString());
        var opened = Receipt.Parse(receipt).Leaf.Fields.ToDictionary(f => f.Name, f => Encoding.UTF8.GetString(f.Value.Span));
        Assert.Equal("\"路灯不亮\"", opened["title"]);
        receipt[receipt.Length / 2] ^= 1;
        var altered = await LogVerifier.Verify(LogVerifier.At(Path.Combine(host.Folder, "log", GrievanceHost.Town.Value), host.Http), new() { Receipt = receipt });
        Assert.StartsWith("FAILED", altered.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_accusation_cannot_be_read_by_this_server_and_can_by_the_office_above()
    {
        using var city = AgeIdentity.Generate();
        await using var host = await GrievanceHost.Start(city.Recipient.ToString());
        var (number, _) = await host.File(new { kind = "accusation", title = "举报虚报工程量", body = "某工程实际只做了一半。", about = new { person = "head" } });
        var (_, state) = await host.Find(number);
        Assert.True(state.IsSealed);
        Assert.Equal(GrievanceHost.City, state.Office);
        Assert.Equal(404, (int)(await host.Get($"/api/v1/grievances/{number}", "2222-2222-2222-2222-2222")).StatusCode);
        await host.StopServer();
        var needle = Encoding.UTF8.GetBytes("虚报工程量");
        Assert.DoesNotContain(Directory.EnumerateFiles(host.Folder, "*", SearchOption.AllDirectories), file => System.IO.File.ReadAllBytes(file).AsSpan().IndexOf(needle) >= 0);
        await host.StartServer();
    }

    [Fact]
    public async Task Without_a_key_above_the_filer_is_told_where_to_go_instead()
    {
        await using var host = await GrievanceHost.Start();
        var answer = await host.Http.PostAsJsonAsync("/api/v1/grievances", new { kind = "accusation", title = "举报", body = "内容", about = new { person = "head" } });
        var problem = await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>();
        Assert.Equal("accusation-needs-higher-office", problem.GetProperty("code").GetString());
        Assert.Equal("云州市人民路 9 号", problem.GetProperty("address").GetString());
    }

    [Fact]
    public async Task The_same_key_files_once_and_tells_the_same_code()
    {
        await using var host = await GrievanceHost.Start();
        async Task<(string?, string?)> Post(object filing, HttpStatusCode expected)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/grievances") { Content = JsonContent.Create(filing) };
            request.Headers.Add("Idempotency-Key", "6f1c0b54-7f0e-4a3c-9d52-0e8a1b7c4d3f");
            var answer = await host.Http.SendAsync(request);
            Assert.Equal(expected, answer.StatusCode);
            var body = await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>();
            return body.TryGetProperty("number", out var number) ? (number.GetString(), body.GetProperty("accessCode").GetString()) : (null, null);
        }

        var first = await Post(Lamp, HttpStatusCode.Created);
        Assert.Equal(first, await Post(Lamp, HttpStatusCode.Created));
    }

    [Fact]
    public async Task Rubbish_is_refused_with_a_stable_code()
    {
        await using var host = await GrievanceHost.Start();
        async Task<string?> Code(HttpContent content)
        {
            var answer = await host.Http.PostAsync("/api/v1/grievances", content);
            return (await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).GetProperty("code").GetString();
        }

        Assert.Equal("json-malformed", await Code(new StringContent("{", Encoding.UTF8, "application/json")));
        Assert.Equal("not-json", await Code(new StringContent("路灯", Encoding.UTF8, "text/plain")));
        Assert.Equal("too-large", await Code(new StringContent($"{{\"body\":\"{new string('x', 10_000_000)}\"}}", Encoding.UTF8, "application/json")));
        Assert.Equal("title-invalid", await Code(JsonContent.Create(new { kind = "claim", title = "", body = "x" })));
        Assert.Equal("kind-unknown", await Code(JsonContent.Create(new { kind = "watch", title = "x", body = "x" })));
        Assert.Equal("body-invalid", await Code(JsonContent.Create(new { title = "x", body = "a\0b" })));
    }

    private static string? Status(System.Text.Json.JsonElement tracked, string rule) =>
        tracked.GetProperty("clocks").EnumerateArray().Single(c => c.GetProperty("rule").GetString() == rule).GetProperty("status").GetString();
}
