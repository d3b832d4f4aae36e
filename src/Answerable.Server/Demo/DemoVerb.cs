using System.CommandLine;
using Answerable.Engine.Reading;
using Answerable.Server.Hosting;
using Spectre.Console;

namespace Answerable.Server.Demo;

/// <summary><c>demo [--port 8080] [--data DIR]</c>: a town made from the plan document, to try everything on.</summary>
internal static class DemoVerb
{
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "Port on this machine. 本机端口。", DefaultValueFactory = _ => 8080 };
        var data = new Option<string>("--data") { Description = "Data folder; kept between starts. 数据文件夹，重启后保留。", DefaultValueFactory = _ => ".demo" };
        var verb = new Command("demo", "Serve a demonstration town. 启动演示镇。") { port, data };
        verb.SetAction((arguments, cancel) => Run(arguments.GetValue(port), Path.GetFullPath(arguments.GetValue(data)!), cancel));
        return verb;
    }

    private static async Task<int> Run(int port, string data, CancellationToken cancel)
    {
        await using var app = ServerHost.Build(new ServerOptions(data)
        {
            Urls = $"http://localhost:{port}", Jurisdiction = DemoTown.Jurisdiction.Value, Beat = 1, Quantum = 8, IsDemo = true,
        }, Named);
        await app.StartAsync(cancel);
        var books = app.Services.GetRequiredService<BookShelf>();
        var demo = ActivatorUtilities.CreateInstance<DemoTown>(app.Services);
        if (await demo.FoundOnce((await books.Get(DemoTown.Jurisdiction, cancel)).Town, PlanFile))
        {
            books.Changed(DemoTown.Jurisdiction);
            await ActivatorUtilities.CreateInstance<DemoCases>(app.Services).Lodge();
        }

        Print(AnsiConsole.Console, $"http://localhost:{port}");
        await app.WaitForShutdownAsync(cancel);
        return 0;
    }

    private static void Named(WebApplicationBuilder builder)
    {
        builder.Configuration["Town:NameZh"] = "清河镇（演示）";
        builder.Configuration["Town:NameEn"] = "Qinghe (demonstration)";
        builder.Configuration["Town:DutyPhone"] ??= "0000-5550110";
        builder.Configuration["Town:AddressZh"] = "清河镇府前街 1 号";
        builder.Configuration["Town:AddressEn"] = "1 Fuqian Street, Qinghe";
        builder.Configuration["Town:HoursZh"] = "工作日 8:30—12:00，14:00—17:30";
        builder.Configuration["Town:HoursEn"] = "Working days 8:30–12:00 and 14:00–17:30";
    }

    private static string PlanFile => Path.Combine(AppContext.BaseDirectory, "data", "plans", "petition-plan-as-issued.txt");

    private static void Print(IAnsiConsole console, string address)
    {
        var table = new Table().Border(TableBorder.None).AddColumns("账号 account", "密码 password", "岗位 role");
        foreach (var signIn in DemoTown.SignIns)
            table.AddRow(signIn.Account, DemoTown.Password, Markup.Escape($"{signIn.Role.In("zh")} · {signIn.Role.In("en")}"));
        console.WriteLine();
        console.WriteLine($"应答 Answerable · 清河镇（演示）  {address}");
        console.WriteLine($"群众页面 residents      {address}/");
        console.WriteLine($"工作人员登录 staff       {address}/sign-in");
        console.WriteLine($"公开日志 public log      {address}/log/{DemoTown.Jurisdiction}/checkpoint");
        console.Write(table);
        console.WriteLine("按 Ctrl-C 停止 · stop with Ctrl-C");
    }
}
