using System.Text;

namespace Answerable.Engine.Channels;

internal static class ChinesePage
{
    public static MessageText Write(PageFacts page)
    {
        var marks = (page.Repeat ? "（重发）" : "") + (page.IsReminder ? "（再次叫应）" : "");
        var head = $"【{page.Setting.Town}】{marks}{page.Sign}号事件：{page.What}，{page.Place}。{(page.StandingIn ? "请代" + page.Setting.Post + "到岗。" : "")}";
        var answer = Answer(page);
        var link = page.Setting.Link is { } url ? $"，或点{url}" : "";
        return new(
            $"{marks}[{page.Sign}号事件] {page.What}（{page.Place}）",
            Body(page, marks),
            PageFacts.Shortest(head + answer + link, head + answer, $"【{page.Setting.Town}】{page.Sign}号：{page.What}，{page.Place}。{answer}"));
    }

    /// <summary>A reply that said neither yes nor no.</summary>
    public static MessageText Unclear(PageFacts page)
    {
        var head = $"【{page.Setting.Town}】{page.Sign}号事件：您的回复未能识别。{Answer(page)}";
        var ring = page.Setting.DutyPhone is { } phone ? $"，或致电值班室{phone}" : "";
        return new($"[{page.Sign}号事件] 您的回复未能识别", $"{page.Sign}号事件（{page.What}，{page.Place}）：您的短信回复未能识别。\n{Answer(page)}。\n\n{Signature(page)}", PageFacts.Shortest(head + ring, head));
    }

    // Two characters apart: whoever loses one of them never says the opposite.
    private static string Answer(PageFacts page) => $"能到回{page.Code}，不能回{page.Code}不能";

    public static MessageText StoodDown(PageFacts page) => new(
        $"[{page.Sign}号事件] 应急响应结束",
        $"{page.Sign}号事件（{page.What}，{page.Place}）应急响应已经结束，无需再到岗。\n已在途中的，请与值班室联系。\n\n{Signature(page)}",
        $"【{page.Setting.Town}】{page.Sign}号事件应急响应结束，无需再到岗。在途人员请联系值班室。");

    private static string Body(PageFacts page, string marks)
    {
        var body = new StringBuilder();
        body.Append($"{marks}{page.Sign}号事件\n\n事项：{page.What}\n地点：{page.Place}\n类别：{Kind(page.Kind)}\n初判等级：{Grade(page.Grade)}\n接报时间：{page.OpenedAt}\n\n");
        body.Append(page.StandingIn
            ? $"{page.Setting.Post}未能应答。您是其副岗或者当班带班领导，请代为到岗，并立即答复：\n"
            : $"您担任{page.Setting.Post}，现请到岗，并立即答复：\n");
        if (page.Setting.Link is { } link)
            body.Append($"· 打开 {link} 选择“能到”或者“不能到”\n");
        body.Append($"· 短信回复 {page.Code} 表示能到，回复 {page.Code}不能 表示不能到\n· 直接致电值班室，由值班员登记，效力相同\n");
        if (page.Repeat)
            body.Append("\n前一次发送结果不明，故重发本件；已经答复的，无需再答。\n");
        return body.Append('\n').Append(Signature(page)).ToString();
    }

    private static string Signature(PageFacts page) =>
        $"{page.Setting.Town}值班室{(page.Setting.DutyPhone is { } phone ? $"　{phone}" : "")}";

    private static string Kind(string kind) => kind switch
    {
        "NaturalDisaster" => "自然灾害",
        "Accident" => "事故灾难",
        "PublicHealth" => "公共卫生事件",
        "PublicSafety" => "社会安全事件",
        _ => "未定",
    };

    private static string Grade(string grade) => grade switch
    {
        "Ordinary" => "一般",
        "Larger" => "较大",
        "Major" => "重大",
        "EspeciallyMajor" => "特别重大",
        _ => "尚未判定",
    };
}
