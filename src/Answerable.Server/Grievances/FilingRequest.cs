using System.Collections.Immutable;
using System.Text.Json;
using Answerable.Grievances;
using Answerable.Offices;

namespace Answerable.Server.Grievances;

/// <summary>A filing as the API takes it: <c>POST /api/v1/grievances</c>.</summary>
/// <param name="Jurisdiction">Id; may be left out where the server keeps one record.</param>
/// <param name="Kind">suggestion, accusation or claim; left out: claim.</param>
/// <param name="About">For an accusation, who is accused; for a claim, whose decision it disputes.</param>
/// <param name="Title">1 to 200 characters.</param>
/// <param name="Body">1 to 50,000 characters.</param>
/// <param name="Category">A code of the town's list of subjects.</param>
/// <param name="Place">Where the matter is; at most 300 characters.</param>
/// <param name="Contact">Left out: anonymous.</param>
/// <param name="Confidential">Keep the identity from the handling unit.</param>
/// <param name="Follows">The matter this one follows; its access code proves that it is the filer's own.</param>
/// <param name="Area">Where the matter is: a code of the town's list of areas; left out: the one that <paramref name="Spot"/> is in.</param>
/// <param name="Spot">Where the matter is, pointed out on the earth.</param>
/// <param name="Notify">How to tell the filer that there is news; left out: nothing is sent. Not for an accusation, whose contact is sealed.</param>
public sealed record FilingRequest(
    string? Jurisdiction = null, string? Kind = null, FilingAbout? About = null, string? Title = null, string? Body = null,
    string? Category = null, string? Place = null, FilingContact? Contact = null, bool Confidential = false, FilingFollows? Follows = null, NoticeRequest? Notify = null,
    string? Area = null, FilingSpot? Spot = null)
{
    /// <summary>Null where the kind is none of the three.</summary>
    public GrievanceKind? ReadKind() => Kind switch
    {
        null or "claim" => GrievanceKind.Claim,
        "suggestion" => GrievanceKind.Suggestion,
        "accusation" => GrievanceKind.Accusation,
        _ => null,
    };

    /// <param name="language">Of the request: what is sent is written in it, unless the filer says otherwise.</param>
    public Filing ToFiling(GrievanceKind kind, string language) => new(
        kind, Title ?? "", Body ?? "",
        kind == GrievanceKind.Claim && About is { } about ? about.Disputed() : null,
        Category, Place, Contact?.ToContact(), Confidential) { Notices = Notify?.ToChoice(language), Area = Area, Spot = Spot?.ToSpot() };
}

/// <summary>How somebody is told that there is news. The message itself says nothing of the matter.</summary>
/// <param name="Way">here, sms or email. sms needs a mobile number, email an e-mail address.</param>
/// <param name="Language">zh or en; left out: the language of the request.</param>
public sealed record NoticeRequest(string? Way = null, string? Language = null)
{
    /// <summary>A way nobody knows becomes one that is refused.</summary>
    public NoticeChoice ToChoice(string language) => new(NoticeForm.Way(Way) ?? (NoticeWay)(-1), Language ?? language);
}

public sealed record FilingAbout(string? Person = null, string? Unit = null, string? Office = null)
{
    public Accused Accused() => new(
        Person is null ? null : new PersonId(Person), Unit is null ? null : new UnitId(Unit), Office is null ? null : new OfficeId(Office));

    public About Disputed() => new(
        Office is null ? null : new OfficeId(Office), Unit is null ? null : new UnitId(Unit), Person is null ? [] : [new PersonId(Person)]);
}

/// <param name="Latitude">Degrees, WGS 84: 31.234567.</param>
/// <param name="Longitude">Degrees, WGS 84: 121.234567.</param>
public sealed record FilingSpot(decimal? Latitude = null, decimal? Longitude = null)
{
    /// <summary>A spot that is none becomes one that is refused.</summary>
    public Answerable.Grievances.Directing.Spot ToSpot() => new(Whole(Latitude), Whole(Longitude));

    private static int Whole(decimal? degrees) => degrees is >= -180 and <= 180 ? (int)Math.Round(degrees.Value * Answerable.Grievances.Directing.Spot.Degree) : int.MaxValue;
}

/// <param name="Number">Of the earlier matter.</param>
/// <param name="AccessCode">Of the earlier matter.</param>
public sealed record FilingFollows(string? Number = null, string? AccessCode = null);

public sealed record FilingContact(string? Name = null, string? Phone = null, string? Email = null, string? Address = null)
{
    public Contact ToContact() => new(Name, Phone, Email, Address);
}

/// <summary>What a filer gets. The code is told once.</summary>
public sealed record FilingReceipt(string Number, string AccessCode, string StatusUrl, string ReceiptUrl);
