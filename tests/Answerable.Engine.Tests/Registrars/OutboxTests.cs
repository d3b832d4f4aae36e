using Answerable.Grievances;
using Answerable.Recording;
using Answerable.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Answerable.Engine.Tests.Registrars;

/// <summary>Which rows a commit leaves for the workers.</summary>
public sealed class OutboxTests
{
    [Fact]
    public async Task Whoever_was_not_asked_how_to_be_told_is_sent_nothing() => Assert.Empty(await Lodged(null));

    [Fact]
    public async Task A_notice_waits_for_the_worker() =>
        Assert.Equal((DeliveryState.Pending, "complainant"), Assert.Single((await Lodged(new(NoticeWay.Sms, "zh"))).Select(row => (row.State, row.Recipient))));

    [Fact]
    public async Task A_line_on_a_desk_is_there_with_its_own_commit()
    {
        await using var record = new TempRecord();
        await using var registrar = await record.Open();
        var filed = await Cases.Lodge(registrar);
        await registrar.Submit(new(filed.Stream, new AddInformation("测试：路灯还没有修。"), new Actor.Complainant()));
        await using var db = record.Db();
        Assert.Equal((DeliveryState.Delivered, (string?)null), await db.Deliveries.Where(row => row.Channel == "desk").Select(row => ValueTuple.Create(row.State, row.Detail)).SingleAsync());
    }

    // The office that receives it has it in its queue.
    private static async Task<List<DeliveryRow>> Lodged(NoticeChoice? notices)
    {
        await using var record = new TempRecord();
        await using (var registrar = await record.Open())
            await Cases.Lodge(registrar, notices: notices);
        await using var db = record.Db();
        return await db.Deliveries.AsNoTracking().ToListAsync();
    }
}
