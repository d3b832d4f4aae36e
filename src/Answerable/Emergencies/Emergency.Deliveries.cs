using System.Globalization;
using Answerable.Recording;
using Answerable.Reports;

namespace Answerable.Emergencies;

public sealed partial record Emergency
{
    public IEnumerable<Delivery> Deliveries(IEvent happened, Stamp stamp) => happened switch
    {
        Paged e => e.Methods.Select(method => Page(e, method)),
        DeskAlarmed e => [Urgent($"desk/{e.Round}/{e.Seat}/{e.Alarm}", "desk", "desk", "desk-alarm", [new("post", Find(e.Round)!.Find(e.Seat)!.Post.Value)])],
        ReplyUnclear { Person: { } person, Method: { } method } e => [Urgent($"reply/{e.Number}", "sms", $"staff.{person}/{method}", "reply-unclear", [new("code", e.Code)])],
        StoodDown => CalledPeople.Select(at => Urgent($"stood-down/{at.Person}/{at.Method.Id}", at.Method.Channel, $"staff.{at.Person}/{at.Method.Id}", "stood-down", [])),
        ReportOverdue e => [Urgent($"late/{e.Rule}/{e.Occurrence}", "desk", "desk", "report-overdue", [new("rule", e.Rule)])],
        _ => [],
    };

    private IEnumerable<(Offices.PersonId Person, PageMethod Method)> CalledPeople =>
        Seats.SelectMany(at => at.Seat.Pages).SelectMany(page => page.Methods.Select(method => (page.Person, method))).Distinct();

    private Delivery Page(Paged e, PageMethod method) => Urgent(
        new PageKey(e.Round, e.Seat, e.Step, e.Attempt).By(method),
        method.Channel,
        $"staff.{e.Person}/{method.Id}",
        e.Target == PageTarget.Holder ? "page" : "page-standing-in",
        [
            new("code", e.Code),
            new("post", Find(e.Round)!.Find(e.Seat)!.Post.Value),
            new("attempt", e.Attempt.ToString(CultureInfo.InvariantCulture)),
        ]);

    private Delivery Urgent(string key, string channel, string recipient, string message, ReadOnlySpan<KeyValuePair<string, string>> more)
    {
        var arguments = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["sign"] = Sign,
            ["what"] = What,
            ["place"] = Place,
            ["kind"] = EventKind.ToString(),
            ["openedAt"] = NodaTime.Text.InstantPattern.General.Format(OpenedAt ?? default),
        };
        if (Grade is { } grade)
            arguments["grade"] = grade.ToString();
        foreach (var (name, value) in more)
            arguments[name] = value;
        return new(key, channel, recipient, message) { Arguments = arguments, Urgent = true };
    }
}
