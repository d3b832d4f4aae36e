using Answerable.Plans;
using Answerable.Recording;

namespace Answerable.Emergencies;

/// <summary>A name that asks for what is never built is refused, and the lawful one offered (safeguards A1).</summary>
internal static class Names
{
    public static Decision Refuse(NameVerdict.Refused verdict) => new Decision.Refused(NameVerdict.Refused.Code)
    {
        Details = ImmutableSortedDictionary<string, string>.Empty.Add("lawful", verdict.Suggestion),
    };
}
