using System.Text.RegularExpressions;
using Answerable.Grievances;

namespace Answerable.Server.Grievances.Mailbox;

/// <summary>
/// Which kind a mail says it is. Only plain words of its writer count; what is silent is nothing but silent. Who names an accusation in the
/// subject is taken at their word, because what the town could read first cannot be unread.
/// </summary>
public static partial class MailKinds
{
    /// <summary>Null: it does not say.</summary>
    public static GrievanceKind? Of(string subject, string text)
    {
        var said = Line().Match(text) is { Success: true } line ? line.Groups[1].Value : "";
        return Accusation().IsMatch(subject) || Accusation().IsMatch(said) ? GrievanceKind.Accusation
            : Suggestion().IsMatch(subject) || Suggestion().IsMatch(said) ? GrievanceKind.Suggestion
            : Claim().IsMatch(subject) || Claim().IsMatch(said) ? GrievanceKind.Claim
            : null;
    }

    /// <summary>The writer asks that the handling unit does not learn who they are.</summary>
    public static bool IsConfidential(string subject, string text) => Confidential().IsMatch(subject) || Confidential().IsMatch(text);

    [GeneratedRegex(@"(?m)^\s*(?:类别|类型|事项类别|事项类型|kind|category)\s*[:：]\s*(.{1,20})$", RegexOptions.IgnoreCase)]
    private static partial Regex Line();

    [GeneratedRegex("检举|控告|举报|揭发|accusation|accuse|whistle", RegexOptions.IgnoreCase)]
    private static partial Regex Accusation();

    [GeneratedRegex(@"^[\s\[【(（「]*(?:意见)?建议(?:意见)?|^[\s\[(]*suggestion\b", RegexOptions.IgnoreCase)]
    private static partial Regex Suggestion();

    [GeneratedRegex(@"^[\s\[【(（「]*(?:申诉|求决|投诉|诉求)|^[\s\[(]*(?:claim|complaint)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Claim();

    [GeneratedRegex(@"(?:请|要求|希望)[^。\n]{0,8}保密|keep\s+(?:this|it|my\s+name|my\s+identity)\s+confidential", RegexOptions.IgnoreCase)]
    private static partial Regex Confidential();
}
