using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>Gives a letter its number (发文字号), once: two papers of one step with two numbers would be two letters.</summary>
/// <param name="Letter">Version of the event that the letter is of.</param>
/// <param name="DocumentNumber">1 to 60 characters: 清政信〔2026〕7号.</param>
public sealed record NumberLetter(long Letter, string DocumentNumber) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Seen(grievance, context)
        ?? (!Offices.Authority.MayDispose(context.Actor, grievance, context.Book.Town) ? Refuse("not-allowed")
            : Correspondence.ForStaff(grievance).FirstOrDefault(one => one.Version == Letter) is not { } letter ? Refuse("no-such-letter")
            : string.IsNullOrWhiteSpace(DocumentNumber) || !Written.IsLine(DocumentNumber, 60) ? Refuse("document-number-invalid")
            : letter.DocumentNumber == DocumentNumber ? Nothing
            : letter.DocumentNumber is not null ? Refuse("letter-numbered")
            : Record(new LetterNumbered(Letter, DocumentNumber)));
}

[Event("grievance.letter-numbered", 1)]
public sealed record LetterNumbered(long Letter, string DocumentNumber) : IEvent;
