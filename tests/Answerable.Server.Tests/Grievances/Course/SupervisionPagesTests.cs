using Answerable.Grievances;
using NodaTime;

namespace Answerable.Server.Tests.Grievances.Course;

/// <summary>Art. 40 on the pages: the record shows the occasion, the petition office supervises, the office answers, the complainant reads it.</summary>
public sealed class SupervisionPagesTests(StaffedHost host) : IClassFixture<StaffedHost>
{
    [Fact]
    public async Task What_the_record_shows_is_supervised_and_answered_in_writing()
    {
        using var county = await host.AtCounty();
        var (_, number, code) = await host.File(new { title = "没有人管的事", body = "交上去没有回音。" });
        Assert.Equal(404, (int)(await county.Open($"/desk/grievances/{number}")).Last.StatusCode);
        await host.MoveTo(host.Clock.Now + Duration.FromDays(16));
        await county.Open($"/desk/grievances/{number}");
        Assert.Contains("违反信访工作规定受理、办理", county.Html, StringComparison.Ordinal);
        await county.Does(number, "supervise", ("ground", "breach-of-rules"), ("facts", "收到之日起十五日内没有书面告知。"), ("improvement", "到期前三日提醒承办人。"), ("feedback", host.Day(40)));
        Assert.Contains("href=\"#feedback\"", county.Html, StringComparison.Ordinal); // fifteen days at most
        await county.Does(number, "supervise", ("ground", "breach-of-rules"), ("facts", "收到之日起十五日内没有书面告知。"), ("improvement", "到期前三日提醒承办人。"), ("feedback", host.Day(10)));

        using var resident = await host.AsResident(number, code);
        Assert.Contains("临江县信访局正在督办", resident.Html, StringComparison.Ordinal);
        Assert.Contains("改进工作的建议：到期前三日提醒承办人。", resident.Html, StringComparison.Ordinal);

        using var desk = await host.AtDesk(StaffedHost.Desk);
        await desk.Open($"/desk/grievances/{number}");
        Assert.False(desk.Offers(number, "supervise"));
        await desk.Does(number, "answer-supervision", ("supervision", "supervision-answer"), ("adoption", "adopted"), ("words", "自下月起到期前三日提醒。"));
        Assert.Contains("已书面反馈", desk.Html, StringComparison.Ordinal);
        await resident.Open("/case");
        Assert.Contains("清溪镇信访办书面反馈：采纳", resident.Html, StringComparison.Ordinal);
        Assert.Equal(ClockStatus.Kept, (await host.State(number)).Find("supervision-answer")!.Status);
    }

    [Fact]
    public async Task What_a_proposal_for_accountability_says_is_not_read_by_those_it_is_about()
    {
        using var county = await host.AtCounty();
        var (_, number, code) = await host.File(new { title = "又一件没有人管的事", body = "没有回音。" });
        await host.MoveTo(host.Clock.Now + Duration.FromDays(16));
        await county.Does(number, "propose", ("proposal", "accountability"), ("office", "discipline"), ("words", "建议追究主办人员责任。"), ("feedback", host.Day(10)));
        Assert.Contains("建议追究主办人员责任。", county.Html, StringComparison.Ordinal);
        using var desk = await host.AtDesk(StaffedHost.Desk);
        await desk.Open($"/desk/grievances/{number}");
        Assert.Contains("追究责任的建议", desk.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("建议追究主办人员责任。", desk.Html, StringComparison.Ordinal);
        using var resident = await host.AsResident(number, code);
        Assert.Contains("提出追究责任的建议", resident.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("建议追究主办人员责任。", resident.Html, StringComparison.Ordinal);
        // The discipline body writes on paper; the petition office enters it with the number.
        await county.Does(number, "answer-supervision", ("supervision", "supervision-answer"), ("adoption", "partly"), ("words", "已约谈。"), ("reference", "临纪函〔2026〕3号"));
        Assert.Equal(Adoption.Partly, Assert.Single((await host.State(number)).Supervisions).Answer);
        await desk.Open($"/desk/grievances/{number}");
        Assert.DoesNotContain("已约谈。", desk.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_complainant_says_that_nothing_came_of_it_and_the_petition_office_sees_it()
    {
        using var county = await host.AtCounty();
        var (stream, number, code) = await host.File(new { title = "路面塌陷", body = "要求填补。" });
        await host.Answer(stream, new(Outcome.Support, "填补路面", "属实，月底前填补。", "《公路法》第三十五条"));
        using var resident = await host.AsResident(number, code);
        Assert.DoesNotContain("/case/not-carried-out", resident.Html, StringComparison.Ordinal);
        await resident.Post("/case/answer");
        Assert.Contains("/case/not-carried-out", resident.Html, StringComparison.Ordinal);
        await resident.Open("/case/not-carried-out");
        await resident.Post("/case/not-carried-out", ("words", ""));
        Assert.Contains("href=\"#words\"", resident.Html, StringComparison.Ordinal);
        await resident.Post("/case/not-carried-out", ("words", "两个月了还没有填。"));
        Assert.Contains("您反映处理意见没有执行", resident.Html, StringComparison.Ordinal);
        await county.Open($"/desk/grievances/{number}");
        Assert.Contains("拒不执行信访处理意见", county.Html, StringComparison.Ordinal);
        Assert.True(county.Offers(number, "supervise"));
    }
}
