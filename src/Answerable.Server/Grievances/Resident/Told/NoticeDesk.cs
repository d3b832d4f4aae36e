using Answerable.Engine.Residents;
using Answerable.Grievances;
using Answerable.Recording;
using Answerable.Storage;
using Answerable.Storage.Rows;
using Answerable.Storage.Vaults;
using Microsoft.EntityFrameworkCore;

namespace Answerable.Server.Grievances.Resident;

/// <summary>One message that was sent about a case, as its complainant reads it.</summary>
/// <param name="Channel">sms or email.</param>
/// <param name="Kind">news, code or change.</param>
/// <param name="Outcome">waiting, sent, arrived, failed or unknown.</param>
public sealed record SentNotice(NodaTime.Instant At, string Channel, string Kind, string Outcome);

/// <summary>How a complainant is told, and what the case's key is: what they change themselves.</summary>
public sealed class NoticeDesk(CaseDesk desk, ContactCodes codes, NoticeWays ways, IdSource ids, Vault vault, IDbContextFactory<RecordDb> databases)
{
    private readonly byte[] secret = vault.Derive("access-code");

    /// <summary>The wish that a choice comes to: at once where its address is known, and to be confirmed where it is new.</summary>
    /// <param name="address">As typed; empty: the one that is known.</param>
    /// <returns>Null where there is no address to send to.</returns>
    public ICommand<Grievance>? Wish(CaseDoor.Opened opened, NoticeChoice chosen, string? address)
    {
        if (chosen.Way == NoticeWay.Here)
            return new ChooseNotices(chosen);
        var known = Contacts.InForce(opened.Case.State, opened.Case.Events, chosen.Way);
        return string.IsNullOrEmpty(address) || address == known ? known is null ? null : new ChooseNotices(chosen)
            : new AskContact(chosen, address, codes.Draw(opened.Jurisdiction, opened.Case.Stream, ids));
    }

    /// <param name="said">What the form said.</param>
    public Task<Answer> Act(CaseDoor.Opened opened, ICommand<Grievance> wish, string? once, object said) => desk.Act(opened, wish, once, said);

    public ConfirmContact Typed(CaseDoor.Opened opened, string code) =>
        new(codes.Digest(opened.Jurisdiction, opened.Case.Stream, opened.Case.State.PendingContact?.Code.Nonce ?? "", code));

    /// <summary>Whether this server can send by this way.</summary>
    public bool Sends(NoticeWay way) => way == NoticeWay.Here || ways.All.Contains(way);

    /// <summary>The code that a form puts into force; the same for the same form, so that a cut connection takes nothing away from whoever wrote it down.</summary>
    public string FreshCode(CaseDoor.Opened opened, string once) => AccessCode.Derive(secret, "change", SameFiling.Digest(new { opened.Case.Stream, once }));

    /// <summary>What was sent, newest first. There is no address in it.</summary>
    public async Task<IReadOnlyList<SentNotice>> Sent(CaseDoor.Opened opened, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rows = await db.Deliveries.AsNoTracking().Where(row => row.Jurisdiction == opened.Jurisdiction.Value && row.Stream == opened.Case.Stream.Value && row.Channel != "desk").ToListAsync(cancel);
        return [.. rows.Where(row => NoticeMessages.IsTo(row.Recipient)).OrderByDescending(row => row.CreatedAt).Select(Notice)];
    }

    private static SentNotice Notice(DeliveryRow row)
    {
        var message = row.Message["grievance.".Length..];
        return new(
            row.SettledAt ?? row.CreatedAt, row.Channel, NoticeMessages.IsCode(message) ? "code" : NoticeMessages.IsAnnouncement(message) ? "change" : "news",
            row.State switch
            {
                DeliveryState.Accepted => "sent",
                DeliveryState.Delivered => "arrived",
                DeliveryState.Failed => "failed",
                DeliveryState.Unknown => "unknown",
                _ => "waiting",
            });
    }
}
