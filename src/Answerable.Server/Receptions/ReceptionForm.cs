using System.Collections.Immutable;
using Answerable.Offices;
using Answerable.Receptions;
using Answerable.Server.Grievances.Staff;
using Answerable.Server.Shell;
using NodaTime;
using NodaTime.Text;

namespace Answerable.Server.Receptions;

/// <summary>The form with which a reception day is published, read with care.</summary>
internal static class ReceptionForm
{
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
    private static readonly string[] Owed = ["kind", "date", "from", "to", "place", "matters", "receivers"];

    /// <summary>Everything that is missing or cannot be read, in one round.</summary>
    public static FormErrors Faults(IFormCollection form)
    {
        var (given, errors) = (new StaffAction.Given(form), new FormErrors());
        foreach (var field in Owed)
            if (given.Line(field) is null)
                errors.Add(field, "staff.missing", new Words.Word($"reception.{field}"));
            else if (field switch { "kind" => given.Enum<ReceptionKind>(field) is null, "date" => given.Day(field) is null, "from" or "to" => At(given, field) is null, _ => false })
                errors.Add(field, "staff.unreadable", new Words.Word($"reception.{field}"));
        if (given.Enum<ReceptionKind>("kind") == ReceptionKind.Joint && given.Line("with") is null)
            errors.Add("with", "staff.missing", new Words.Word("reception.with"));
        return errors;
    }

    /// <summary>Only for a form without faults.</summary>
    public static AnnounceReception Wish(IFormCollection form, OfficeId office)
    {
        var given = new StaffAction.Given(form);
        return new(new(
            given.Id("key") ?? "", given.Enum<ReceptionKind>("kind")!.Value, office, given.Day("date")!.Value, At(given, "from")!.Value, At(given, "to")!.Value,
            Text.Zh(given["place"]), Text.Zh(given["matters"]), [.. Ids(form, "receivers").Select(PersonId.Of)], [.. Ids(form, "with").Select(OfficeId.Of)]));
    }

    /// <summary>The field a refusal speaks of.</summary>
    public static string FieldOf(string refusal) => refusal switch
    {
        "reception-hours" => "to", "day-in-the-past" => "date", "receiver-not-leader" => "receivers", "joint-needs-offices" => "with", "name-refused" => "matters", _ => "kind",
    };

    private static IEnumerable<string> Ids(IFormCollection form, string name) => form[name].OfType<string>().Where(IdText.IsValid).Distinct();

    private static LocalTime? At(StaffAction.Given given, string name) => Time.Parse(given[name]) is { Success: true, Value: var time } ? time : null;
}
