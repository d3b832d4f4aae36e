using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Answerable.Offices;
using Answerable.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Answerable.Storage.Reading;

/// <summary>
/// The only way to query cases for somebody (a law test forbids the raw set elsewhere). It says in SQL what
/// <see cref="Authority.MaySee"/> says of one case: their offices, their unit, their own; never where they are recused.
/// Counts, pages and exports are made on top of it, so that a hidden case changes none of them (safeguards A5).
/// </summary>
public static class Visibility
{
    /// <summary>The cases of <paramref name="jurisdiction"/> that <paramref name="actor"/> may see; none for anybody who is not staff.</summary>
    public static IQueryable<CaseEntry> VisibleTo(this RecordDb db, Actor actor, Town town, JurisdictionId jurisdiction)
    {
        if (actor is not Actor.Staff { Person: var person })
            return db.Cases.AsNoTracking().Where(_ => false);
        var posts = town.PostsOf(person).ToList();
        var units = posts.Where(post => post.Powers.Contains(Power.Handling)).Select(post => post.Unit?.Value).OfType<string>().ToList();
        var reviews = posts.Where(post => post.Powers.Contains(Power.Handling)).Select(post => CaseEntry.Unnamed(post.Office.Value)).Append(CaseEntry.Reviewer(person.Value)).Distinct();
        var offices = posts.Where(post => post.Powers.Contains(Power.Disposition) || post.Powers.Contains(Power.Leadership)).Select(post => post.Office.Value).Distinct();
        var id = person.Value;
        var barred = $"|{id}|";
        Expression<Func<CaseEntry, bool>> own = c => c.Officer == id || c.Leader == id || (c.Officer == null && c.Unit != null && units.Contains(c.Unit));
        var may = reviews.Aggregate(offices.Aggregate(own, (so, office) => Or(so, InOffice(office))), (so, mark) => Or(so, Marked(mark)));
        return db.Cases.AsNoTracking().Where(c => c.Jurisdiction == jurisdiction.Value && !c.Recused.Contains(barred)).Where(may);
    }

    /// <summary>The streams of those whose final opinion the public can read (36¶2); nothing else of them is public. In no order that tells anything.</summary>
    public static IQueryable<string> PublishedIn(this RecordDb db, JurisdictionId jurisdiction) =>
        db.Cases.AsNoTracking().Where(c => c.Jurisdiction == jurisdiction.Value).Where(Marked(CaseEntry.Published)).OrderBy(c => c.Stream).Select(c => c.Stream);

    /// <summary>The one case of that number, for its complainant; the access code is checked by the caller before anything of it is shown.</summary>
    public static Task<CaseEntry?> CaseOf(this RecordDb db, JurisdictionId jurisdiction, string number, CancellationToken cancel) =>
        ByNumber.GetValue(db.Model, _ => Compile())(db, jurisdiction.Value, number, cancel);

    // A compiled query belongs to one model; one process may have records on both databases.
    private static readonly ConditionalWeakTable<IModel, Func<RecordDb, string, string, CancellationToken, Task<CaseEntry?>>> ByNumber = [];

    private static Func<RecordDb, string, string, CancellationToken, Task<CaseEntry?>> Compile() =>
        EF.CompileAsyncQuery((RecordDb db, string jurisdiction, string number, CancellationToken cancel) =>
            db.Cases.AsNoTracking().SingleOrDefault(c => c.Jurisdiction == jurisdiction && c.Number == number));

    private static Expression<Func<CaseEntry, bool>> InOffice(string office)
    {
        var between = $"|{office}|";
        return c => c.Office == office || c.Offices.Contains(between);
    }

    private static Expression<Func<CaseEntry, bool>> Marked(string mark)
    {
        var between = $"|{mark}|";
        return c => c.Offices.Contains(between);
    }

    /// <summary>Those of which a review waits for an office in which <paramref name="actor"/> works.</summary>
    public static IQueryable<CaseEntry> AwaitingReviewBy(this IQueryable<CaseEntry> cases, Actor actor, Town town)
    {
        Expression<Func<CaseEntry, bool>> none = _ => false;
        return cases.Where(actor is not Actor.Staff { Person: var person } ? none
            : town.PostsOf(person).Where(post => Authority.WorksIn(person, post.Office, town)).Select(post => post.Office.Value).Distinct().Aggregate(none, (so, office) => Or(so, Marked(CaseEntry.ReviewBy(office)))));
    }

    private static Expression<Func<CaseEntry, bool>> Or(Expression<Func<CaseEntry, bool>> left, Expression<Func<CaseEntry, bool>> right)
    {
        var one = Expression.Parameter(typeof(CaseEntry), "c");
        return Expression.Lambda<Func<CaseEntry, bool>>(
            Expression.OrElse(Swap(left, one), Swap(right, one)), one);
    }

    private static Expression Swap(Expression<Func<CaseEntry, bool>> lambda, ParameterExpression by) => new Swapper(lambda.Parameters[0], by).Visit(lambda.Body);

    private sealed class Swapper(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
