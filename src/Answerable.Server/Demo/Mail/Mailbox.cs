using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Answerable.Recording;
using NodaTime;

namespace Answerable.Server.Demo.Mail;

/// <summary>A message that the demonstration town sent, as it arrived.</summary>
/// <param name="Channel"><c>email</c> or <c>sms</c>.</param>
/// <param name="To">An address of the town's own invented people.</param>
/// <param name="Subject">Empty for an SMS.</param>
public sealed partial record PostedMessage(long Number, string Channel, string To, string Subject, string Text, Instant At)
{
    /// <summary>Path of the acknowledgement link; null where the message carries none.</summary>
    public string? Link => AckLink().Match(Text) is { Success: true } link ? link.Groups["path"].Value : null;

    /// <summary>The code an SMS asks to be answered with; null where it asks for none.</summary>
    public string? Code => ReplyCode().Match(Text) is { Success: true } code ? code.Value : null;

    /// <summary>Tells a complainant that there is news.</summary>
    public bool IsNews => Text.Contains("编号和查询码", StringComparison.Ordinal) || Text.Contains("number and code", StringComparison.Ordinal);

    [GeneratedRegex("https?://[!-~]+?(?<path>/a/[!-~]+)")]
    private static partial Regex AckLink();

    [GeneratedRegex("(?<=(?:回|reply ))[0-9]{6,8}(?=[N，。., ]|$)")]
    private static partial Regex ReplyCode();
}

/// <summary>What the demonstration town sent since it was started, in memory only.</summary>
public sealed class Mailbox(TownClock clock)
{
    private const int Kept = 200;
    private readonly Lock writing = new();
    private ImmutableList<PostedMessage> messages = [];
    private TaskCompletionSource next = Fresh();
    private long last;

    public IReadOnlyList<PostedMessage> NewestFirst => messages;

    public PostedMessage Put(string channel, string to, string subject, string text)
    {
        PostedMessage message;
        lock (writing)
        {
            message = new(++last, channel, to, subject, text, clock.Now);
            messages = messages.Insert(0, message);
            if (messages.Count > Kept)
                messages = messages.RemoveAt(Kept);
        }

        Interlocked.Exchange(ref next, Fresh()).SetResult();
        return message;
    }

    /// <summary>"changed", at once and whenever something has arrived, until the reader leaves.</summary>
    public async IAsyncEnumerable<string> Changes([EnumeratorCancellation] CancellationToken leaves)
    {
        while (!leaves.IsCancellationRequested)
        {
            var arrival = next.Task;
            yield return "changed";
            await arrival.WaitAsync(leaves).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
