using Answerable.Offices;
using Answerable.Recording;
using Answerable.Reports;
using static Answerable.Recording.Decision;

namespace Answerable.Emergencies;

/// <summary>Adds or replaces a duty to report upward. A shipped row that states the law is not changed: local minutes are a row of their own (safeguards B6).</summary>
public sealed record ArrangeReport(ReportRule Rule) : ICommand<Arrangements>
{
    public Decision Decide(Arrangements arrangements, Context context) =>
        !Authority.MayArrangeResponse(context.Actor, context.Book.Town) ? Refuse("not-allowed")
        : !Rule.IsValid ? Refuse("report-rule-invalid")
        : Rule.Basis == ReportBasis.Law || ReportRules.China.Any(shipped => shipped.Id == Rule.Id) ? Refuse("law-not-local")
        : Rule.To is { } office && context.Book.Town.Find(office) is null ? Refuse("office-unknown")
        : Record(new ReportArranged(Rule));
}
