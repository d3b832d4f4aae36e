namespace Answerable.Offices;

/// <summary>Ids of offices, posts and people stand in the record as names: a–z, 0–9, dot and hyphen, 1 to 64 characters.</summary>
public static class IdText
{
    public static bool IsValid(string id) =>
        id.Length is > 0 and <= 64 && id.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-' or '.');
}
