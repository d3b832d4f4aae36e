using Answerable.Offices;

namespace Answerable.Grievances;

/// <summary>Who reviews a grievance, as the queue needs it.</summary>
/// <param name="Waiting">The office that a review waits for; null when none does.</param>
/// <param name="IsNamed">Somebody was named to prepare it: the others who handle in that office see it no more.</param>
/// <param name="Officers">Who was named to prepare a review, in any of them.</param>
/// <param name="IsPublished">The public can read its final opinion.</param>
public sealed record ReviewRow(OfficeId? Waiting, bool IsNamed, ImmutableArray<PersonId> Officers, bool IsPublished)
{
    internal static ReviewRow Of(Grievance grievance) =>
        new(grievance.Review?.Office, grievance.Review?.Officer is not null, [.. grievance.Reviews.Select(review => review.Officer).OfType<PersonId>().Distinct()],
            !grievance.IsErased && grievance.Reviews.Any(review => review.IsPublished));
}
