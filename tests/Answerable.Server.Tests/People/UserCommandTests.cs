using System.Text.Json;
using Answerable.Server.People;
using Answerable.Storage;
using Answerable.Storage.Rows;
using Answerable.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Answerable.Server.Tests.People;

public sealed class UserCommandTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("answerable-user-");

    [Fact]
    public async Task An_account_is_made_listed_and_given_a_new_password()
    {
        var first = Password(await Run(0, "add", "接待员甲", "--person", "p-7"));
        var line = (await Run(0, "list"))[0];
        Assert.Equal(("接待员甲", "p-7", "nowhere", "none", "open"), (Of(line, "name"), Of(line, "person"), Of(line, "jurisdiction"), Of(line, "secondFactor"), Of(line, "lock")));
        Assert.NotEqual(first, Password(await Run(0, "password", "接待员甲")));
        await Run(0, "totp-reset", "接待员甲");
        await Run(0, "close", "接待员甲");
        Assert.Equal("closed", Of((await Run(0, "list"))[0], "lock"));
        await Run(0, "open", "接待员甲");
        Assert.Equal("open", Of((await Run(0, "list"))[0], "lock"));
    }

    [Fact]
    public async Task A_name_is_taken_once()
    {
        await Run(0, "add", "clerk", "--person", "p-1");
        Assert.Equal("DuplicateUserName", Of(await Run(1, "add", "clerk", "--person", "p-2"), "code"));
    }

    [Theory, InlineData("password"), InlineData("totp-reset"), InlineData("close")]
    public async Task Nobody_is_made_by_mistyping_a_name(string verb) => Assert.Equal("account-unknown", Of(await Run(1, verb, "nobody"), "code"));

    public async ValueTask InitializeAsync()
    {
        var options = new DbContextOptionsBuilder<RecordDb>();
        SqliteRecord.Use(options, folder.FullName);
        await using var db = new RecordDb(options.Options);
        await Migrations.BringUpToDate(db, new SqliteCopy(folder.FullName), Path.Combine(folder.FullName, "backups"), default);
        db.Heads.Add(new HeadRow { Jurisdiction = "nowhere", Origin = "invented.example/log/nowhere" });
        await db.SaveChangesAsync();
    }

    public ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<JsonElement> Run(int code, params string[] arguments)
    {
        using var output = new StringWriter();
        var parsed = UserCommand.Create().Parse([.. arguments, "--data", folder.FullName, "--json"]);
        parsed.InvocationConfiguration.Output = parsed.InvocationConfiguration.Error = output;
        Assert.Empty(parsed.Errors);
        Assert.Equal(code, await parsed.InvokeAsync(parsed.InvocationConfiguration));
        return JsonDocument.Parse(output.ToString()).RootElement;
    }

    private static string Of(JsonElement line, string name) => line.GetProperty(name).GetString()!;

    private static string Password(JsonElement given)
    {
        var password = Of(given, "password");
        Assert.Matches("^[a-z2-9]{4}(-[a-z2-9]{4}){3}$", password);
        return password;
    }
}
