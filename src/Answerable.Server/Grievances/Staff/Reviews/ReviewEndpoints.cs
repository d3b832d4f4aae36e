using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Server.Shell;

namespace Answerable.Server.Grievances.Staff.Reviews;

/// <summary>The review desk of one case: for the reviewing office, and for nobody who took part in what is disputed.</summary>
internal static class ReviewEndpoints
{
    public static void Map(IEndpointRouteBuilder desk) => desk.MapGet("/{number}/review", Page);

    private static async Task<IResult> Page(HttpContext http, StaffDesk staff, string number, CancellationToken cancel) =>
        await staff.Find(http, number, cancel) is { State.LastReview: { } review } found && Authority.MayReadReview(found.Reader, found.State, found.Town)
            ? Show.Page<ReviewPage>(200, (nameof(ReviewPage.On), found), (nameof(ReviewPage.Review), review))
            : Results.NotFound();
}
