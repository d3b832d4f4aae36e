using Answerable.Grievances;
using Answerable.Server.Grievances.Staff;
using Answerable.Server.Shell;
using Answerable.Storage.Rows;
using NodaTime;

namespace Answerable.Server.Grievances.Sheets;

/// <summary>
/// What is typed into another system, field after field in that system's order. Who complained is not among it: the identity is opened by name
/// and for a purpose, or not at all (safeguards A18).
/// </summary>
public static class Transcription
{
    private static readonly string[] Petition = ["number", "channel", "received", "kind", "title", "body", "place", "office", "unit", "accepted", "due", "document", "answered", "outcome", "answer"];
    private static readonly string[] Hotline = ["number", "received", "kind", "title", "body", "place", "unit", "due", "outcome", "answer", "answered"];

    /// <summary>Label, value and place; what the matter does not have is left out.</summary>
    public static IEnumerable<(string Label, string Value, int Place)> Of(DeskCase on, OuterSystem system, Words w)
    {
        var code = CaseEntry.Code(system);
        return (system == OuterSystem.Petition ? Petition : Hotline)
            .Select((field, place) => (w[$"numbers.field.{code}.{field}"], Value(on, system, field, w), place))
            .Where(one => !string.IsNullOrWhiteSpace(one.Item2)).Select(one => (one.Item1, one.Item2!, one.place));
    }

    private static string? Value(DeskCase on, OuterSystem system, string field, Words w)
    {
        var (state, filed) = (on.State, on.Case.Events.Select(one => one.Event).OfType<Lodged>().FirstOrDefault());
        var given = GivenAnswer.Of(state, on.Case.Events);
        string? Masked(string? words) => words is null ? null : on.Masked(words);
        string? Day(Instant? at) => at is { } one ? w.Date(one.InZone(on.Book.Zone).Date) : null;
        return field switch
        {
            "number" => state.Outer.FirstOrDefault(one => one.System == system)?.Number,
            "channel" => w[$"staff.channel.{CaseEntry.Code(state.Channel)}"],
            "received" => Day(state.ReceivedAt),
            "kind" => w[$"staff.kind.{CaseEntry.Code(state.FiledAs)}"],
            "title" => Masked(filed?.Title),
            "body" => Masked(filed?.Body),
            "place" => Masked(filed?.Place),
            "office" => on.Town.Find(state.Office) is { } office ? w.Of(office.Name) : null,
            "unit" => state.Unit is { } unit && on.Town.Find(unit) is { } found ? w.Of(found.Name) : null,
            "accepted" => Day(state.AcceptedAt),
            "due" => state.Open(Deadlines.Role.Answer) is { } clock ? w.Date(clock.Clock.DueDay) : null,
            "document" => given?.DocumentNumber,
            "answered" => Day(given?.At.RecordedAt),
            "outcome" => state.Outcome is { } outcome ? w[$"outcome.{CaseEntry.Code(state.FiledAs)}.{CaseEntry.Code(outcome)}"] : null,
            "answer" => Masked(given?.Facts),
            _ => throw new System.Diagnostics.UnreachableException(field),
        };
    }
}
