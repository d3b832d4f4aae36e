using Answerable.Engine.Channels;

namespace Answerable.Engine.Residents;

public static class ChineseNotice
{
    public static MessageText News(NoticeFacts facts)
    {
        var head = $"【{facts.Town}】您办理的事项有新消息，请";
        return new(
            "您办理的事项有新消息",
            $"您好：\n\n您办理的事项有新消息，请{(facts.Site is { } site ? $"打开 {site} ，" : "在原办理网站")}凭编号和查询码查看。\n\n为保护您的隐私，本邮件不写事项内容和编号。工作人员不会通过邮件、短信或者电话索要查询码。\n不需要此类邮件的，可以在事项页面更改通知方式。\n\n{facts.Town}\n",
            facts.Site is { } url
                ? PageFacts.Shortest($"{head}打开 {url} 凭编号和查询码查看。", $"{head}打开 {url} 查看。", $"{head}在原办理网站凭编号和查询码查看。")
                : $"{head}在原办理网站凭编号和查询码查看。");
    }

    public static MessageText MailRegistered(NoticeFacts facts)
    {
        var code = facts.AccessCode is { } given ? $"查询码：{given}\n查询码只发送这一次，请妥善保存，不要告诉他人。"
            : facts.FetchAt is { } site ? $"查看办理情况需要查询码。请打开 {site} ，填写编号，按页面提示用发到本邮箱的验证码领取；也可以凭编号到接待窗口领取。"
            : "查看办理情况需要查询码，请凭编号到接待窗口领取。";
        return new(
            $"来件已登记（{facts.Number}）",
            $"您好：\n\n您发来的邮件已经登记，编号：{facts.Number}\n\n{code}\n\n需要补充材料的，请直接回复本邮件，并保留标题中的编号。{(facts.Phone is { } phone ? $"咨询电话：{phone}。" : "")}\n\n为保护您的隐私，本邮件不写事项内容。工作人员不会向您索要查询码。本邮件由系统自动发出。\n\n{facts.Town}\n",
            $"【{facts.Town}】您发来的邮件已经登记，编号{facts.Number}。");
    }

    public static MessageText FetchCode(NoticeFacts facts) => new(
        "验证码",
        $"您好：\n\n验证码：{facts.Code}\n\n用于领取查询码，一小时内有效。请勿告诉他人。\n如非本人操作，请忽略本邮件。\n\n{facts.Town}\n",
        $"【{facts.Town}】验证码{facts.Code}，用于领取查询码，一小时内有效，请勿告诉他人。如非本人操作，请忽略。");

    public static MessageText Elsewhere(NoticeFacts facts, string? office, string? address, string? phone) => new(
        "来件未予登记，请直接向上级机关提出",
        $"您好：\n\n依照规定，您发来的邮件应当由上级机关接收，本机关不得查看，也无法加密转交，因此没有登记，原件已经删除。\n\n请直接向下列机关提出：\n{string.Join("\n", new[] { office, address, phone }.OfType<string>())}\n\n本邮件由系统自动发出，不写来件内容。\n\n{facts.Town}\n",
        "");

    public static MessageText ContactCode(NoticeFacts facts) => new(
        "验证码",
        $"您好：\n\n验证码：{facts.Code}\n\n用于确认新的联系方式，一小时内有效。请勿告诉他人。\n如非本人操作，请忽略本邮件。\n\n{facts.Town}\n",
        $"【{facts.Town}】验证码{facts.Code}，用于确认新的联系方式，一小时内有效，请勿告诉他人。如非本人操作，请忽略。");

    public static MessageText RevocationCode(NoticeFacts facts) => new(
        "验证码",
        $"您好：\n\n验证码：{facts.Code}\n\n您正在来电挂失查询码的，请把验证码读给工作人员，一小时内有效。\n如非本人来电，请勿告诉任何人。\n\n{facts.Town}\n",
        $"【{facts.Town}】验证码{facts.Code}。您正在来电挂失查询码的，请读给工作人员；如非本人来电，请勿告诉任何人。");

    public static MessageText Changed(NoticeFacts facts)
    {
        var ask = facts.Phone is { } phone ? $"请尽快到窗口或者致电{phone}核实。" : "请尽快到窗口核实。";
        return new(
            "联系方式或者查询码已变更",
            $"您好：\n\n您的联系方式或者查询码已经变更。如非本人操作，{ask}\n\n{facts.Town}\n",
            PageFacts.Shortest($"【{facts.Town}】您的联系方式或者查询码已经变更。如非本人操作，{ask}", $"【{facts.Town}】您的联系方式或者查询码已经变更。如非本人操作，请尽快到窗口核实。"));
    }
}
