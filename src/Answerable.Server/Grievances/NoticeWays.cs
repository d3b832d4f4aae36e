using Answerable.Grievances;

namespace Answerable.Server.Grievances;

/// <summary>The ways by which this server can tell somebody something: what has no gateway is offered to nobody.</summary>
public sealed class NoticeWays(bool sms, bool email)
{
    public bool Any => sms || email;

    /// <summary>In the order in which they are offered.</summary>
    public IEnumerable<NoticeWay> All => new[] { (NoticeWay.Sms, sms), (NoticeWay.Email, email) }.Where(one => one.Item2).Select(one => one.Item1);

    /// <summary>Those that reach somebody with this contact.</summary>
    public IEnumerable<NoticeWay> For(string? phone, string? address) =>
        All.Where(way => way == NoticeWay.Sms ? PhoneNumber.ForSms(phone) is not null : !string.IsNullOrWhiteSpace(address));
}
