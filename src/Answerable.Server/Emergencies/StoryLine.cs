using Answerable.Emergencies;
using Answerable.Recording;
using Answerable.Reports;

namespace Answerable.Server.Emergencies;

/// <summary>One line of the board's timeline: what happened, who did it, and its own words where it has any.</summary>
/// <param name="Kind">now, good, bad or empty.</param>
public sealed record StoryLine(string When, string Title, string? Text, string Kind)
{
    /// <summary>The posts it is about, where what happened to several in one minute is one line.</summary>
    private (string Key, string Posts)? Many { get; init; }

    /// <summary>Newest first. What only the machinery needs (receipts of single sendings, seats' numbers) is left to the seats' table.</summary>
    public static IEnumerable<StoryLine> Of(BoardModel board)
    {
        var lines = new List<StoryLine>();
        foreach (var line in board.Emergency.Events.Select(happened => Line(board, happened)).OfType<StoryLine>())
            if (lines.Count > 0 && lines[^1] is { Many: (var key, var posts) } last && line.Many is (var same, var post) && (same, line.When, line.Text) == (key, last.When, last.Text))
                lines[^1] = last with { Many = (key, posts + board.W["board.and"] + post) };
            else
                lines.Add(line);
        lines.Reverse();
        return lines.Select(line => line.Many is (var key, var posts) ? line with { Title = board.W[key, posts] } : line);
    }

    private static StoryLine? Line(BoardModel board, Happened happened)
    {
        var when = board.At(happened.Stamp.OccurredAt);
        return happened.Event switch
        {
            StepSkipped { Why: SkipReason.NoDeputyPost or SkipReason.AlreadyPaged } => null, // nothing went wrong: the plan names nobody else
            StepSkipped e => new(when, "", board.W[$"board.skip.{BoardModel.Kebab(e.Why.ToString())}"], "") { Many = ("story.skipped", Post(board, e.Round, e.Seat)) },
            DeskAlarmed e => new(when, "", null, "bad") { Many = ("story.alarm", Post(board, e.Round, e.Seat)) },
            DeskAnswered e => new(when, "", board.W["story.alarm-taken", board.Person(e.Officer)], "") { Many = ("story.alarm-taken.for", Post(board, e.Round, e.Seat)) },
            _ => Words(board, happened) is var (title, text, kind) ? new(when, title, text, kind) : null,
        };
    }

    private static (string, string?, string)? Words(BoardModel board, Happened happened) => happened.Event switch
    {
        EmergencyOpened => (board.W["story.opened", board.Who(happened.Stamp.By)], null, "now"),
        RoundCalled e => (board.W["story.called", e.Posts.Length], null, ""),
        Paged { Attempt: 1, Target: not PageTarget.Holder } e => (board.W["story.stand-in", board.Person(e.Person), Post(board, e.Round, e.Seat)], null, ""),
        PageAnswered e => (Answered(board, e), null, e.Reply == Reply.Coming ? "good" : "bad"),
        ReplyUnclear e => (board.W["story.unclear", e.Person is { } person ? board.Person(person) : e.From ?? board.W["story.erased"], e.Words ?? board.W["story.erased"]], board.W[e.Method is null ? "board.reply.not-asked" : "board.reply.asked"], "bad"),
        EventGraded e => (board.W["story.graded", board.W[$"grade.{BoardModel.Kebab(e.Grade.ToString())}"]], e.Standard == "cn-decree-493-3" ? board.W["story.graded.decree"] : e.Standard, ""),
        FirstResponseBegun e => (board.W["story.first-response", board.Who(happened.Stamp.By)], e.Measures, ""),
        ResponseActivated e => (board.W["story.activated", board.W[$"level.{e.Level}"], board.Book.Town.Find(e.DeclaredBy)?.Name.In(board.W.Language) ?? e.DeclaredBy.Value], $"{e.Matters} · {e.Measures}", "now"),
        Logged e => (board.Who(happened.Stamp.By), e.Entry ?? board.W["story.erased"], ""),
        StoodDown e => (board.W["story.stood-down", board.Who(happened.Stamp.By)], e.Reason, "good"),
        EmergencyClosed e => (board.W[$"story.closed.{BoardModel.Kebab(e.Reason.ToString())}"], null, ""),
        IReportEvent e => Report(board, e, happened.Stamp),
        _ => null,
    };

    private static string Answered(BoardModel board, PageAnswered e)
    {
        var who = e.StandsIn is true ? board.W["board.stands-in", board.Person(e.Person), Post(board, e.Round, e.Seat)] : board.Person(e.Person);
        return board.W[e.Reply == Reply.Coming ? "story.coming" : "story.unable", who, board.W[$"board.via.{e.By.ToString().ToLowerInvariant()}"]];
    }

    private static (string, string?, string)? Report(BoardModel board, IReportEvent happened, Stamp stamp) => happened switch
    {
        ReportOverdue e => (board.W["story.report-late", Rule(board, e.Rule)], null, "bad"),
        ReportPhoned e => (board.W["story.report-phoned", Rule(board, e.Rule)], Late(board, stamp) ?? e.Said, "good"),
        ReportWritten e => (board.W["story.report-written", e.Report, board.Who(stamp.By)], null, ""),
        ReportSigned e => (board.W[e.ReadBack ? "story.report-read-back" : "story.report-signed", e.Report, board.Person(e.Signer)], null, ""),
        ReportSent e => (board.W["story.report-sent", e.Report, board.W[$"sent-by.{e.By.ToString().ToLowerInvariant()}"]], null, "good"),
        ReportReceived e => (board.W["story.report-received", e.Report], e.Receiver, "good"),
        _ => null,
    };

    // Received and recorded are two times: whoever reads the board sees both when they differ.
    private static string? Late(BoardModel board, Stamp stamp) =>
        stamp.RecordedAt - stamp.OccurredAt > NodaTime.Duration.FromMinutes(5) ? board.W["story.recorded-at", board.At(stamp.RecordedAt)] : null;

    private static string Rule(BoardModel board, string rule) => board.State.Reports.Clocks.TryGetValue(rule, out var clock) ? clock.Rule.Duty.In(board.W.Language) : rule;

    private static string Post(BoardModel board, int round, int seat) => board.State.Find(round)?.Find(seat) is { } at ? board.Post(at) : "";
}
