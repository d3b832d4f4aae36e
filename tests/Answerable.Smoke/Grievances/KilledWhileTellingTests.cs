using System.Net;
using System.Net.Http.Json;
using Answerable.Engine.Tests.Channels;
using Answerable.Smoke.Emergencies;
using NodaTime;

namespace Answerable.Smoke.Grievances;

/// <summary>The real server as a process, killed (SIGKILL) while the mail server holds a message to a complainant, and started again.</summary>
public sealed class KilledWhileTellingTests
{
    /// <param name="copies">Twice only where it had arrived and the server could not know that it had (decision 0020).</param>
    [Theory]
    [InlineData(SmtpStep.Connected, 1)]
    [InlineData(SmtpStep.Data, 1)]
    [InlineData(SmtpStep.Message, 2)]
    public async Task A_server_killed_while_it_tells_somebody_tells_them_and_no_more_often_than_it_must(SmtpStep step, int copies)
    {
        await using var night = new Night();
        await night.Start();
        TaskCompletionSource answered = new(TaskCreationOptions.RunContinuationsAsynchronously), killed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        night.Mail.Reached = async (_, reached) =>
        {
            if (reached != step || killed.Task.IsCompleted)
                return;
            await answered.Task; // the mail may go out before whoever filed has their answer
            night.Kill(); // here and now: one moment later it might have noted what it knows
            killed.TrySetResult();
        };
        using var answer = await night.Officer.PostAsJsonAsync("/api/v1/grievances", new
        {
            title = "村口路灯坏了", body = "村口路灯坏了三个月。", contact = new { name = "测试居民", email = "resident@qingtan.invalid" }, notify = new { way = "email", language = "zh" },
        });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        answered.SetResult();
        await killed.Task.WaitAsync(TimeSpan.FromMinutes(3));

        await night.Start();
        for (var n = 0; n < 5; n++)
            await night.Pass(Duration.FromSeconds(61));
        var mails = new List<Mail>();
        while (mails.Count < copies)
            mails.Add(await night.Mail.Next());
        await night.Stop();

        Assert.Equal(copies, night.Mail.Mails.Count(mail => mail.Complete));
        Assert.Single(mails.Select(mail => mail.Header("Message-ID")).Distinct()); // a mail program shows one message
        Assert.All(mails, mail => Assert.Equal(("resident@qingtan.invalid", "您办理的事项有新消息"), (mail.Recipient, mail.Subject)));
    }
}
