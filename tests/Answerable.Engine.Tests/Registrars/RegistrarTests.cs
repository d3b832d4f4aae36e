using Answerable.Offices;
using Answerable.Recording;
using Answerable.Storage.Appending;

namespace Answerable.Engine.Tests.Registrars;

public sealed class RegistrarTests
{
    private static readonly Actor Operator = TempRecord.Operator;
    private static readonly FoundTown Found = TempRecord.Found;

    [Fact]
    public async Task What_was_acknowledged_is_there_after_a_new_start()
    {
        await using var record = new TempRecord();
        await using (var registrar = await record.Open())
        {
            Assert.IsType<Answer.Recorded>(await registrar.Submit(new(Town.Stream, Found, Operator)));
            await registrar.Submit(new(Town.Stream, new SetPerson(new("p1"), "测试甲"), Operator));
            await registrar.Submit(new(Town.Stream, new SetContact(new("p1"), "m1", "sms", "13900000001"), Operator));
        }

        await using var again = await record.Open();
        Assert.Equal("already-founded", Assert.IsType<Answer.Refused>(await again.Submit(new(Town.Stream, Found, Operator))).Code);
        Assert.Equal(3, again.Head.Size);
    }

    [Fact]
    public async Task A_personal_field_is_readable_with_the_key_and_null_without()
    {
        await using var record = new TempRecord();
        await using var registrar = await record.Open();
        await registrar.Submit(new(Town.Stream, Found, Operator));
        await registrar.Submit(new(Town.Stream, new SetPerson(new("p1"), "测试甲"), Operator));
        await registrar.Submit(new(Town.Stream, new SetContact(new("p1"), "m1", "sms", "13900000001"), Operator));

        var row = (await record.Store.Stream(TempRecord.Town, Town.Stream, default))[2];
        var key = record.Vault.Unwrap(Town.Stream, (await record.Store.Key(TempRecord.Town, Town.Stream, default))!);
        Assert.Equal("13900000001", Assert.IsType<ContactSet>(EventReader.Opened(row, key).Event).Address);
        Assert.Null(Assert.IsType<ContactSet>(EventReader.Closed(row).Event).Address);
        Assert.Equal(["address", "channel", "method", "person"], EventReader.Opening(row, key).Check().Fields.Select(f => f.Name));
        Assert.Equal(["channel", "method", "person"], EventReader.Opening(row, null).Fields.Select(f => f.Name));
    }

    [Fact]
    public async Task The_same_idempotency_key_gives_the_same_answer_and_records_once()
    {
        await using var record = new TempRecord();
        await using var registrar = await record.Open();
        await registrar.Submit(new(Town.Stream, Found, Operator));
        var command = new SetPerson(new("p1"), "测试甲");
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => registrar.Submit(new(Town.Stream, command, Operator, IdempotencyKey: "once"))));
        var later = Assert.IsType<Answer.Recorded>(await registrar.Submit(new(Town.Stream, command, Operator, IdempotencyKey: "once")));

        Assert.All(answers, answer => Assert.Equal(later.Seq, Assert.IsType<Answer.Recorded>(answer).Seq));
        Assert.All(answers, answer => Assert.Equal(later.Events.AsEnumerable(), ((Answer.Recorded)answer).Events));
        Assert.Equal(2, registrar.Head.Size);
    }

    [Fact]
    public async Task A_caller_who_saw_an_older_version_is_told()
    {
        await using var record = new TempRecord();
        await using var registrar = await record.Open();
        await registrar.Submit(new(Town.Stream, Found, Operator));
        await registrar.Submit(new(Town.Stream, new SetPerson(new("p1"), "测试甲"), Operator, ExpectedVersion: 1));
        Assert.Equal("changed-meanwhile", Assert.IsType<Answer.Refused>(await registrar.Submit(new(Town.Stream, new SetPerson(new("p2"), "测试乙"), Operator, ExpectedVersion: 1))).Code);
    }

    [Fact]
    public async Task A_second_registrar_fences_the_first_off()
    {
        await using var record = new TempRecord();
        await using var first = await record.Open();
        await first.Submit(new(Town.Stream, Found, Operator));
        await using var second = await record.Open();
        await Assert.ThrowsAsync<FencedException>(() => first.Submit(new(Town.Stream, new SetPerson(new("p1"), "测试甲"), Operator)));
        await first.Finished;
        Assert.IsType<Answer.Recorded>(await second.Submit(new(Town.Stream, new SetPerson(new("p1"), "测试甲"), Operator)));
    }

    [Fact]
    public async Task A_key_the_caller_brought_becomes_the_streams_first_and_never_replaces_one()
    {
        await using var record = new TempRecord();
        await using var registrar = await record.Open();
        var (brought, wrapped) = record.Vault.NewKey(Town.Stream);
        await registrar.Submit(new(Town.Stream, Found, Operator));
        await registrar.Submit(new(Town.Stream, new SetPerson(new("p1"), "测试甲"), Operator));
        await registrar.Submit(new(Town.Stream, new SetContact(new("p1"), "m1", "sms", "13900000001"), Operator, WrappedKey: wrapped));
        await registrar.Submit(new(Town.Stream, new SetContact(new("p1"), "m2", "sms", "13900000002"), Operator, WrappedKey: record.Vault.NewKey(Town.Stream).Wrapped));

        Assert.Equal(brought, record.Vault.Unwrap(Town.Stream, (await record.Store.Key(TempRecord.Town, Town.Stream, default))!));
        var last = (await record.Store.Stream(TempRecord.Town, Town.Stream, default))[^1];
        Assert.Equal("13900000002", Assert.IsType<ContactSet>(EventReader.Opened(last, brought).Event).Address);
    }

    [Fact]
    public async Task A_key_wrapped_for_another_stream_records_nothing()
    {
        await using var record = new TempRecord();
        await using var registrar = await record.Open();
        await registrar.Submit(new(Town.Stream, Found, Operator));
        await registrar.Submit(new(Town.Stream, new SetPerson(new("p1"), "测试甲"), Operator));
        var foreign = record.Vault.NewKey(new($"grievance/{new string('a', 32)}")).Wrapped;
        await Assert.ThrowsAnyAsync<Exception>(() => registrar.Submit(new(Town.Stream, new SetContact(new("p1"), "m1", "sms", "13900000001"), Operator, WrappedKey: foreign)));
        Assert.Equal(2, registrar.Head.Size);
    }
}
