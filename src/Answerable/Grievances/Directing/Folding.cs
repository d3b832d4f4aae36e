using System.Collections.Immutable;
using Answerable.Grievances.Directing;
using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Grievances;

/// <summary>Where rules sent it, and where they would.</summary>
public sealed partial record Grievance
{
    /// <summary>Where the matter is: a code of the town's list of areas.</summary>
    public string? Area { get; init; }

    /// <summary>Which office or unit it is about, as filed.</summary>
    public About? Concerns { get; init; }

    /// <summary>The rule that sent it where it came first.</summary>
    public CaseDirection? Direction { get; init; }

    /// <summary>Where a rule would send it now; somebody decides.</summary>
    public CaseDirection? Suggested { get; init; }

    /// <summary>Units that said that it is not theirs.</summary>
    public ImmutableArray<UnitId> NotTheirs { get; init; } = [];

    /// <summary>The unit it lies with said that it is not its own, and nobody has decided yet.</summary>
    public bool IsUnitDisputed => Unit is { } unit && NotTheirs.Contains(unit);

    /// <summary>It lies there already, as far as a rule says where.</summary>
    public bool LiesWith(OfficeId office, UnitId? unit) => Office == office && (unit is null || Unit == unit);

    private Grievance WithDirection(IEvent happened, Stamp stamp) => happened switch
    {
        Lodged e => this with { Area = e.Area, Concerns = e.About },
        Directed { Proposed: false } e => this with { Direction = new(stamp.Version, e.Rule, e.Office, e.Unit), Unit = e.Unit },
        Directed e => this with { Suggested = new(stamp.Version, e.Rule, e.Office, e.Unit) },
        DirectionDeclined => this with { Suggested = null },
        SubjectCorrected e => this with { Category = e.Category, Area = e.Area, Suggested = null },
        UnitObjected e => this with { NotTheirs = NotTheirs.Contains(e.Unit) ? NotTheirs : NotTheirs.Add(e.Unit) },
        // Named all the same: it is theirs.
        Assigned e => this with { NotTheirs = NotTheirs.Remove(e.Unit), Suggested = StillProposed },
        Transferred or CompetenceSettled => this with { NotTheirs = [], Suggested = StillProposed },
        _ => this,
    };

    private CaseDirection? StillProposed => Suggested is { } proposed && LiesWith(proposed.Office, proposed.Unit) ? null : Suggested;
}
