using Answerable.Storage.Rows;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Answerable.Storage;

/// <summary>The stored record, for reading and for migrations. Only a registrar writes events (see <see cref="Appending.IRecordStore"/>).</summary>
public sealed class RecordDb(DbContextOptions<RecordDb> options) : IdentityDbContext<Account>(options)
{
    public DbSet<HeadRow> Heads => Set<HeadRow>();
    public DbSet<EventRow> Events => Set<EventRow>();
    public DbSet<EventTypeRow> EventTypes => Set<EventTypeRow>();
    public DbSet<TileRow> Tiles => Set<TileRow>();
    public DbSet<KeyRow> Keys => Set<KeyRow>();
    public DbSet<TombstoneRow> Tombstones => Set<TombstoneRow>();
    public DbSet<IdempotencyRow> Idempotency => Set<IdempotencyRow>();
    internal DbSet<CaseEntry> Cases => Set<CaseEntry>();
    public DbSet<DeadlineRow> Deadlines => Set<DeadlineRow>();
    public DbSet<DeliveryRow> Deliveries => Set<DeliveryRow>();
    public DbSet<AttachmentRow> Attachments => Set<AttachmentRow>();
    public DbSet<EndedSessionRow> EndedSessions => Set<EndedSessionRow>();

    /// <summary>Where a record stands: the log that grows, and its size. The same place twice means that nothing was recorded between.</summary>
    public async Task<(int Log, long Size)> PositionOf(JurisdictionId jurisdiction, CancellationToken cancel) =>
        await Position.Ask(this, jurisdiction.Value, cancel) is { } head ? (head.Log, head.Size) : (0, 0);

    private static readonly CompiledQuery<string, HeadRow?> Position =
        new((db, jurisdiction, _) => db.Heads.AsNoTracking().SingleOrDefault(h => h.Jurisdiction == jurisdiction));

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<Instant>().HaveConversion<InstantConverter>();
        conventions.Properties<DeliveryState>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        AccountTables.Map(model);
        model.Entity<HeadRow>(e => { e.ToTable("heads"); e.HasKey(r => r.Jurisdiction); });
        model.Entity<EventRow>(e =>
        {
            e.ToTable("events");
            e.HasKey(r => new { r.Jurisdiction, r.Log, r.Seq });
            e.HasIndex(r => new { r.Jurisdiction, r.Stream, r.Version }).IsUnique();
        });
        model.Entity<EventTypeRow>(e => { e.ToTable("event_types"); e.HasKey(r => new { r.Type, r.TypeVersion }); });
        model.Entity<TileRow>(e => { e.ToTable("tiles"); e.HasKey(r => new { r.Jurisdiction, r.Log, r.Level, r.Index }); });
        model.Entity<KeyRow>(e => { e.ToTable("keys"); e.HasKey(r => new { r.Jurisdiction, r.Stream }); });
        model.Entity<TombstoneRow>(e => { e.ToTable("tombstones"); e.HasKey(r => new { r.Jurisdiction, r.Stream }); });
        model.Entity<IdempotencyRow>(e => { e.ToTable("idempotency"); e.HasKey(r => new { r.Jurisdiction, r.Key }); });
        model.Entity<DeadlineRow>(e =>
        {
            e.ToTable("deadlines");
            e.HasKey(r => new { r.Jurisdiction, r.Stream, r.Key });
            e.HasIndex(r => new { r.Jurisdiction, r.DueAt });
        });
        model.Entity<DeliveryRow>(e =>
        {
            e.ToTable("deliveries");
            e.HasKey(r => new { r.Jurisdiction, r.Stream, r.Key });
            e.HasIndex(r => new { r.State, r.Urgent, r.NextAt });
            e.HasIndex(r => new { r.Channel, r.ProviderRef }).HasFilter("provider_ref is not null");
        });
        model.Entity<AttachmentRow>(e => { e.ToTable("attachments"); e.HasKey(r => new { r.Jurisdiction, r.Stream, r.Hash }); });
        model.Entity<EndedSessionRow>(e => { e.ToTable("ended_sessions"); e.HasKey(r => r.Id); e.Property(r => r.Id).HasMaxLength(32); });
        ReadModel.Map(model);
        SnakeCase.Apply(model);
    }
}
