using Answerable.Emergencies;
using Answerable.Offices;

namespace Answerable.Reports;

/// <summary>首报, 续报, 终报.</summary>
public enum ReportStage { First, Continued, Final }

/// <summary>A report goes up by telephone first, then in writing.</summary>
public enum ReportForm { Phone, Written }

/// <summary>What a report duty rests on. Only <see cref="Law"/> is the law's; the others are labelled as what they are (safeguards B6).</summary>
public enum ReportBasis { Law, LocalRule, Plan }

/// <summary>How sure the source of a figure is.</summary>
public enum Confidence { High, Medium, Low, Unverified }

/// <summary>One duty to report upward, as data.</summary>
/// <param name="Id">Lower-case letters, digits, hyphens.</param>
/// <param name="Whose">Who owes it, in words: 事故发生单位负责人, 县级应急管理部门.</param>
/// <param name="Ours">Owed by the office that keeps this record. Others' duties are shown and never judged: nobody here knows when they reported.</param>
/// <param name="To">The receiving office where it is set up here.</param>
/// <param name="Minutes">Null: "at once", with no figure in its source; then no moment exists at which it became late.</param>
/// <param name="Source">Law and article, rule or plan clause.</param>
/// <param name="Quote">The source's own words.</param>
/// <param name="Kinds">Kinds of event it applies to; empty: all.</param>
/// <param name="From">Lowest grade it applies to; null: any, also while no grade is known.</param>
public sealed record ReportRule(
    string Id, Text Duty, Text Whose, bool Ours, Text Recipient, OfficeId? To, ReportStage Stage, ReportForm Form,
    int? Minutes, ReportBasis Basis, string Source, string Quote, Confidence Confidence,
    ImmutableArray<EventKind> Kinds, EventGrade? From)
{
    public bool AppliesTo(EventKind kind, EventGrade? grade) =>
        (Kinds.IsDefaultOrEmpty || Kinds.Contains(kind)) && (From is null || grade >= From);

    public bool IsValid =>
        Id.Length is > 0 and <= 60 && Id.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')
        && !Duty.IsEmpty && !Whose.IsEmpty && !Recipient.IsEmpty && Minutes is null or (>= 1 and <= 60 * 24 * 60)
        && !string.IsNullOrWhiteSpace(Source);
}
