using System.Text;

namespace Answerable.Engine.Channels;

internal static class EnglishPage
{
    public static MessageText Write(PageFacts page)
    {
        var marks = (page.Repeat ? "(repeat) " : "") + (page.IsReminder ? "(reminder) " : "");
        var head = $"{page.Setting.Town}: {marks}emergency {page.Sign}, {page.What}, {page.Place}. {(page.StandingIn ? $"Stand in for {page.Setting.Post}. " : "")}";
        var answer = Answer(page);
        var link = page.Setting.Link is { } url ? $" or {url}" : "";
        return new(
            $"{marks}[Emergency {page.Sign}] {page.What} ({page.Place})",
            Body(page, marks),
            PageFacts.Shortest(head + answer + link, head + answer, $"{page.Setting.Town} {page.Sign}: {page.What}, {page.Place}. {answer}"));
    }

    /// <summary>A reply that said neither yes nor no.</summary>
    public static MessageText Unclear(PageFacts page)
    {
        var head = $"{page.Setting.Town}: emergency {page.Sign}: your reply could not be read. {Answer(page)}";
        var ring = page.Setting.DutyPhone is { } phone ? $", or ring the duty room, {phone}" : "";
        return new($"[Emergency {page.Sign}] Your reply could not be read", $"Emergency {page.Sign} ({page.What}, {page.Place}): your SMS reply could not be read.\n{Answer(page)}\n\n{Signature(page)}", head + ring);
    }

    // Two characters apart: whoever loses one of them never says the opposite.
    private static string Answer(PageFacts page) => $"Coming: reply {page.Code}. Cannot come: {page.Code} NO";

    public static MessageText StoodDown(PageFacts page) => new(
        $"[Emergency {page.Sign}] Response stood down",
        $"The response to emergency {page.Sign} ({page.What}, {page.Place}) has been stood down. You need not come.\nIf you are on your way, ring the duty room.\n\n{Signature(page)}",
        $"{page.Setting.Town}: emergency {page.Sign} stood down. You need not come. On your way? Ring the duty room.");

    private static string Body(PageFacts page, string marks)
    {
        var body = new StringBuilder();
        body.Append($"{marks}Emergency {page.Sign}\n\nWhat: {page.What}\nWhere: {page.Place}\nKind: {Kind(page.Kind)}\nFirst grade: {Grade(page.Grade)}\nOpened: {page.OpenedAt}\n\n");
        body.Append(page.StandingIn
            ? $"{page.Setting.Post} has not answered. You are the deputy or the leader on duty: please come in their place, and answer now:\n"
            : $"You hold the post of {page.Setting.Post}. Please come, and answer now:\n");
        if (page.Setting.Link is { } link)
            body.Append($"- open {link} and say whether you are coming\n");
        body.Append($"- reply {page.Code} by SMS if you are coming, {page.Code} NO if you cannot come\n- or ring the duty room; the officer's record counts the same\n");
        if (page.Repeat)
            body.Append("\nNobody could say whether an earlier sending arrived, so this is a repeat. If you have answered, you need not answer again.\n");
        return body.Append('\n').Append(Signature(page)).ToString();
    }

    private static string Signature(PageFacts page) =>
        $"{page.Setting.Town} duty room{(page.Setting.DutyPhone is { } phone ? $", {phone}" : "")}";

    private static string Kind(string kind) => kind switch
    {
        "NaturalDisaster" => "natural disaster",
        "Accident" => "accident",
        "PublicHealth" => "public health",
        "PublicSafety" => "public safety",
        _ => "not known yet",
    };

    private static string Grade(string grade) => grade switch
    {
        "Ordinary" => "ordinary (一般)",
        "Larger" => "larger (较大)",
        "Major" => "major (重大)",
        "EspeciallyMajor" => "especially major (特别重大)",
        _ => "not known yet",
    };
}
