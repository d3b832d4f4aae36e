using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Answerable.Offices;
using Answerable.Storage.Rows;
using Answerable.Storage.Search;
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
        if (Sight.Of(actor, town) is not ({ } id, var offices, var reviews, var units))
            return db.Cases.AsNoTracking().Where(_ => false);
        var barred = $"|{id}|";
        Expression<Func<CaseEntry, bool>> own = c => c.Officer == id || c.Leader == id || (c.Officer == null && c.Unit != null && units.Contains(c.Unit));
        var may = reviews.Aggregate(offices.Aggregate(own, (so, office) => Or(so, InOffice(office))), (so, mark) => Or(so, Marked(mark)));
        return db.Cases.AsNoTracking().Where(c => c.Jurisdiction == jurisdiction.Value && !c.Recused.Contains(barred)).Where(may);
    }

    /// <summary>The same as marks of a search.</summary>
    public static SearchScope ScopeOf(Actor actor, Town town, JurisdictionId jurisdiction) => Sight.Of(actor, town) is not ({ } id, var offices, var reviews, var units)
        ? new([], [], [])
        : new([Marks.Person(id), .. offices.Concat(reviews).Select(Marks.Office), .. units.Select(Marks.UnitsOwn)], [Marks.Jurisdiction(jurisdiction)], [Marks.Recused(id)]);

    /// <summary>The marks of some cases, for the index.</summary>
    public static Task<Dictionary<string, ImmutableArray<string>>> MarksOf(this RecordDb db, JurisdictionId jurisdiction, IReadOnlyCollection<string> streams, CancellationToken cancel) =>
        db.Cases.AsNoTracking().Where(c => c.Jurisdiction == jurisdiction.Value && streams.Contains(c.Stream)).ToDictionaryAsync(c => c.Stream, Marks.Of, cancel);

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

    /// <summary>By what a member of staff sees cases.</summary>
    /// <param name="Offices">All that lies with them.</param>
    /// <param name="Reviews">Marks of reviews among the offices.</param>
    /// <param name="Units">What lies there with nobody yet.</param>
    private sealed record Sight(string Person, List<string> Offices, List<string> Reviews, List<string> Units)
    {
        public static Sight? Of(Actor actor, Town town)
        {
            if (actor is not Actor.Staff { Person: var person })
                return null;
            var posts = town.PostsOf(person).ToList();
            var handling = posts.Where(post => post.Powers.Contains(Power.Handling)).ToList();
            return new(
                person.Value,
                [.. posts.Where(post => post.Powers.Contains(Power.Disposition) || post.Powers.Contains(Power.Leadership)).Select(post => post.Office.Value).Distinct()],
                [.. handling.Select(post => CaseEntry.Unnamed(post.Office.Value)).Append(CaseEntry.Reviewer(person.Value)).Distinct()],
                [.. handling.Select(post => post.Unit?.Value).OfType<string>()]);
        }
    }

    private sealed class Swapper(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
