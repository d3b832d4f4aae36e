using Answerable.Engine.Hosting;
using Answerable.Receptions.Slips;
using Answerable.Recording;
using Answerable.Server.People;
using Answerable.Storage.Reading;

namespace Answerable.Server.Receptions.Slips;

/// <summary>The numbered slips of the reception: which were printed, came back, were spoiled or are missing.</summary>
public sealed class SlipDesk(Histories histories, RecordDesk desk)
{
    public async Task<SlipBook> Book(HttpContext http, CancellationToken cancel) =>
        (await histories.Read<SlipBook>(http.User.Jurisdiction(), SlipBook.Stream, opened: false, cancel))?.State ?? SlipBook.Initial;

    public Task<Answer> Do(HttpContext http, ICommand<SlipBook> wish, string? key = null) =>
        desk.Submit(http.User.Jurisdiction(), new(SlipBook.Stream, wish, http.Actor(), IdempotencyKey: key));

    /// <summary>Whether a slip can be registered by this form; an office's own numbers, which are none of ours, always can.</summary>
    /// <returns>Null: it can.</returns>
    internal async Task<string?> FaultOf(HttpContext http, string typed, string form)
    {
        if (SlipNumber.Read(typed) is not { } number || await Book(http, http.RequestAborted) is not { } book || book.BlockOf(number) is null)
            return null;
        return book.Void.ContainsKey(number) ? "slip-void" : book.Used.TryGetValue(number, out var by) && by != form ? "slip-used" : null;
    }

    /// <summary>Says that the slip has come back. The case is on the record whatever comes of it.</summary>
    internal async Task<bool> Use(HttpContext http, string typed, string form)
    {
        if (SlipNumber.Read(typed) is { } number)
            await Do(http, new UseSlip(number, form));
        return true;
    }
}
