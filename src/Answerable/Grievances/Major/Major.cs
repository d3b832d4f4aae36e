using System.Collections.Immutable;
using Answerable.Deadlines;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>Who is told of a major or urgent matter (25).</summary>
public enum ToldOf
{
    /// <summary>本级党委和政府.</summary>
    CommitteeAndGovernment,

    /// <summary>相关主管部门.</summary>
    CompetentDepartment,

    /// <summary>本级信访工作联席会议办公室.</summary>
    JointConferenceOffice,

    /// <summary>上一级信访部门; a petition office's duty (25¶2).</summary>
    HigherPetitionOffice,

    /// <summary>国家信访局; likewise.</summary>
    NationalBureau,
}

/// <summary>The matter is major or urgent: the thing complained of, never whoever complains.</summary>
/// <param name="Told">Who has been told so far.</param>
public sealed record Major(ImmutableArray<ToldOf> Told);

/// <summary>
/// Says that the matter may have grave effects for many and has to be acted on at once (25¶1). It is said of the matter, with the facts; it
/// changes no clock, no route and nothing that the complainant may do.
/// </summary>
/// <param name="Facts">What threatens whom, and how; 1 to 5,000 characters.</param>
public sealed record FindMajor(string Facts) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Disposing(grievance, context)
        ?? (grievance.Major is not null ? Nothing
            : !Written.IsText(Facts, 5_000) ? Refuse("words-missing")
            : Record(new FoundMajor(Facts)));

    /// <summary>Who has to be told, by what the office is.</summary>
    public static IEnumerable<ToldOf> Owed(Office? office) =>
        Enum.GetValues<ToldOf>().Where(one => office?.Role == OfficeRole.PetitionOffice || one is not (ToldOf.HigherPetitionOffice or ToldOf.NationalBureau));
}

[Event("grievance.found-major", 1)]
public sealed record FoundMajor([property: Personal] string? Facts) : IEvent;

/// <summary>Who was told, and by which paper or call.</summary>
/// <param name="Reference">Number of the paper, or who took the call.</param>
public sealed record TellOfMajor(ToldOf To, string Reference) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Disposing(grievance, context)
        ?? (grievance.Major is not { } major ? Refuse("not-major")
            : major.Told.Contains(To) ? Nothing
            : string.IsNullOrWhiteSpace(Reference) || !Written.IsLine(Reference, 100) ? Refuse("reference-missing")
            : Record(new MajorTold(To, Reference, Reached(grievance, context.Book.Town))));

    // The joint conference's office sits in a petition office (11), which reads the matter itself where its people work in this record.
    private OfficeId? Reached(Grievance grievance, Town town) => grievance.IsSealed ? null : To switch
    {
        ToldOf.JointConferenceOffice => Routing.JointConference(town, grievance.Office, [grievance.Office])?.Id,
        ToldOf.HigherPetitionOffice => town.Above(grievance.Office).FirstOrDefault(office => office.Role == OfficeRole.PetitionOffice)?.Id,
        _ => null,
    };
}

/// <param name="Reached">The office of this record that was told, and sees the matter from now on; null: told on paper or by telephone alone.</param>
[Event("grievance.major-told", 1)]
public sealed record MajorTold(ToldOf To, string Reference, OfficeId? Reached = null) : IEvent;

/// <summary>What was done within the office's own power, at once (在职责范围内依法及时采取措施).</summary>
public sealed record TakeMeasures(string Measures) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Seen(grievance, context) ?? Guard.Alive(grievance)
        ?? (grievance.Major is null ? Refuse("not-major") : !Written.IsText(Measures, 5_000) ? Refuse("words-missing") : Record(new MeasuresTaken(Measures)));
}

[Event("grievance.measures-taken", 1)]
public sealed record MeasuresTaken([property: Personal] string? Measures) : IEvent;

public sealed partial record Grievance
{
    public Major? Major { get; init; }
}
