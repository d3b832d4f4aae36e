using Answerable.Engine.Channels;

namespace Answerable.Engine.Residents;

public static class EnglishNotice
{
    public static MessageText News(NoticeFacts facts) => new(
        "There is news for you",
        $"Hello,\n\nThere is news for you. {(facts.Site is { } site ? $"Open {site} and look" : "Look on the site you used")} with your number and code.\n\nTo protect your privacy this message says neither what it is about nor your number. We never ask for your code by e-mail, SMS or telephone.\nIf you do not want such messages, change on the page how you are told.\n\n{facts.Town}\n",
        facts.Site is { } url ? $"{facts.Town}: there is news for you. Look at {url} with your number and code." : $"{facts.Town}: there is news for you. Look on the site you used, with your number and code.");

    public static MessageText MailRegistered(NoticeFacts facts)
    {
        var code = facts.AccessCode is { } given ? $"Access code: {given}\nIt is sent this once. Keep it safe and tell it to nobody."
            : facts.FetchAt is { } site ? $"To follow it you need an access code. Open {site}, enter the number, and type the code that is then sent to this address; or bring the number to any reception window."
            : "To follow it you need an access code: bring the number to any reception window.";
        return new(
            $"Your mail is registered ({facts.Number})",
            $"Hello,\n\nYour mail has been registered under the number {facts.Number}\n\n{code}\n\nTo add something, write back and leave the number in the subject.{(facts.Phone is { } phone ? $" Questions: {phone}." : "")}\n\nTo protect your privacy this message does not say what it is about. We never ask for your access code. This message was sent automatically.\n\n{facts.Town}\n",
            $"{facts.Town}: your mail is registered under the number {facts.Number}.");
    }

    public static MessageText FetchCode(NoticeFacts facts) => new(
        "Your code",
        $"Hello,\n\nYour code: {facts.Code}\n\nIt fetches your access code and is valid for one hour. Tell it to nobody.\nIf this was not you, ignore this message.\n\n{facts.Town}\n",
        $"{facts.Town}: {facts.Code} fetches your access code. Valid for one hour. Tell it to nobody. Not you? Ignore this.");

    public static MessageText Elsewhere(NoticeFacts facts, string? office, string? address, string? phone) => new(
        "Not registered: please turn to the office above",
        $"Hello,\n\nBy law your mail is for a higher office. This office may not read it and cannot seal it to pass it on, so it was not registered and has been deleted.\n\nPlease turn directly to:\n{string.Join("\n", new[] { office, address, phone }.OfType<string>())}\n\nThis message was sent automatically and does not say what your mail was about.\n\n{facts.Town}\n",
        "");

    public static MessageText ContactCode(NoticeFacts facts) => new(
        "Your code",
        $"Hello,\n\nYour code: {facts.Code}\n\nIt confirms your new contact and is valid for one hour. Tell it to nobody.\nIf this was not you, ignore this message.\n\n{facts.Town}\n",
        $"{facts.Town}: {facts.Code} confirms your new contact. Valid for one hour. Tell it to nobody. Not you? Ignore this.");

    public static MessageText RevocationCode(NoticeFacts facts) => new(
        "Your code",
        $"Hello,\n\nYour code: {facts.Code}\n\nIf you are on the telephone with us to report a lost access code, read it out. It is valid for one hour.\nIf you are not, tell it to nobody.\n\n{facts.Town}\n",
        $"{facts.Town}: {facts.Code}. Read it out only if you are ringing us now about a lost access code. Otherwise tell it to nobody.");

    public static MessageText Changed(NoticeFacts facts)
    {
        var ask = facts.Phone is { } phone ? $"come to the window or ring {phone}." : "come to the window.";
        return new(
            "Your contact or access code was changed",
            $"Hello,\n\nYour contact or your access code was changed. If this was not you, please {ask}\n\n{facts.Town}\n",
            $"{facts.Town}: your contact or access code was changed. Not you? Please {ask}");
    }
}
