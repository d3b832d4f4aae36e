using System.Collections.Immutable;
using Answerable.Deadlines;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>The six occasions of supervision (督办) in Art. 40¶1.</summary>
public enum Ground
{
    /// <summary>违反信访工作规定受理、办理: no notice, no disposition in time.</summary>
    BreachOfRules,

    /// <summary>推诿: passed round, or turned away by the office whose it is.</summary>
    Shifting,

    /// <summary>敷衍: a report that does not answer what was asked.</summary>
    Perfunctory,

    /// <summary>拖延: not done in time.</summary>
    Delay,

    /// <summary>弄虚作假: a report that does not agree with the facts, as a named office found.</summary>
    Falsification,

    /// <summary>拒不执行信访处理意见: supported, and not carried out, as the complainant says.</summary>
    NotCarriedOut,
}

/// <summary>The record shows an occasion to supervise.</summary>
/// <param name="Office">Of which office.</param>
public sealed record Sign(Ground Ground, OfficeId Office, Instant At);

/// <summary>What the record itself shows, and the petition office that is told of it.</summary>
internal static class Grounds
{
    /// <summary>
    /// The events, and for each sign that is new the petition office that has to supervise (40: 应当及时督办). What is sealed is left to those
    /// above who read it.
    /// </summary>
    public static Decision Watched(Grievance grievance, Context context, params ReadOnlySpan<IEvent> events)
    {
        var all = ImmutableArray.CreateBuilder<IEvent>();
        foreach (var happened in events)
        {
            all.Add(happened);
            if (!grievance.IsSealed && grievance.SignOf(happened) is var (ground, office) && !grievance.Has(ground, office) && Supervisor(context.Book.Town, office) is { } to)
                all.Add(new SupervisionDue(ground, office, to.Id));
        }

        return Record(all.ToArray());
    }

    private static Office? Supervisor(Town town, OfficeId office) => Routing.PetitionOffices(town, office).FirstOrDefault(one => one.Id != office);
}

/// <summary>The record shows an occasion to supervise; a petition office is told, and sees the matter from now on.</summary>
/// <param name="Office">The office it is about.</param>
[Event("grievance.supervision-due", 1)]
public sealed record SupervisionDue(Ground Ground, OfficeId Office, OfficeId To) : IEvent;

public sealed partial record Grievance
{
    /// <summary>Each ground once for each office, in the order in which the record showed them.</summary>
    public ImmutableArray<Sign> Signs { get; init; } = [];

    internal bool Has(Ground ground, OfficeId office) => Signs.Any(sign => sign.Ground == ground && sign.Office == office);

    /// <summary>What an event shows about which office, seen from the state before it.</summary>
    internal (Ground Ground, OfficeId Office)? SignOf(IEvent happened) => happened switch
    {
        DeadlineMissed e => (Find(e.Key)?.Role is Role.Disposition or Role.Notice or Role.TransferNotice ? Ground.BreachOfRules : Ground.Delay, e.Owed),
        CompetenceReferred { Loop: true } => (Ground.Shifting, Office),
        CompetenceSettled { DecidedBy: not null } e when Shifted(e.To) => (Ground.Shifting, e.To),
        ReportSentBack e => (e.Untrue ? Ground.Falsification : Ground.Perfunctory, e.From),
        NotCarriedOut => (Ground.NotCarriedOut, Office),
        _ => null,
    };

    private bool Shifted(OfficeId office) =>
        Objection?.By == office || Competence?.Parties.Any(party => party.Office == office && party.Accepts is false) is true;

    private Grievance WithSign(Grievance before, IEvent happened, Stamp stamp) =>
        before.SignOf(happened) is var (ground, office) && !Has(ground, office) ? this with { Signs = Signs.Add(new(ground, office, stamp.RecordedAt)) } : this;
}
