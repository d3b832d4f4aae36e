using Answerable.Deadlines;
using Answerable.Server.Shell;

namespace Answerable.Server.Laws;

/// <summary>The rulebook that the town is under, for everybody to read.</summary>
internal static class RulesEndpoints
{
    public static void MapRules(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/rules", (HttpContext http) => Show.Page<RulesPage>(200, (nameof(RulesPage.Book), PageLaw.Of(http) ?? Rulebooks.Find(Rulebooks.Petition)!))).ExcludeFromDescription();
}
