using System.Data.Common;
using Answerable.Engine.Registrars;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Storage.Appending;
using NodaTime;

namespace Answerable.Engine.Tests.Registrars;

/// <summary>What the registrar does when a command, the database or the clock misbehaves.</summary>
public sealed class FaultTests
{
    [Fact]
    public async Task A_command_that_cannot_be_decided_fails_alone()
    {
        await using var record = new TempRecord();
        await using var registrar = await Founded(record, record.Store);
        var (before, poisoned, after) = (registrar.Submit(Person("p1")), registrar.Submit(new(Town.Stream, new Undecidable(), TempRecord.Operator)), registrar.Submit(Person("p2")));
        Assert.IsType<Answer.Recorded>(await before);
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => poisoned);
        Assert.IsType<Answer.Recorded>(await after);
        Assert.Equal(3, registrar.Head.Size);
    }

    [Fact]
    public async Task A_command_whose_second_event_cannot_be_folded_leaves_nothing_of_its_first()
    {
        await using var record = new TempRecord();
        await using var registrar = await Founded(record, record.Store);
        var (before, poisoned, after) = (registrar.Submit(Person("p1")), registrar.Submit(new(Town.Stream, new HalfDecidable(), TempRecord.Operator)), registrar.Submit(Person("p2")));
        await Assert.ThrowsAnyAsync<Exception>(() => poisoned);
        await Task.WhenAll(before, after);
        Assert.Equal(["p1", "p2"], await People(record));
        Assert.Equal(3, registrar.Head.Size);
    }

    [Fact]
    public async Task A_command_that_the_database_refuses_takes_no_neighbour_along()
    {
        await using var record = new TempRecord();
        var store = new FaultyStore(record.Store);
        await using var registrar = await Founded(record, store);
        var (hold, release) = Gate(store);
        var first = registrar.Submit(Person("p0"));
        await hold;
        // A real refusal of the real database: the same idempotency key twice in one transaction.
        store.OnAppend = (batch, append) => append(batch.Events.Any(Is("bad")) ? batch with { Idempotency = [.. batch.Idempotency, .. batch.Idempotency] } : batch);
        var neighbours = Enumerable.Range(1, 20).Select(i => registrar.Submit(Person($"p{i}"))).ToList();
        var poisoned = registrar.Submit(Person("bad"));
        release();
        Assert.IsType<Answer.Recorded>(await first);
        var refusal = await Assert.ThrowsAsync<RecordUnavailableException>(() => poisoned);
        Assert.False(refusal.IsOutcomeUnknown);
        Assert.IsAssignableFrom<DbException>(refusal.InnerException);
        Assert.All(await Task.WhenAll(neighbours), answer => Assert.IsType<Answer.Recorded>(answer));
        Assert.Equal(21, (await People(record)).Count);
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_recognised_and_answered_once()
    {
        await using var record = new TempRecord();
        var store = new FaultyStore(record.Store);
        await using var registrar = await Founded(record, store);
        store.OnAppend = async (batch, append) =>
        {
            await append(batch);
            throw new IOException("the connection broke after the commit");
        };
        Assert.IsType<Answer.Recorded>(await registrar.Submit(Person("p1")));
        store.OnAppend = (batch, append) => append(batch);
        Assert.IsType<Answer.Recorded>(await registrar.Submit(Person("p2")));
        Assert.Equal(["p1", "p2"], await People(record));
    }

    [Fact]
    public async Task A_commit_that_did_not_happen_is_tried_once_more()
    {
        await using var record = new TempRecord();
        var store = new FaultyStore(record.Store);
        await using var registrar = await Founded(record, store);
        store.OnAppend = (_, _) =>
        {
            store.OnAppend = (batch, append) => append(batch);
            throw new IOException("the connection broke before the commit");
        };
        Assert.IsType<Answer.Recorded>(await registrar.Submit(Person("p1")));
        Assert.Equal(["p1"], await People(record));
    }

    [Fact]
    public async Task What_is_decided_on_top_of_a_write_that_fails_is_decided_anew()
    {
        await using var record = new TempRecord();
        var store = new FaultyStore(record.Store);
        await using var registrar = await Founded(record, store);
        var (hold, fail) = Gate(store, fails: true);
        var first = registrar.Submit(Person("p1"));
        await hold;
        var second = registrar.Submit(Person("p2"));
        var asked = registrar.Submit(Person("p1"));
        Assert.False(second.IsCompleted || asked.IsCompleted);
        fail();
        Assert.Equal([1L, 2L, 1L], (await Task.WhenAll(first, second, asked)).Select(answer => Assert.IsType<Answer.Recorded>(answer).Seq));
        Assert.Equal(["p1", "p2"], await People(record));
    }

    [Fact]
    public async Task What_relied_on_a_write_that_never_came_true_is_refused()
    {
        await using var record = new TempRecord();
        var store = new FaultyStore(record.Store);
        await using var registrar = await Founded(record, store);
        await registrar.Submit(new(Town.Stream, new SetOffice(new(new("xinfang"), Text.Zh("测试信访办"), OfficeRole.PetitionOffice, 1), Receives: true), TempRecord.Operator));
        await registrar.Submit(new(Town.Stream, new SetPost(new(new("post"), new("xinfang"), null, Text.Zh("测试岗"), [Power.Reception])), TempRecord.Operator));
        var (hold, release) = Gate(store, fails: true, again: true);
        var missing = registrar.Submit(Person("bad"));
        await hold;
        var relying = registrar.Submit(new(Town.Stream, new FillPost(new("post"), new("bad")), TempRecord.Operator));
        store.OnAppend = (batch, append) => batch.Events.Any(Is("bad")) ? throw new IOException("refused") : append(batch);
        release();
        await Assert.ThrowsAsync<RecordUnavailableException>(() => missing);
        Assert.IsType<Answer.Refused>(await relying);
        Assert.Empty(await People(record));
    }

    [Fact]
    public async Task Whoever_is_fenced_off_while_writing_leaves_nobody_waiting()
    {
        await using var record = new TempRecord();
        var store = new FaultyStore(record.Store);
        await using var registrar = await Founded(record, store);
        var (hold, release) = Gate(store);
        var first = registrar.Submit(Person("p1"));
        await hold;
        var second = registrar.Submit(Person("p2"));
        await using var other = await record.Open();
        release();
        await Assert.ThrowsAsync<FencedException>(() => first.WaitAsync(TimeSpan.FromSeconds(20)));
        await Assert.ThrowsAsync<FencedException>(() => second.WaitAsync(TimeSpan.FromSeconds(20)));
        await registrar.Finished;
        Assert.Empty(await People(record));
    }

    [Fact]
    public async Task While_nobody_can_say_whether_it_was_recorded_nobody_says_so_and_the_key_tells_later()
    {
        await using var record = new TempRecord();
        var store = new FaultyStore(record.Store);
        await using var registrar = await Founded(record, store);
        store.OnAppend = async (batch, append) =>
        {
            await append(batch);
            store.IsAway = true;
            throw new IOException("cut");
        };
        var unknown = await Assert.ThrowsAsync<RecordUnavailableException>(() => registrar.Submit(Person("p1")));
        Assert.True(unknown.IsOutcomeUnknown);
        var refused = await Assert.ThrowsAsync<RecordUnavailableException>(() => registrar.Submit(Person("p2")));
        Assert.False(refused.IsOutcomeUnknown);

        store.OnAppend = (batch, append) => append(batch);
        store.IsAway = false;
        Assert.Equal(1, Assert.IsType<Answer.Recorded>(await registrar.Submit(Person("p1"))).Seq);
        Assert.IsType<Answer.Recorded>(await registrar.Submit(Person("p2")));
        Assert.Equal(["p1", "p2"], await People(record));
    }

    [Fact]
    public async Task Recorded_times_never_run_backwards_not_even_across_a_restart()
    {
        await using var record = new TempRecord();
        await using (var registrar = await Founded(record, record.Store))
        {
            await registrar.Submit(Person("p1"));
            record.Clock.Advance(Duration.FromHours(-2));
            await registrar.Submit(Person("p2"));
        }

        record.Clock.Advance(Duration.FromDays(-1));
        await using var again = await record.Open();
        await again.Submit(Person("p3"));
        var times = (await record.Store.Stream(TempRecord.Town, Town.Stream, default)).Select(e => e.RecordedAt).ToList();
        Assert.Equal(4, times.Count);
        Assert.Equal(times.Order(), times);
    }

    [Fact]
    public async Task A_stream_id_that_was_not_fresh_after_all_is_a_refusal_and_not_a_failure()
    {
        await using var record = new TempRecord();
        await using (var registrar = await Founded(record, record.Store))
            await registrar.Submit(Person("p1"));
        await using var again = await record.Open();
        var answer = await again.Submit(Person("p2") with { ExpectedVersion = 0 });
        Assert.Equal("changed-meanwhile", Assert.IsType<Answer.Refused>(answer).Code);
    }

    private static async Task<Registrar> Founded(TempRecord record, IRecordStore store)
    {
        var registrar = await record.Open(store);
        await registrar.Submit(new(Town.Stream, TempRecord.Found, TempRecord.Operator));
        return registrar;
    }

    private static Envelope Person(string id) => new(Town.Stream, new SetPerson(new(id), "测试甲"), TempRecord.Operator, IdempotencyKey: id);

    private static Func<Storage.Rows.EventRow, bool> Is(string person) => row => EventReader.Closed(row).Event is PersonSet set && set.Person.Value == person;

    private static async Task<List<string>> People(TempRecord record) =>
        [.. (await record.Store.Stream(TempRecord.Town, Town.Stream, default)).Select(row => EventReader.Closed(row).Event).OfType<PersonSet>().Select(set => set.Person.Value)];

    // Holds the next append, so that what is submitted meanwhile is decided on top of it; then it goes through, or fails (later ones too: again).
    private static (Task Held, Action Release) Gate(FaultyStore store, bool fails = false, bool again = false)
    {
        var (held, released) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        store.OnAppend = async (batch, append) =>
        {
            held.TrySetResult();
            await released.Task;
            if (fails)
            {
                if (!again)
                    store.OnAppend = (next, appendNext) => appendNext(next);
                throw new IOException("the connection broke before the commit");
            }

            await append(batch);
        };
        return (held.Task, released.SetResult);
    }

    private sealed record Undecidable : ICommand<Town>
    {
        public Decision Decide(Town town, Context context) => throw new InvalidTimeZoneException("poison");
    }

    private sealed record HalfDecidable : ICommand<Town>
    {
        public Decision Decide(Town town, Context context) => Decision.Record(new PersonSet(new("half"), "半"), new Unstorable());
    }

    private sealed record Unstorable : IEvent;
}
