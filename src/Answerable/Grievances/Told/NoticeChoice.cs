namespace Answerable.Grievances;

/// <summary>How a complainant is told that there is news. What the news is stands on the case page and nowhere else.</summary>
public enum NoticeWay
{
    /// <summary>Nothing is sent: the case page alone.</summary>
    Here,
    Sms,
    Email,
}

/// <param name="Language">Of what is sent: <c>zh</c> or <c>en</c>.</param>
public sealed record NoticeChoice(NoticeWay Way, string Language)
{
    public bool IsKnownLanguage => Language is "zh" or "en";

    /// <summary>Channel of the deliveries: <c>sms</c>, <c>email</c>; null where nothing is sent.</summary>
    public string? Channel => ChannelOf(Way);

    public static string? ChannelOf(NoticeWay way) => way switch { NoticeWay.Sms => "sms", NoticeWay.Email => "email", _ => null };
}
