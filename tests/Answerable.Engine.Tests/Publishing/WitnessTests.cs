using System.Net;
using Answerable.Engine.Publishing;
using Answerable.Engine.Tests.Registrars;
using Answerable.Ledger;

namespace Answerable.Engine.Tests.Publishing;

/// <summary>Witnesses vouch for what was published; they never hold it up.</summary>
public sealed class WitnessTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_checkpoint_goes_out_with_the_cosignature_of_its_witness()
    {
        await using var record = new TempRecord();
        await using var registrar = await record.Open();
        using var key = record.Key(registrar);
        using var office = new Office(key.Verifier);
        var publisher = record.Publisher(registrar, key, office.Options, new(office));
        await publisher.Start(Cancel);
        for (var beat = 1; beat <= 3; beat++)
        {
            await publisher.PublishOnce(Cancel);
            var signed = Checkpoint.Open((await record.Log.Checkpoint(Cancel))!, key.Verifier, office.Key);
            Assert.Equal(4 * beat, signed.Size);
            Assert.Equal("witness.example", Assert.Single(signed.Cosignatures).Key.Name);
        }
    }

    [Fact]
    public async Task A_witness_that_never_answers_delays_nothing_but_its_signature()
    {
        await using var record = new TempRecord();
        await using var registrar = await record.Open();
        using var key = record.Key(registrar);
        using var office = new Office(key.Verifier) { IsSilent = true };
        var publisher = record.Publisher(registrar, key, office.Options with { Patience = TimeSpan.FromMilliseconds(30) }, new(office));
        await publisher.Start(Cancel);
        await publisher.PublishOnce(Cancel);
        Assert.Empty(Checkpoint.Open((await record.Log.Checkpoint(Cancel))!, key.Verifier, office.Key).Cosignatures);
        office.IsSilent = false;
        await publisher.PublishOnce(Cancel);
        Assert.Single(Checkpoint.Open((await record.Log.Checkpoint(Cancel))!, key.Verifier, office.Key).Cosignatures);
    }

    [Fact]
    public async Task A_witness_that_lies_is_passed_over()
    {
        await using var record = new TempRecord();
        await using var registrar = await record.Open();
        using var key = record.Key(registrar);
        using var office = new Office(key.Verifier) { Instead = () => new(HttpStatusCode.OK) { Content = new StringContent("— witness.example AAAA\n") } };
        var publisher = record.Publisher(registrar, key, office.Options, new(office));
        await publisher.Start(Cancel);
        await publisher.PublishOnce(Cancel);
        Assert.Equal(4, publisher.Published);
    }

    [Fact]
    public async Task A_witness_that_remembers_more_than_the_database_holds_stops_the_start()
    {
        await using var record = new TempRecord();
        await using var registrar = await record.Open();
        using var key = record.Key(registrar);
        using var office = new Office(key.Verifier);
        office.Remembered = new Checkpoint(key.Name, 64, Merkle.Leaf("what was lost"u8)).Sign(key);
        await Assert.ThrowsAsync<PublishedAheadException>(() => record.Publisher(registrar, key, office.Options, new(office)).Start(Cancel));
    }

    [Fact]
    public async Task A_witness_that_turns_out_to_remember_more_stops_the_publishing()
    {
        await using var record = new TempRecord();
        await using var registrar = await record.Open();
        using var key = record.Key(registrar);
        using var office = new Office(key.Verifier) { Instead = () => Conflict(64) };
        var publisher = record.Publisher(registrar, key, office.Options, new(office));
        await publisher.Start(Cancel);
        await Assert.ThrowsAsync<PublishedAheadException>(() => publisher.PublishOnce(Cancel));
        Assert.Null(await record.Log.Checkpoint(Cancel));
    }

    private static HttpResponseMessage Conflict(long size)
    {
        var content = new StringContent($"{size}\n");
        content.Headers.ContentType = new(AddCheckpoint.SizeType);
        return new(HttpStatusCode.Conflict) { Content = content };
    }

    /// <summary>A superior office that hosts a witness.</summary>
    private sealed class Office : HttpMessageHandler
    {
        private readonly SigningKey cosigner = SigningKey.Generate("witness.example", SignatureType.CosignatureV1);
        private readonly Witness witness;
        private Witnessed last = Witnessed.Nothing;

        public Office(VerifierKey log) => witness = new(log, cosigner);

        public VerifierKey Key => cosigner.Verifier;
        public bool IsSilent { get; set; }
        public Func<HttpResponseMessage>? Instead { get; init; }
        public Note? Remembered { get; set; }

        public PublishOptions Options => new(TimeSpan.FromSeconds(1), 4)
        {
            Witnesses = [new(new Uri("https://witness.example/add"), Key.ToString(), new Uri("https://witness.example/seen"))],
        };

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
        {
            if (IsSilent)
                await Task.Delay(Timeout.Infinite, cancel);
            if (request.Method == HttpMethod.Get)
                return Remembered is { } note
                    ? new(HttpStatusCode.OK) { Content = new ByteArrayContent(note.With([cosigner.Cosign(note.Text, DateTimeOffset.UnixEpoch.AddDays(20_000))]).ToBytes()) }
                    : new(HttpStatusCode.NotFound) { Content = new StringContent("") };
            if (Instead is { } instead)
                return instead();
            var answer = witness.Answer(await request.Content!.ReadAsByteArrayAsync(cancel), last, DateTimeOffset.UnixEpoch.AddDays(20_000));
            last = answer.Now;
            return new((HttpStatusCode)answer.Status) { Content = new ByteArrayContent(answer.Body) { Headers = { ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(answer.ContentType) } } };
        }

        protected override void Dispose(bool disposing)
        {
            cosigner.Dispose();
            base.Dispose(disposing);
        }
    }
}
