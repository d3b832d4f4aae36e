using System.Net;
using Answerable.Engine.Tests.Channels;
using Answerable.Storage.Rows;
using NodaTime;

namespace Answerable.Smoke.Emergencies;

/// <summary>
/// The real server as a process of its own, a moved clock, a real mail server: the process is killed (SIGKILL) while the mail server
/// holds a page at a chosen point, and started again. The mail server gives the signals; nothing here waits for time to pass.
/// </summary>
public sealed class KilledAtNightTests
{
    private static readonly Duration UntilRepeat = Duration.FromSeconds(11);

    /// <param name="step">Where the first page is when the server dies; the other one has only just connected.</param>
    /// <param name="copies">How often the first page arrives whole: twice where it had arrived and the server could not know, or had not noted, that it had.</param>
    [Theory]
    [InlineData(SmtpStep.Connected, 1)]
    [InlineData(SmtpStep.Sender, 1)]
    [InlineData(SmtpStep.Data, 1)]
    [InlineData(SmtpStep.Message, 2)]
    [InlineData(SmtpStep.Goodbye, 2)]
    public async Task A_server_killed_while_it_sends_loses_no_page_and_marks_what_it_repeats(SmtpStep step, int copies)
    {
        await using var night = new Night();
        await night.Start();
        await KillAt(night, step, night.OpenFlood);
        await night.Start();
        await night.Pass(UntilRepeat);

        var repeats = new[] { await Next(night, copies - 1), await night.Mail.Next() };
        Assert.All(repeats, mail => Assert.True(IsRepeat(mail)));
        Assert.Equal(["head@qingtan.invalid", "works@qingtan.invalid"], repeats.Select(mail => mail.Recipient).Order(StringComparer.Ordinal));

        await night.Stop();
        Assert.Equal([1, copies], (await EveryPageArrived(night)).Order());
    }

    [Fact]
    public async Task After_a_crash_the_night_goes_on_and_the_deputy_who_is_paged_acknowledges()
    {
        await using var night = new Night();
        await night.Start();
        var board = "";
        await KillAt(night, SmtpStep.Message, async () => board = await night.OpenFlood());
        await night.Start();
        await night.Pass(UntilRepeat);
        await Skip(night, 3); // the one that had arrived, and two repeats

        await night.Pass(Duration.FromMinutes(3));
        await Skip(night, 2); // the policy's reminders
        await night.Pass(Duration.FromMinutes(3));
        var next = new[] { await night.Mail.Next(), await night.Mail.Next() };
        Assert.Equal(["deputy@qingtan.invalid", "duty-leader@qingtan.invalid"], next.Select(mail => mail.Recipient).Order(StringComparer.Ordinal));
        var link = EmergencyServer.LinkIn(next.Single(mail => mail.Recipient.StartsWith("deputy", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.Redirect, (await Forms.Post(night.Officer, link, new() { ["reply"] = "coming", ["minutes"] = "15" })).StatusCode);
        Assert.Contains("您已答复：预计", await night.Officer.GetStringAsync(link), StringComparison.Ordinal);
        Assert.Contains("沈禾", await night.Officer.GetStringAsync(board), StringComparison.Ordinal);

        await night.Stop();
        await EveryPageArrived(night);
    }

    [Fact]
    public async Task What_the_server_had_noted_as_sent_before_it_was_killed_is_not_sent_again()
    {
        await using var night = new Night();
        await night.Start();
        using var hold = new Hold();
        night.Mail.Reached = (conversation, _) => conversation == 1 ? Task.CompletedTask : hold.Here();
        var board = await night.OpenFlood();
        var sent = await night.Mail.Next();
        await ShownAsSent(night, board);
        night.Kill();
        hold.Release(night);

        await night.Start();
        await night.Pass(UntilRepeat);
        var repeat = await night.Mail.Next();
        Assert.NotEqual(sent.Recipient, repeat.Recipient);
        Assert.Equal((false, true), (IsRepeat(sent), IsRepeat(repeat)));

        await night.Stop();
        Assert.Equal([1, 1], await EveryPageArrived(night));
    }

    [Fact]
    public async Task Killed_again_while_it_repeats_it_repeats_again()
    {
        await using var night = new Night();
        await night.Start();
        await KillAt(night, SmtpStep.Message, night.OpenFlood);
        await night.Start();
        await KillAt(night, SmtpStep.Message, () => night.Pass(UntilRepeat));
        await night.Start();
        await night.Pass(UntilRepeat);
        await Skip(night, 4);

        await night.Stop();
        Assert.Equal(4, (await EveryPageArrived(night)).Sum());
    }

    // When the act is done and both pages have connected, the first of them runs to the step, where the server dies; the other is
    // left without a greeting.
    private static async Task KillAt(Night night, SmtpStep step, Func<Task> act)
    {
        using var hold = new Hold();
        var begun = new CountdownEvent(3);
        var (first, both) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        night.Mail.Reached = async (conversation, reached) =>
        {
            var isFirst = Interlocked.CompareExchange(ref first, conversation, 0) is var seen && (seen == 0 || seen == conversation);
            if (reached == SmtpStep.Connected)
                Begun();
            await both.Task;
            if (isFirst && reached == step)
            {
                night.Kill(); // here and now: one moment later it might have noted what it knows
                hold.Killed();
            }

            await (isFirst && reached != step ? Task.CompletedTask : hold.Here());
        };
        await act();
        Begun();
        await hold.WasKilled;
        hold.Release(night);

        void Begun()
        {
            if (begun.Signal())
                both.SetResult();
        }
    }

    // The record's own list of what it owes against what has arrived, and each marked as it should be.
    private static async Task<IReadOnlyList<int>> EveryPageArrived(Night night)
    {
        var copies = new List<int>();
        foreach (var (id, row) in await night.Owed())
        {
            var mails = night.Arrived(id);
            Assert.NotEmpty(mails);
            Assert.All(mails.Skip(1), mail => Assert.True(IsRepeat(mail)));
            Assert.Equal(DeliveryState.Accepted, row.State);
            copies.Add(mails.Count);
        }

        Assert.Equal(night.Mail.Mails.Count(mail => mail.Complete), copies.Sum());
        return copies;
    }

    private static async Task ShownAsSent(Night night, string board)
    {
        using var changes = new StreamReader(await night.Officer.GetStreamAsync(board + "/live"));
        while (!(await night.Officer.GetStringAsync(board)).Contains("已发出", StringComparison.Ordinal))
            Assert.NotNull(await changes.ReadLineAsync());
    }

    private static async Task<Mail> Next(Night night, int skipped)
    {
        await Skip(night, skipped);
        return await night.Mail.Next();
    }

    private static async Task Skip(Night night, int mails)
    {
        for (; mails > 0; mails--)
            await night.Mail.Next();
    }

    private static bool IsRepeat(Mail mail) => mail.Subject.StartsWith("（重发）", StringComparison.Ordinal);

    /// <summary>Holds conversations until the server behind them is dead.</summary>
    private sealed class Hold : IDisposable
    {
        private readonly TaskCompletionSource killed = new(TaskCreationOptions.RunContinuationsAsynchronously), released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task WasKilled => killed.Task.WaitAsync(TimeSpan.FromMinutes(3));

        public Task Here() => released.Task;

        public void Killed() => killed.TrySetResult();

        public void Release(Night night)
        {
            night.Mail.Reached = (_, _) => Task.CompletedTask;
            released.TrySetResult();
        }

        public void Dispose() => released.TrySetResult();
    }
}
