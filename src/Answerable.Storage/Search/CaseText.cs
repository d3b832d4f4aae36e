using System.Collections.Frozen;
using System.Collections.Immutable;
using Answerable.Grievances;

namespace Answerable.Storage.Search;

/// <summary>
/// What of one case may be searched and shown beside a hit: title, body, place, notes, messages and replies, the contact values masked.
/// What handlers must not read (why somebody withdrew, what they wrote to their rating) is not in it.
/// </summary>
/// <param name="Parts">In the order of the record, without the title.</param>
public sealed record CaseText(string Title, ImmutableArray<string> Parts)
{
    /// <summary>The stored names of the events it is made of.</summary>
    public static FrozenSet<string> EventNames { get; } = new[]
    {
        typeof(Lodged), typeof(Accepted), typeof(NoticeGiven), typeof(ToldNotOurs), typeof(Noted), typeof(WrittenTo), typeof(InformationAdded), typeof(MailAdded),
        typeof(Replied), typeof(OpinionDrafted), typeof(ReviewRequested), typeof(Reclassified), typeof(AccusationSealed), typeof(Erased), typeof(ContactAsked),
        typeof(ReceiptTold), typeof(LitigationSeparated), typeof(ToldFinal), typeof(ReviewEntered), typeof(FinalReviewRequested), typeof(RedoRequested), typeof(NotCarriedOut), typeof(OpinionPublished),
    }.Select(type => EventType.All.Single(known => known.Clr == type).Name).ToFrozenSet();

    /// <summary>Null where nothing may be searched: erased, sealed, an accusation by filing or since, or without a title any more.</summary>
    /// <param name="history">The case's events, personal fields opened.</param>
    public static CaseText? Of(IReadOnlyList<IEvent> history)
    {
        if (history.OfType<Lodged>().FirstOrDefault() is not { Title: { } title } lodged || history.Any(e => e is AccusationSealed or IErasure))
            return null;
        var kind = history.OfType<Reclassified>().LastOrDefault()?.To ?? lodged.Kind;
        return kind == GrievanceKind.Accusation
            ? null
            : new(Contacts.Mask(title, history), [.. history.SelectMany(Words).Where(words => !string.IsNullOrWhiteSpace(words)).Select(words => Contacts.Mask(words!, history))]);
    }

    public IEnumerable<string> Terms() => Parts.Prepend(Title).SelectMany(Tokens.Terms);

    private static IEnumerable<string?> Words(IEvent happened) => happened switch
    {
        Lodged e => [e.Body, e.Place],
        Accepted e => [e.Notice],
        NoticeGiven e => [e.Notice],
        ToldNotOurs e => [e.Reason],
        Noted e => [e.Words],
        WrittenTo e => [e.Words],
        InformationAdded e => [e.Words],
        MailAdded e => [e.Words],
        Replied e => [e.Asked, e.Facts, e.LegalBasis],
        OpinionDrafted e => [e.Asked, e.Facts, e.LegalBasis],
        ReviewRequested e => [e.Reason],
        ReceiptTold e => [e.Notice],
        LitigationSeparated e => [e.Notice],
        ToldFinal e => [e.Notice],
        ReviewEntered e => [e.Asked, e.Facts, e.LegalBasis],
        FinalReviewRequested e => [e.Reason],
        RedoRequested e => [e.Reason],
        NotCarriedOut e => [e.Words],
        OpinionPublished e => [e.Words],
        _ => [],
    };
}
