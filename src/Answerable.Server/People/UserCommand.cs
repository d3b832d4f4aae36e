using System.CommandLine;
using System.Text.Json;
using Answerable.Engine.Hosting;
using Answerable.Storage.Vaults;
using Microsoft.EntityFrameworkCore;
using Spectre.Console;

namespace Answerable.Server.People;

/// <summary><c>answerable user add|password|totp-reset|close|open|list --data DIR [--postgres CONN] [--json]</c>: accounts, for whoever runs the server.</summary>
public static class UserCommand
{
    private static readonly Option<string> Data = new("--data") { Description = "The data folder 数据目录", Required = true };
    private static readonly Option<string?> Postgres = new("--postgres") { Description = "PostgreSQL connection string; without it, SQLite in the data folder" };
    private static readonly Option<bool> AsJson = new("--json") { Description = "Machine-readable output" };

    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "Account name 账号" };
        var person = new Option<string>("--person") { Description = "Id of the person in the town's record 人员编号", Required = true };
        var jurisdiction = new Option<string?>("--jurisdiction") { Description = "Needed where the server keeps several records" };
        var add = Verb("add", "Create an account and print its password, once 新建账号", (parse, accounts, db) => Add(accounts, db, parse.GetValue(name)!, parse.GetValue(person)!, parse.GetValue(jurisdiction)));
        add.Add(name);
        add.Add(person);
        add.Add(jurisdiction);
        return new Command("user", "Sign-ins of staff. What somebody may do follows from their posts, not from here. 工作人员账号")
        {
            add,
            Verb("list", "Accounts, their second factor, and whether they are locked 列出账号", async (_, accounts, _) => await accounts.List()),
            Named("password", "Give a new password and end every session 重置密码", async (accounts, one) => new Given(one, await accounts.ResetPassword(one))),
            Named("totp-reset", "Remove one-time codes, recovery codes and passkeys, and end every session 清除验证方式", async (accounts, one) => await Done(accounts.RemoveSecondFactor(one), one, "second factors removed")),
            Named("close", "Close the account of somebody who has left 停用账号", async (accounts, one) => await Done(accounts.Close(one, closed: true), one, "closed")),
            Named("open", "Open a closed or locked account again 恢复账号", async (accounts, one) => await Done(accounts.Close(one, closed: false), one, "open")),
        };
    }

    private sealed record Given(string Name, string Password);

    private sealed record Told(string Name, string State);

    private static Command Named(string verb, string about, Func<Accounts, string, Task<object>> act)
    {
        var name = new Argument<string>("name") { Description = "Account name 账号" };
        var command = Verb(verb, about, (parse, accounts, _) => act(accounts, parse.GetValue(name)!));
        command.Add(name);
        return command;
    }

    private static Command Verb(string verb, string about, Func<ParseResult, Accounts, Storage.RecordDb, Task<object>> act)
    {
        var command = new Command(verb, about) { Data, Postgres, AsJson };
        command.SetAction(async (parse, _) =>
        {
            if (!Directory.Exists(parse.GetValue(Data)))
                return Fail(parse, "data-folder-missing", $"{parse.GetValue(Data)} does not exist. Start the server on it once, or check the path.");
            await using var services = Open(new(parse.GetValue(Data)!, parse.GetValue(Postgres)));
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<Storage.RecordDb>();
            if ((await db.Database.GetPendingMigrationsAsync()).Any())
                return Fail(parse, "data-folder-not-ready", "The database there is empty or of an older version. Start the server on it once; it prepares it.");
            try
            {
                Say(parse, await act(parse, scope.ServiceProvider.GetRequiredService<Accounts>(), db));
                return 0;
            }
            catch (AccountException wrong)
            {
                return Fail(parse, wrong.Code, wrong.Message);
            }
        });
        return command;
    }

    private static async Task<object> Add(Accounts accounts, Storage.RecordDb db, string name, string person, string? jurisdiction)
    {
        if (jurisdiction is null && db.Heads.Select(head => head.Jurisdiction).ToList() is var all)
            jurisdiction = all.Count == 1 ? all[0] : throw new AccountException("jurisdiction-missing", $"Say which record with --jurisdiction: {string.Join(", ", all)}.");
        return new Given(name, await accounts.Add(name, person, jurisdiction!));
    }

    private static async Task<object> Done(Task act, string name, string state)
    {
        await act;
        return new Told(name, state);
    }

    private static ServiceProvider Open(EngineOptions options)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddDatabase(options);
        services.AddSingleton(_ => Vault.Open(options.KeysFolder));
        services.AddDataProtection();
        services.AddAccounts();
        return services.BuildServiceProvider();
    }

    private static void Say(ParseResult parse, object result)
    {
        var output = parse.InvocationConfiguration.Output;
        if (parse.GetValue(AsJson))
            output.WriteLine(JsonSerializer.Serialize(result, result.GetType(), JsonSerializerOptions.Web));
        else if (result is Given given)
            output.WriteLine($"账号 account   {given.Name}\n密码 password  {given.Password}\n只显示这一次。 Shown this once.");
        else if (result is Told told)
            output.WriteLine($"{told.Name}: {told.State}");
        else
            AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(output) }).Write(Table((IReadOnlyList<AccountLine>)result));
    }

    private static Table Table(IReadOnlyList<AccountLine> lines)
    {
        var table = new Table().AddColumns("账号 account", "人员 person", "record", "二次验证 second factor", "状态 state");
        foreach (var line in lines)
            table.AddRow(Markup.Escape(line.Name), Markup.Escape(line.Person), Markup.Escape(line.Jurisdiction), line.SecondFactor, line.Lock);
        return table;
    }

    private static int Fail(ParseResult parse, string code, string message)
    {
        parse.InvocationConfiguration.Error.WriteLine(parse.GetValue(AsJson) ? JsonSerializer.Serialize(new { code, message }, JsonSerializerOptions.Web) : $"answerable: {message}");
        return 1;
    }
}
