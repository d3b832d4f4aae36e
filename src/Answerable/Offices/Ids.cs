using Answerable.Recording;

namespace Answerable.Offices;

/// <summary>A body that can receive, decide or review: the town's petition office, the county government above it.</summary>
public readonly record struct OfficeId(string Value) : IId<OfficeId>
{
    public static OfficeId Of(string value) => new(value);
    public override string ToString() => Value;
}

/// <summary>A part of an office that handles matters (站所, 办, 中心).</summary>
public readonly record struct UnitId(string Value) : IId<UnitId>
{
    public static UnitId Of(string value) => new(value);
    public override string ToString() => Value;
}

/// <summary>A post (岗位) that somebody holds and that carries powers.</summary>
public readonly record struct PostId(string Value) : IId<PostId>
{
    public static PostId Of(string value) => new(value);
    public override string ToString() => Value;
}

/// <summary>Somebody who works for an office. A complainant is never a person in this sense.</summary>
public readonly record struct PersonId(string Value) : IId<PersonId>
{
    public static PersonId Of(string value) => new(value);
    public override string ToString() => Value;
}
