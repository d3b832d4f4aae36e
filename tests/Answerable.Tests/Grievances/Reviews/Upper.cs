using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Tests.Grievances.Liuhe;

namespace Answerable.Tests.Grievances.Reviews;

/// <summary>Liuhe with people above it who prepare reviews, and a deputy mayor.</summary>
internal static class Upper
{
    public static readonly PersonId Reviewer = new("reviewer"), OtherReviewer = new("other-reviewer"), CityReviewer = new("city-reviewer"), Vice = new("vice"), ViceCity = new("vice-city");
    public static readonly UnitId CountyDesk = new("county-desk");

    public static readonly ReviewOpinion Upheld = new(ReviewOutcome.Uphold, "请求撤销处理意见", "事实清楚，依据充分。", "《信访工作条例》第三十五条");
    public static readonly ReviewOpinion SetAside = Upheld with { Outcome = ReviewOutcome.SetAside, Facts = "主要事实不清。" };
    public static readonly ReviewOpinion Changed = Upheld with { Outcome = ReviewOutcome.Change, Changed = Outcome.NotSupport };

    public static Book Staffed(params IEvent[] more) => With([
        new UnitSet(new(CountyDesk, County, Text.Of("复查复核科", "Reviews"))),
        .. Post("p-reviewer", County, CountyDesk, Reviewer, Power.Handling), .. Post("p-other", County, CountyDesk, OtherReviewer, Power.Handling),
        .. Post("p-city-reviewer", City, CityDesk, CityReviewer, Power.Handling), .. Post("p-vice-city", City, null, ViceCity, Power.Leadership),
        .. Post("p-vice", Hall, null, Vice, Power.Leadership), .. more]);

    public static IEvent[] Post(string id, OfficeId office, UnitId? unit, PersonId holder, params Power[] powers) =>
        [new PostSet(new(new(id), office, unit, Text.Zh(id), [.. powers])), new PersonSet(holder, $"人员{holder}"), new PostFilled(new(id), holder)];

    public static Given<Grievance> On(Given<Grievance> given, Book? book = null)
    {
        given.Story.Book = book ?? Staffed();
        return given;
    }

    public static Given<Grievance> Asked(Book? book = null) => On(Served(), book).And(new RequestReview("事实不清"), Resident);

    public static Given<Grievance> TakenUp(Book? book = null) => Asked(book).And(new TakeUpReview(Reviewer, CountyHead), By(CountyClerk));

    public static Given<Grievance> Decided(ReviewOpinion? opinion = null, Book? book = null) =>
        TakenUp(book).And(new DraftReview(opinion ?? Upheld, "丙信复查〔2026〕1号"), By(Reviewer)).And(new SignReview(), By(CountyHead));

    public static Given<Grievance> AskedFinally(Book? book = null) =>
        Decided(book: book).And(new Serve(ServiceProof.OpenedByComplainant), Resident).And(new RequestFinalReview("仍然不服"), Resident);

    public static Given<Grievance> TakenUpFinally(Book? book = null) => AskedFinally(book).And(new TakeUpReview(CityReviewer, CityHead), By(CityHead));

    public static Given<Grievance> DecidedFinally(ReviewOpinion? opinion = null, Book? book = null) =>
        TakenUpFinally(book).And(new DraftReview(opinion ?? Upheld, "云信复核〔2026〕2号"), By(CityReviewer)).And(new SignReview(), By(CityHead));
}
