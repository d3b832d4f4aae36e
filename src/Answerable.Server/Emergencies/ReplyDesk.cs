using Answerable.Emergencies;
using Answerable.Engine.Channels;
using Answerable.Engine.Deliveries;
using Answerable.Engine.Hosting;
using Answerable.Engine.Reading;
using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Server.Emergencies;

/// <summary>
/// Applies an SMS reply to the one page it can mean: its code is on an open page, the number it came from is the paged person's, and
/// its words say yes or no. Any other reply answers nothing; where it belongs to an open emergency its board shows it.
/// </summary>
public sealed class ReplyDesk(EmergencyShelf shelf, Jurisdictions jurisdictions, TownDirectory directory, RecordDesk desk)
{
    private sealed record Fit(JurisdictionId Jurisdiction, StreamId Stream, Page Page, PersonId? Sender);

    /// <returns>Whether it was applied.</returns>
    public async Task<bool> Take(SmsReply reply, CancellationToken cancel)
    {
        var (named, own) = await Fits(reply, cancel);
        if (named.Where(fit => fit.Sender == fit.Page.Person).ToList() is [var (at, stream, page, _)] && reply.Answer is { } answer)
            return await desk.Submit(at, new(stream, new AnswerPage(page.Code, answer, AnsweredBy.Code), new Actor.Staff(page.Person))) is Answer.Recorded;
        if ((named.Find(fit => fit.Sender == fit.Page.Person) ?? own.MaxBy(fit => fit.Page.SentAt) ?? (named is [var only] ? only : null)) is { } about)
            await desk.Submit(about.Jurisdiction, new(about.Stream, new NoteReply(about.Sender, about.Page.Code, reply.From, reply.Text), new Actor.Engine()));
        return false;
    }

    /// <summary>The open pages whose code the reply names, and those of whoever sent it.</summary>
    private async Task<(List<Fit> Named, List<Fit> Own)> Fits(SmsReply reply, CancellationToken cancel)
    {
        var (named, own) = (new List<Fit>(), new List<Fit>());
        foreach (var jurisdiction in await jurisdictions.All(cancel))
        {
            var sender = await directory.PersonAt(jurisdiction, reply.From, cancel);
            if (reply.Code is { } code)
                named.AddRange((await shelf.WithCode(jurisdiction, code, cancel)).Select(one => new Fit(jurisdiction, one.Emergency.Stream, one.Page, sender)));
            if (sender is not null)
                own.AddRange(from emergency in await shelf.Open(jurisdiction, cancel)
                             where emergency.State.IsPaging
                             from at in emergency.State.Seats
                             from page in at.Seat.Pages
                             where page.Person == sender
                             select new Fit(jurisdiction, emergency.Stream, page, sender));
        }

        return (named, own);
    }
}
