using Answerable.Engine.Sealing;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.Hosting;
using Answerable.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Answerable.Tests.Shared;

/// <summary>An invented town below an invented county.</summary>
public class TownHost() : RealServer(Town, Instant.FromUtc(2026, 3, 2, 1, 0)), IAsyncLifetime
{
    public static readonly JurisdictionId Town = new("qingxi");

    /// <summary>The key of the county's office: the server holds only its public half.</summary>
    public AgeIdentity County { get; } = AgeIdentity.Generate();

    /// <summary>Whether the county has given the town its key.</summary>
    protected virtual bool HasCountyKey => true;

    protected virtual int UnhurriedFilings => 0;

    protected virtual IReadOnlyList<System.Net.IPAddress> Proxies => [];

    /// <summary>Staff sign in with a password alone.</summary>
    protected virtual bool IsDemo => false;

    /// <summary>What a test adds before the server is built.</summary>
    protected virtual void Prepare(WebApplicationBuilder builder) { }

    public async ValueTask InitializeAsync()
    {
        await StartServer();
        foreach (var command in Commands())
            await Set(command);
    }

    public Task<Answer.Recorded> Handle(StreamId stream, ICommand command) => Do(stream, command, new Actor.Staff(new("head")));

    /// <summary>Accepted, assigned, drafted and signed.</summary>
    public async Task Answer(StreamId stream, Opinion opinion)
    {
        await Handle(stream, new Accept("由村镇建设办公室办理。"));
        await Handle(stream, new Assign(new("roads"), new("clerk"), new("head")));
        await Do(stream, new DraftOpinion(opinion), new Actor.Staff(new("clerk")));
        await Handle(stream, new SignOpinion());
    }

    /// <summary>Everything that filing writes, counted: the same before and after means that nothing was half-written.</summary>
    public async Task<string> Footprint()
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<RecordDb>>().CreateDbContextAsync();
        // The folder of the jurisdiction itself, made by the first file ever sent, speaks of no filing and stays.
        var attachments = Path.Combine(Folder, "attachments");
        var files = Directory.Exists(attachments) ? Directory.GetDirectories(attachments).Sum(own => Directory.GetFileSystemEntries(own, "*", SearchOption.AllDirectories).Length) : 0;
        return $"{await db.Events.CountAsync()} events, {await db.Keys.CountAsync()} keys, {await db.Attachments.CountAsync()} attachments, {await db.Deliveries.CountAsync()} deliveries, {files} files";
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        County.Dispose();
    }

    protected override ServerOptions Options(ServerOptions basis) => basis with { Beat = 0.2, Quantum = 4, UnhurriedFilings = UnhurriedFilings, IsDemo = IsDemo, Proxies = Proxies };

    protected override void Configure(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Configuration["Town:NameZh"] = "清溪镇";
        builder.Configuration["Town:NameEn"] = "Qingxi Town";
        builder.Configuration["Town:DutyPhone"] = "010-5550-0100";
        Prepare(builder);
    }

    /// <summary>What sets the town up.</summary>
    protected virtual IEnumerable<ICommand> Commands()
    {
        yield return new FoundTown(Text.Of("清溪镇", "Qingxi Town"), "Asia/Shanghai", "cn-petition-2022");
        yield return new SetOffice(new(new("county"), Text.Of("临江县信访局", "Linjiang County Petition Office"), OfficeRole.PetitionOffice, 2,
            SealingKey: HasCountyKey ? County.Recipient.ToString() : null, Address: Text.Of("临江县人民路 1 号", "1 Renmin Road, Linjiang"), Phone: "010-5550-0200", Outside: true));
        yield return new SetOffice(new(new("town"), Text.Of("清溪镇信访办", "Qingxi Petition Desk"), OfficeRole.HandlingOrgan, 1, new("county")), Receives: true);
        yield return new SetUnit(new(new("roads"), new("town"), Text.Of("村镇建设办公室", "Village Works Office")));
        yield return new SetPost(new(new("mayor"), new("town"), null, Text.Of("镇长", "Mayor"), [Power.Leadership, Power.Disposition]));
        yield return new SetPost(new(new("works"), new("town"), new("roads"), Text.Of("办公室主任", "Head of works"), [Power.Handling], new("mayor")));
        yield return new SetPerson(new("head"), "测试甲");
        yield return new SetPerson(new("clerk"), "测试乙");
        yield return new FillPost(new("mayor"), new("head"));
        yield return new FillPost(new("works"), new("clerk"));
    }
}

/// <summary>A town whose county has not given its key.</summary>
public sealed class KeylessTownHost : TownHost
{
    protected override bool HasCountyKey => false;
}

/// <summary>A town that slows filings after the 498th within an hour from one address: late enough that the delays together stay short.</summary>
public sealed class HurriedTownHost : TownHost
{
    protected override int UnhurriedFilings => 498;
}
