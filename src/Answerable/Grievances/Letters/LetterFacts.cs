using System.Collections.Immutable;
using System.Globalization;
using Answerable.Deadlines;
using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Grievances;

/// <summary>
/// What a letter says, taken from the record and typed by nobody a second time: as the case stood when the step was recorded, so that a letter
/// reads the same whenever it is printed.
/// </summary>
/// <param name="Values">By placeholder; what the case does not have is missing.</param>
/// <param name="Flags">What holds, for lines that stand under a condition.</param>
public sealed record LetterFacts(
    LetterKind Kind, string Language, Office Office, LocalDate Date, string? DocumentNumber, ImmutableSortedDictionary<string, string> Values, ImmutableSortedSet<string> Flags)
{
    /// <param name="history">The case's events up to now, personal fields opened.</param>
    /// <param name="seen">How the reader sees words that may hold a contact value; <see cref="Masking"/> for staff.</param>
    /// <param name="language">zh or en.</param>
    /// <exception cref="ArgumentException">The step has no letter.</exception>
    public static LetterFacts Of(IReadOnlyList<Happened> history, IssuedLetter letter, Book book, string language, Func<string, string> seen)
    {
        var (before, office) = (Before(history, letter), OfficeOf(history, letter, book));
        var step = history.Single(one => one.Stamp.Version == letter.Version);
        var after = before.With(step.Event, step.Stamp);
        var writer = new Writer(language, book, seen);
        var date = step.Stamp.RecordedAt.InZone(book.Zone).Date;
        writer.Common(history, before, office, date, letter.DocumentNumber);
        writer.Step(step.Event, before, after, history);
        return new(letter.Kind, language, office, date, letter.DocumentNumber, writer.Values.ToImmutable(), writer.Flags.ToImmutable());
    }

    /// <summary>
    /// In whose name it is: the office that answered for the matter when the step was recorded, or that reviewed it; a transfer is told by whoever made it.
    /// </summary>
    public static Office OfficeOf(IReadOnlyList<Happened> history, IssuedLetter letter, Book book) =>
        book.Town.Find(Before(history, letter) is var before && letter.Kind is LetterKind.Review or LetterKind.FinalReview && before.Review is { } review ? review.Office : before.Office) ?? throw new ArgumentException($"The office of step {letter.Version} is unknown.", nameof(letter));

    private static Grievance Before(IReadOnlyList<Happened> history, IssuedLetter letter) =>
        history.TakeWhile(one => one.Stamp.Version < letter.Version).Aggregate(Grievance.Initial, (state, one) => state.With(one.Event, one.Stamp));

    /// <summary>The language an office writes in: Chinese where it has a Chinese name.</summary>
    public static string LanguageOf(Office office) => office.Name.Values.ContainsKey("zh") ? "zh" : "en";

    /// <summary>2026年2月27日 · 27 February 2026.</summary>
    public static string Day(LocalDate day, string language) => language == "zh"
        ? $"{day.Year}年{day.Month}月{day.Day}日"
        : day.ToString("d MMMM uuuu", CultureInfo.GetCultureInfo("en-GB"));

    private sealed class Writer(string language, Book book, Func<string, string> seen)
    {
        public ImmutableSortedDictionary<string, string>.Builder Values { get; } = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        public ImmutableSortedSet<string>.Builder Flags { get; } = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);

        public void Common(IReadOnlyList<Happened> history, Grievance grievance, Office office, LocalDate date, string? document)
        {
            Put("number", grievance.Number);
            Put("title", Seen(history.Select(one => one.Event).OfType<Lodged>().FirstOrDefault()?.Title));
            Put("received", Day(grievance.ReceivedAt.InZone(book.Zone).Date));
            Put("date", Day(date));
            Put("document", document);
            Put("", office);
            Put("above", book.Town.Above(office.Id).FirstOrDefault());
            Flag(grievance.FiledAs == GrievanceKind.Claim, "claim");
            Flag(office.Role == OfficeRole.PetitionOffice, "petition-office");
        }

        public void Step(IEvent happened, Grievance before, Grievance after, IReadOnlyList<Happened> history)
        {
            switch (happened)
            {
                case Accepted e: Acceptance(e, before, after); break;
                case NoticeGiven e: OtherProcedure(e); break;
                case LitigationSeparated e: Litigation(e); break;
                case ToldNotOurs e: NotOurs(e); break;
                case Transferred e: Transfer(e); break;
                case Extended e: Extension(e, before, history); break;
                case OpinionSigned e when history.FirstOrDefault(one => one.Stamp.Version == e.Draft)?.Event is OpinionDrafted draft:
                    Answer(e.Outcome, draft.Asked, draft.Facts, draft.LegalBasis);
                    Appeal(Role.ReviewRequest, before);
                    break;
                case ReviewSigned e when before.Review is { } review && history.FirstOrDefault(one => one.Stamp.Version == e.Draft)?.Event is ReviewDrafted draft:
                    Reviewed(review, e, draft, before, history);
                    break;
                case Replied e: Answer(e.Outcome, e.Asked, e.Facts, e.LegalBasis); break;
                default: throw new ArgumentException($"{happened.GetType().Name} has no letter.", nameof(happened));
            }
        }

        private void Acceptance(Accepted e, Grievance before, Grievance after)
        {
            Put("notice", Seen(e.Notice));
            Flag(before.AcceptedAt is not null, "deemed");
            if (after.AcceptedAt is { } accepted)
                Put("accepted", Day(accepted.InZone(book.Zone).Date));
            Period(after.Open(Role.Answer)?.Clock);
        }

        private void OtherProcedure(NoticeGiven e)
        {
            Put("notice", Seen(e.Notice));
            Flags.Add(e.Route switch
            {
                Route.Litigation => "litigation",
                Route.Arbitration => "arbitration",
                Route.PartyAppeal => "party-appeal",
                Route.AdministrativeProcedure => "administrative-procedure",
                _ => "statutory-duty",
            });
        }

        // 22¶2: the political-legal body that it went to is named with the notice.
        private void Litigation(LitigationSeparated e)
        {
            Put("notice", Seen(string.Join('\n', new[] { e.Notice, $"{e.Body.In(language)} {e.HowToReach}" }.Where(words => words is not null))));
            Flags.Add("litigation");
        }

        private void NotOurs(ToldNotOurs e)
        {
            Put("body", Seen(e.Body.In(language)));
            Put("reach", Seen(e.HowToReach));
            Put("reason", Seen(e.Reason));
        }

        private void Transfer(Transferred e)
        {
            Put("to", book.Town.Find(e.To));
            Put("reason", Seen(e.Reason));
            Period(e.Starts.FirstOrDefault(start => Rulebooks.RoleOf(start.Clock.Rule) == Role.TransferNotice)?.Clock);
            if (e.FeedbackBy is { } day)
                Put("feedback", Day(day));
        }

        private void Extension(Extended e, Grievance before, IReadOnlyList<Happened> history)
        {
            Put("reason", Seen(history.Select(one => one.Event).OfType<ExtensionRequested>().LastOrDefault(asked => asked.Key == e.Key)?.Reason));
            Put("was", before.Find(e.Key) is { } was ? Day(was.Clock.DueDay) : null);
            Period(e.Clock);
            if (e.Clock.Extension is { } more)
                Put("days", Term(more.Length, more.Unit));
        }

        private void Answer(Outcome outcome, string? asked, string? facts, string? basis)
        {
            Put("asked", Seen(asked));
            Put("facts", Seen(facts));
            Put("basis", Seen(basis));
            Flags.Add(outcome switch { Outcome.Support => "support", Outcome.Explain => "explain", _ => "not-support" });
        }

        // How long the complainant has to ask for the next review, where there is an office to ask.
        private void Appeal(Role role, Grievance grievance)
        {
            var law = book.LawOf(grievance.Under);
            if (law.For(role) is not { Length: { } length } rule)
                return;
            Put("appeal-days", Term(length, rule.Unit));
            Put("appeal-law", Cited(rule, law.Name));
        }

        private void Reviewed(Review review, ReviewSigned e, ReviewDrafted draft, Grievance before, IReadOnlyList<Happened> history)
        {
            Put("asked", Seen(draft.Asked));
            Put("facts", Seen(draft.Facts));
            Put("basis", Seen(draft.LegalBasis));
            Put("decision", ReviewWords.Decision(e.Outcome, e.Changed, review.Disputed is null, language));
            Put("reviewed", Disputed(review, before, history));
            Flag(review.Disputed is null, "non-acceptance");
            if (review.Level == ReviewLevel.Review && e.Outcome != ReviewOutcome.SetAside)
                Appeal(Role.FinalReviewRequest, before);
        }

        // The number of the opinion below: the review opinion in the final review, the opinion on the claim in the review.
        private static string? Disputed(Review review, Grievance before, IReadOnlyList<Happened> history) => review.Level == ReviewLevel.FinalReview
            ? before.Reviews.LastOrDefault(one => one.Level == ReviewLevel.Review)?.DocumentNumber
            : GivenAnswer.Of(before, history)?.DocumentNumber;

        private void Period(Clock? clock)
        {
            if (clock is null)
                return;
            var why = Explanation.Of(clock);
            Put("due", Day(clock.DueDay));
            Put("days", Term(clock.Term.Length, clock.Term.Unit));
            Put("law", Cited(why.Rule, why.Law));
        }

        private string? Cited(Rule rule, Text law) => rule.Origin == Origin.OurRule ? null
            : language == "zh" ? law.In("zh") + rule.Article.In("zh")
            : $"{law.In("en")}, Art. {rule.Article.In("en")}";

        private string Term(int length, TermUnit unit) => (language, unit) switch
        {
            ("zh", TermUnit.WorkingDay) => $"{length}个工作日",
            ("zh", TermUnit.Month) => $"{length}个月",
            ("zh", TermUnit.Year) => $"{length}年",
            ("zh", _) => $"{length}日",
            (_, TermUnit.WorkingDay) => $"{length} working days",
            (_, TermUnit.Month) => $"{length} months",
            (_, TermUnit.Year) => $"{length} years",
            _ => $"{length} days",
        };

        // office, office-phone, office-address; above …; to ….
        private void Put(string role, Office? office)
        {
            var name = role.Length == 0 ? "office" : role;
            Put(name, office?.Name.In(language));
            Put($"{name}-phone", office?.Phone);
            Put($"{name}-address", office?.Address?.In(language));
        }

        private void Put(string name, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
                Values[name] = value.Trim();
        }

        private void Flag(bool holds, string flag)
        {
            if (holds)
                Flags.Add(flag);
        }

        private string Day(LocalDate day) => LetterFacts.Day(day, language);

        private string? Seen(string? words) => words is null ? null : seen(words);
    }
}
