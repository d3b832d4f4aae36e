using Answerable.Grievances;

namespace Answerable.Storage.Rows;

/// <summary>One grievance as the queue and the tracking page find it: <see cref="CaseRow"/> in columns. Nothing in it is personal.</summary>
public sealed class CaseEntry
{
    public required string Jurisdiction { get; set; }
    public required string Stream { get; set; }
    public long Version { get; set; }
    public required string Number { get; set; }
    public required string Kind { get; set; }
    public required string Stage { get; set; }
    public string? Ending { get; set; }
    public required string Channel { get; set; }
    public string? Category { get; set; }
    public required string Office { get; set; }

    /// <summary>
    /// Ids between bars: |a|b|. After them who reviews it: <c>review:OFFICE</c> that a review waits for, <c>unnamed:OFFICE</c> while nobody is named to
    /// prepare it, <c>reviewer:PERSON</c> who is or was;
    /// <c>published:</c> where the public can read the final opinion; <c>outer:SYSTEM:DAY:NUMBER</c> its numbers in other systems.
    /// </summary>
    public required string Offices { get; set; }

    public string? Unit { get; set; }
    public string? Officer { get; set; }
    public string? Leader { get; set; }

    /// <summary>Ids between bars: |a|b|; a single bar when nobody is.</summary>
    public required string Recused { get; set; }

    public string? NextClock { get; set; }
    public Instant? NextDueAt { get; set; }
    public bool IsOverdue { get; set; }

    /// <summary>ISO date in the town's zone.</summary>
    public required string ReceivedDay { get; set; }

    public Instant? ReceivedAt { get; set; }
    public bool IsOpen { get; set; }
    public bool IsSealed { get; set; }
    public bool IsUrgent { get; set; }
    public bool IsErased { get; set; }
    public bool AwaitsApproval { get; set; }
    public bool IsExtended { get; set; }

    public static CaseEntry From(JurisdictionId jurisdiction, long version, CaseRow row) => new()
    {
        Jurisdiction = jurisdiction.Value,
        Stream = row.Stream.Value,
        Version = version,
        Number = row.Number,
        Kind = Code(row.Kind),
        Stage = Code(row.Stage),
        Ending = row.Ending is { } ending ? Code(ending) : null,
        Channel = Code(row.Channel),
        Category = row.Category,
        Office = row.Office.Value,
        Offices = Bars([.. row.Offices.Select(o => o.Value), .. Reviewing(row.Reviewing), .. row.Outer.Select(OutsideOf)]),
        Unit = row.Unit?.Value,
        Officer = row.Officer?.Value,
        Leader = row.Leader?.Value,
        Recused = Bars(row.Recused.Select(p => p.Value)),
        NextClock = row.NextClock,
        NextDueAt = row.NextDueAt,
        IsOverdue = row.IsOverdue,
        ReceivedDay = NodaTime.Text.LocalDatePattern.Iso.Format(row.ReceivedDay),
        ReceivedAt = row.ReceivedAt,
        IsOpen = row.IsOpen,
        IsSealed = row.IsSealed,
        IsUrgent = row.IsUrgent,
        IsErased = row.IsErased,
        AwaitsApproval = row.AwaitsApproval,
        IsExtended = row.IsExtended,
    };

    /// <summary>An enum as it stands in columns, JSON and URLs: kebab-case.</summary>
    public static string Code<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    public const string Published = "published:", AnyOutside = "|outer:";

    /// <summary>The numbers that the matter has in other systems.</summary>
    public IEnumerable<OuterNumber> Outside() => Offices.Split('|').Where(one => one.StartsWith(AnyOutside[1..], StringComparison.Ordinal)).Select(one => one.Split(':', 4))
        .Select(part => new OuterNumber(part[1] == Code(OuterSystem.Petition) ? OuterSystem.Petition : OuterSystem.Hotline, part[3], NodaTime.Text.LocalDatePattern.Iso.Parse(part[2]) is { Success: true } day ? day.Value : null));

    public static string ReviewBy(string office) => $"review:{office}";
    public static string Unnamed(string office) => $"unnamed:{office}";
    public static string Reviewer(string person) => $"reviewer:{person}";

    // An id of an office has no colon.
    private static IEnumerable<string> Reviewing(ReviewRow row) =>
    [
        .. row.Waiting is { } office ? row.IsNamed ? [ReviewBy(office.Value)] : new[] { ReviewBy(office.Value), Unnamed(office.Value) } : [],
        .. row.Officers.Select(person => Reviewer(person.Value)),
        .. row.IsPublished ? new[] { Published } : [],
    ];

    private static string OutsideOf(OuterNumber outer) => $"{AnyOutside[1..]}{Code(outer.System)}:{(outer.Due is { } due ? NodaTime.Text.LocalDatePattern.Iso.Format(due) : "")}:{outer.Number}";

    public static string Bars(IEnumerable<string> ids) => string.Concat(ids.Select(id => $"|{id}")) + "|";
}
