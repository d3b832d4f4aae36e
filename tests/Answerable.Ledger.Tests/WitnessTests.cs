using System.Net;
using System.Text;

namespace Answerable.Ledger.Tests;

public sealed class WitnessTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 4, 0, 0, TimeSpan.Zero);
    private readonly Town town = new();
    private readonly SigningKey county = SigningKey.FromSeed("county.example/witness", Enumerable.Repeat((byte)9, 32).ToArray(), SignatureType.CosignatureV1);

    [Fact]
    public async Task A_witness_cosigns_a_growing_log_from_nothing()
    {
        var server = new WitnessServer(new(town.Key.Verifier, county));
        foreach (var more in new[] { 0, 5, 0, 300, 1 })
        {
            var known = server.Last.Size;
            await town.Record(more);
            var reply = Assert.IsType<WitnessReply.Cosigned>(await Client(server).Cosign(town.Newest, town.Rows, known));
            Assert.Equal(Noon, reply.Time);
            Assert.Single(Checkpoint.Open(reply.Checkpoint.ToBytes(), town.Key.Verifier, county.Verifier).Cosignatures);
            Assert.Equal(town.Head.Size, server.Last.Size);
        }
    }

    [Fact]
    public async Task A_client_that_forgot_what_the_witness_knows_is_told_and_tries_again()
    {
        var server = new WitnessServer(new(town.Key.Verifier, county));
        await town.Record(100);
        await Client(server).Cosign(town.Newest, town.Rows, 0);
        await town.Record(100);
        Assert.IsType<WitnessReply.Cosigned>(await Client(server).Cosign(town.Newest, town.Rows, 0));
        await town.Record(100);
        Assert.IsType<WitnessReply.Cosigned>(await Client(server).Cosign(town.Newest, town.Rows, 150));
        Assert.Equal([200, 409, 200, 409, 200], server.Statuses);
    }

    [Fact]
    public async Task A_witness_that_knows_more_than_the_log_says_so_and_signs_nothing()
    {
        var server = new WitnessServer(new(town.Key.Verifier, county));
        await town.Record(100);
        var old = town.Newest;
        await town.Record(100);
        await Client(server).Cosign(town.Newest, town.Rows, 0);
        Assert.Equal(200, Assert.IsType<WitnessReply.Conflict>(await Client(server).Cosign(old, town.Rows, 100)).Size);
        Assert.Equal(200, server.Last.Size);
    }

    [Fact]
    public async Task A_log_that_was_rewritten_is_refused()
    {
        var witness = new Witness(town.Key.Verifier, county);
        await town.Record(100);
        var last = new Witnessed(100, town.Head.Root);
        using var rewritten = new Town();
        rewritten.Grow([.. town.Leaves.Select(l => l.Entry).Reverse()]);
        await rewritten.Publish(0);
        Assert.Equal(422, witness.Answer(new AddCheckpoint(100, [], rewritten.Newest).ToBytes(), last, Noon).Status);
        var before = rewritten.Head.Size;
        rewritten.Grow(Merkle.Empty);
        await rewritten.Publish(before);
        var proof = await Proofs.Consistency(rewritten.Rows, 100, 101);
        var answer = witness.Answer(new AddCheckpoint(100, proof, rewritten.Newest).ToBytes(), last, Noon);
        Assert.Equal((422, last), (answer.Status, answer.Now));
    }

    [Fact]
    public async Task Every_status_is_the_one_the_specification_prescribes()
    {
        var witness = new Witness(town.Key.Verifier, county);
        await town.Record(10);
        var last = new Witnessed(4, await Proofs.Root(town.Rows, 4));
        var proof = await Proofs.Consistency(town.Rows, 4, 10);
        using var village = SigningKey.FromSeed("village.example/log", new byte[32]);
        using var impostor = SigningKey.FromSeed(town.Key.Name, new byte[32]);
        var good = new AddCheckpoint(4, proof, town.Newest);
        var tampered = town.Newest with { Signatures = [town.Key.Sign("other\n")] };
        Assert.Equal(200, Status(good));
        Assert.Equal(404, Status(good with { Checkpoint = new Checkpoint(village.Name, 10, town.Head.Root).Sign(village) }));
        Assert.Equal(403, Status(good with { Checkpoint = new Checkpoint(town.Key.Name, 10, town.Head.Root).Sign(impostor) }));
        Assert.Equal(403, Status(good with { Checkpoint = tampered }));
        Assert.Equal(400, Status(good with { OldSize = 11 }));
        Assert.Equal(409, Status(good with { OldSize = 5 }));
        Assert.Equal(409, Status(good with { OldSize = 0, Proof = [] }));
        Assert.Equal(422, Status(good with { Proof = proof.ToArray()[1..] }));
        Assert.Equal(422, witness.Answer(new AddCheckpoint(0, proof, town.Newest).ToBytes(), Witnessed.Nothing, Noon).Status);
        var notEmpty = new Checkpoint(town.Key.Name, 0, town.Head.Root).Sign(town.Key);
        Assert.Equal(422, witness.Answer(new AddCheckpoint(0, [], notEmpty).ToBytes(), Witnessed.Nothing, Noon).Status);
        Assert.Equal(400, witness.Answer("old 4\n"u8, last, Noon).Status);

        int Status(AddCheckpoint request) => witness.Answer(request.ToBytes(), last, Noon).Status;
    }

    [Fact]
    public void The_request_of_the_specification_is_read_and_written_alike()
    {
        var text = "old 20852014\nPlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\njrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=\n"
            + "5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=\n/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=\n\n"
            + "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
            + "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
            + "— example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=\n";
        var request = AddCheckpoint.Parse(Encoding.UTF8.GetBytes(text));
        Assert.Equal((20_852_014L, 4, 2), (request.OldSize, request.Proof.Count, request.Checkpoint.Signatures.Count));
        Assert.Equal(text, Encoding.UTF8.GetString(request.ToBytes()));
    }

    [Theory]
    [InlineData("old 00\n\ntext\n\n— a.example AAAAAAE=\n")]
    [InlineData("old\n\ntext\n\n— a.example AAAAAAE=\n")]
    [InlineData("new 0\n\ntext\n\n— a.example AAAAAAE=\n")]
    [InlineData("old 1\nAAAA\n\ntext\n\n— a.example AAAAAAE=\n")]
    [InlineData("old 0\ntext\n— a.example AAAAAAE=\n")]
    [InlineData("")]
    public void A_malformed_request_is_refused(string body) => Assert.NotEmpty(NoteTests.Code(() => AddCheckpoint.Parse(Encoding.UTF8.GetBytes(body))));

    [Fact]
    public void More_than_63_hashes_are_refused()
    {
        var line = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";
        var tail = "\ntext\n\n— a.example AAAAAAE=\n";
        Assert.Equal(63, AddCheckpoint.Parse(Encoding.UTF8.GetBytes($"old 1\n{string.Concat(Enumerable.Repeat(line, 63))}{tail}")).Proof.Count);
        Assert.NotEmpty(NoteTests.Code(() => AddCheckpoint.Parse(Encoding.UTF8.GetBytes($"old 1\n{string.Concat(Enumerable.Repeat(line, 64))}{tail}"))));
    }

    [Theory]
    [InlineData("20852014\n", 20_852_014)]
    [InlineData("0\n", 0)]
    public void The_size_in_a_conflict_is_read(string body, long size) => Assert.Equal(size, AddCheckpoint.ParseSize(Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("20852014")]
    [InlineData("01\n")]
    [InlineData("\n")]
    [InlineData("1\n\n")]
    public void Any_other_size_is_refused(string body) => Assert.NotEmpty(NoteTests.Code(() => AddCheckpoint.ParseSize(Encoding.UTF8.GetBytes(body))));

    [Fact]
    public async Task Cosignatures_of_strangers_in_the_answer_are_ignored_and_a_missing_one_is_an_error()
    {
        using var stranger = SigningKey.FromSeed("stranger.example/w", new byte[32], SignatureType.CosignatureV1);
        await town.Record(3);
        var lines = stranger.Cosign(town.Newest.Text, Noon).Line + county.Cosign(town.Newest.Text, Noon).Line;
        var reply = await Fixed(HttpStatusCode.OK, lines).Cosign(town.Newest, town.Rows, 0);
        Assert.Equal(["town.example/log", "county.example/witness"], ((WitnessReply.Cosigned)reply).Checkpoint.Signatures.Select(s => s.Name));
        foreach (var bad in new[] { stranger.Cosign(town.Newest.Text, Noon).Line, county.Cosign("other\n", Noon).Line, county.Cosign(town.Newest.Text, DateTimeOffset.UnixEpoch).Line, "", "nonsense\n" })
            await Assert.ThrowsAsync<LogException>(async () => await Fixed(HttpStatusCode.OK, bad).Cosign(town.Newest, town.Rows, 0));
        Assert.Equal(503, Assert.IsType<WitnessReply.Refused>(await Fixed(HttpStatusCode.ServiceUnavailable, "later").Cosign(town.Newest, town.Rows, 0)).Status);
    }

    [Fact]
    public async Task The_last_checkpoint_a_witness_saw_is_read_by_the_hash_of_the_origin()
    {
        await town.Record(3);
        var cosigned = town.Newest.With([county.Cosign(town.Newest.Text, Noon)]);
        var seen = await Fixed(HttpStatusCode.OK, Encoding.UTF8.GetString(cosigned.ToBytes()),
            "/monitor/" + Convert.ToHexStringLower(Reference.Sha("town.example/log"u8.ToArray())) + "/checkpoint").Latest(new("http://county.example/monitor"), town.Key.Verifier);
        Assert.Equal(3, seen!.Size);
        Assert.Null(await Fixed(HttpStatusCode.NotFound, "").Latest(new("http://county.example/monitor"), town.Key.Verifier));
        await Assert.ThrowsAsync<LogException>(async () => await Fixed(HttpStatusCode.OK, Encoding.UTF8.GetString(town.Newest.ToBytes())).Latest(new("http://county.example/"), town.Key.Verifier));
    }

    public void Dispose()
    {
        county.Dispose();
        town.Dispose();
    }

    private WitnessClient Client(HttpMessageHandler server) => new(new HttpClient(server), new("http://county.example/submit/"), county.Verifier);

    private WitnessClient Fixed(HttpStatusCode status, string body, string? path = null) => Client(new Answering(request =>
        path is null || request.RequestUri!.AbsolutePath == path ? new(status) { Content = new StringContent(body) } : new(HttpStatusCode.BadGateway)));

    private sealed class Answering(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(answer(request));
    }

    private sealed class WitnessServer(Witness witness) : HttpMessageHandler
    {
        public Witnessed Last { get; private set; } = Witnessed.Nothing;
        public List<int> Statuses { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Assert.Equal("/submit/add-checkpoint", request.RequestUri!.AbsolutePath);
            var answer = witness.Answer(await request.Content!.ReadAsByteArrayAsync(cancellationToken), Last, Noon);
            Last = answer.Now;
            Statuses.Add(answer.Status);
            var response = new HttpResponseMessage((HttpStatusCode)answer.Status) { Content = new ByteArrayContent(answer.Body) };
            response.Content.Headers.TryAddWithoutValidation("Content-Type", answer.ContentType);
            return response;
        }
    }
}
