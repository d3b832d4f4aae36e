using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Answerable.Storage;

/// <summary>Column names as SQL writes them, so that hand-written statements need no quotes.</summary>
internal static class SnakeCase
{
    public static void Apply(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes().Where(e => e.ClrType.Namespace?.StartsWith("Answerable", StringComparison.Ordinal) is true))
        {
            if (typeof(Microsoft.AspNetCore.Identity.IdentityUser).IsAssignableFrom(entity.ClrType))
                continue;
            foreach (var property in entity.GetProperties())
                property.SetColumnName(Reserved(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)));
        }
    }

    private static string Reserved(string name) => name is "index" or "key" or "open" or "version" or "type" or "state" ? name + "_" : name;
}
