using System.Collections.Immutable;
using Answerable.Duty;
using Answerable.Emergencies;
using Answerable.Engine.Deliveries;
using Answerable.Engine.Hosting;
using Answerable.Engine.Reading;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.People;
using Answerable.Server.Shell;
using NodaTime;

namespace Answerable.Server.Emergencies;

/// <summary>What the duty desk shows.</summary>
public sealed record DutyModel(IReadOnlyList<BoardModel> Open, Book Book, Instant Now, string? Leader, string? Officer, bool MayRunDesk)
{
    public bool IsRinging => Open.Any(board => board.IsRinging);
}

/// <summary>The desk of the person who is signed in: reads and submits on their behalf.</summary>
public sealed class EmergencyDesk(IHttpContextAccessor http, EmergencyShelf shelf, BookShelf books, RecordDesk record, TownDirectory directory, IdSource ids, TownClock clock, Words words)
{
    private JurisdictionId Jurisdiction => http.HttpContext!.User.Jurisdiction();
    private Actor.Staff Actor => http.HttpContext!.Actor();

    public async Task<bool> MaySee(CancellationToken cancel) => Authority.MaySeeEmergencies(Actor, (await books.Get(Jurisdiction, cancel)).Town);

    /// <summary>Shows the page, or says that it is not theirs to see.</summary>
    public async Task<IResult> Guarded(Func<Task<IResult>> page) =>
        await MaySee(http.HttpContext!.RequestAborted) ? await page() : Results.StatusCode(StatusCodes.Status403Forbidden);

    /// <summary>Opens emergencies.</summary>
    public async Task<bool> MayOpen(CancellationToken cancel) => Authority.MayRunDesk(Actor, (await books.Get(Jurisdiction, cancel)).Town);

    public bool May(BoardModel board, string action) => ActionForm.May(action, Actor, board.Book.Town);

    public async Task<DutyModel> Duty(CancellationToken cancel)
    {
        var book = await books.Get(Jurisdiction, cancel);
        var open = await Open(book, cancel);
        return new(open, book, clock.Now, OnDuty(book, DutyPost.Leader), OnDuty(book, DutyPost.Officer), Authority.MayRunDesk(Actor, book.Town));
    }

    public async Task<BoardModel?> Find(string id, CancellationToken cancel)
    {
        if (id.Length != 32 || !id.All(char.IsAsciiHexDigitLower) || await shelf.Find(Jurisdiction, new($"{Emergency.Kind}/{id}"), cancel) is not { } found)
            return null;
        var book = await books.Get(Jurisdiction, cancel);
        var others = (await Open(book, cancel)).Where(one => one.Id != id).ToList();
        return new(found, book, clock.Now, words) { Telephones = await Telephones(book, cancel), Others = others };
    }

    private async Task<List<BoardModel>> Open(Book book, CancellationToken cancel)
    {
        var telephones = await Telephones(book, cancel);
        return [.. (await shelf.Open(Jurisdiction, cancel)).Select(one => new BoardModel(one, book, clock.Now, words) { Telephones = telephones })];
    }

    // Whoever does not ring people at night does not see their numbers.
    private async Task<IReadOnlyDictionary<PersonId, ImmutableArray<string>>> Telephones(Book book, CancellationToken cancel) =>
        Authority.MayRunDesk(Actor, book.Town) ? await directory.Telephones(Jurisdiction, cancel) : ImmutableDictionary<PersonId, ImmutableArray<string>>.Empty;

    /// <returns>Where the board is, or why it was refused.</returns>
    public async Task<(string? Href, string? Refusal, Answer Answer)> Open(OpenForm form, CancellationToken cancel)
    {
        var stream = StreamId.New(Emergency.Kind, ids);
        var sign = await shelf.FreeSign(Jurisdiction, ids, cancel);
        var answer = await record.Submit(Jurisdiction, new(stream, form.Command(sign), Actor, IdempotencyKey: form.Once is { Length: > 0 } once ? $"open/{Actor.Person}/{once}" : null));
        return answer switch
        {
            Answer.Recorded opened => ($"/desk/emergencies/{opened.Stream.Pseudonym}", null, answer),
            Answer.Refused refused => (null, refused.Code, answer),
            _ => (null, "our-fault", answer),
        };
    }

    /// <param name="once">Drawn with the form, so that sending it twice does it once.</param>
    public Task<Answer> Submit(BoardModel board, ICommand<Emergency> command, Instant? occurred, string once) =>
        record.Submit(Jurisdiction, new(board.Emergency.Stream, command, Actor, OccurredAt: occurred, IdempotencyKey: once.Length is > 0 and <= 64 ? $"{command.GetType().Name}/{board.Emergency.Stream}/{Actor.Person}/{once}" : null));

    private string? OnDuty(Book book, DutyPost post) => book.Roster.At(post, clock.Now, book.Town.TimeZone) is { } person ? book.Town.Find(person)?.Name : null;
}
