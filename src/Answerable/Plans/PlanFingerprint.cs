using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Answerable.Plans;

/// <summary>
/// What an entry of a plan says, as 16 hexadecimal digits: without ids and lines, which move when a document is edited elsewhere, and
/// without what only people fill in (contacts, deputies, minutes).
/// </summary>
public static class PlanFingerprint
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(PlanItem item) => Hash(Bare(item));

    public static string Of(PlanGroup group) => Hash(group with { Id = "", Line = 0, Deputy = null, Duties = [.. group.Duties.Select(Bare)] });

    public static string Of(PlanStep step) => Hash(step with { Id = "", WithinMinutes = null, Action = Bare(step.Action) });

    public static string Of(PlanRoster roster) => Hash(roster with { Id = "", Line = 0, Office = roster.Office is { } office ? office with { Line = 0 } : null });

    public static string Of(PlanUnit unit) => Hash(unit with { Id = "", Line = 0 });

    public static string Of(PlanPerson person) => Hash(person with { Id = "", Line = 0, Phone = null, Email = null });

    private static PlanItem Bare(PlanItem item) => item with { Id = "", Line = 0, EndLine = 0 };

    private static string Hash<T>(T entry) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(entry, Options))).AsSpan(0, 8));
}
