using Answerable.Storage.Rows;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Answerable.Storage;

/// <summary>
/// The tables of sign-ins in the third version of their schema, the one with passkeys. Identity chooses its version by what it finds
/// in the container, so a model made without one (migrations, the command line) would be another; here it is the same everywhere.
/// </summary>
internal static class AccountTables
{
    private const int KeyLength = 128;

    public static void Map(ModelBuilder model)
    {
        model.Entity<Account>(e =>
        {
            e.Property(a => a.PhoneNumber).HasMaxLength(256);
            e.HasMany<IdentityUserPasskey<string>>().WithOne().HasForeignKey(p => p.UserId).IsRequired();
        });
        model.Entity<IdentityUserLogin<string>>(e => { e.Property(l => l.LoginProvider).HasMaxLength(KeyLength); e.Property(l => l.ProviderKey).HasMaxLength(KeyLength); });
        model.Entity<IdentityUserToken<string>>(e => { e.Property(t => t.LoginProvider).HasMaxLength(KeyLength); e.Property(t => t.Name).HasMaxLength(KeyLength); });
        model.Entity<IdentityUserPasskey<string>>(e =>
        {
            e.ToTable("AspNetUserPasskeys");
            e.HasKey(p => p.CredentialId);
            e.Property(p => p.CredentialId).HasMaxLength(1024);
            e.OwnsOne(p => p.Data).ToJson();
        });
    }
}
