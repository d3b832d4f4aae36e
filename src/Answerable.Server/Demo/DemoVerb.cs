using System.CommandLine;
using Answerable.Engine.Reading;
using Answerable.Server.Demo.Mail;
using Answerable.Server.Grievances;
using Answerable.Server.Hosting;

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
        var site = new Uri($"http://localhost:{port}");
        var post = DemoPost.On(site);
        var options = post.Wire(new ServerOptions(data)
        {
            Urls = site.GetLeftPart(UriPartial.Authority), Jurisdiction = DemoTown.Jurisdiction.Value, Beat = 1, Quantum = 8, IsDemo = true,
        });
        return await Serving.Run(options, builder =>
        {
            Named(builder);
            post.Add(builder.Services);
        }, PostEndpoints.Map, async app => DemoGreeting.Print(Console.Out, options.Urls, await Prepare(app, cancel)), cancel);
    }

    /// <returns>The case to try as a resident.</returns>
    private static async Task<Filed.Accepted> Prepare(WebApplication app, CancellationToken cancel)
    {
        var books = app.Services.GetRequiredService<BookShelf>();
        var cases = ActivatorUtilities.CreateInstance<DemoCases>(app.Services);
        if (await ActivatorUtilities.CreateInstance<DemoTown>(app.Services).FoundOnce((await books.Get(DemoTown.Jurisdiction, cancel)).Town, PlanFile))
            await cases.Lodge();
        return await cases.ToTry();
    }

    private static void Named(WebApplicationBuilder builder)
    {
        builder.Configuration["Town:NameZh"] = "清河镇（演示）";
        builder.Configuration["Town:NameEn"] = "Qinghe (demo)";
        builder.Configuration["Town:DutyPhone"] ??= "0000-5550110";
        builder.Configuration["Town:AddressZh"] = "清河镇府前街 1 号";
        builder.Configuration["Town:AddressEn"] = "1 Fuqian Street, Qinghe";
        builder.Configuration["Town:HoursZh"] = "工作日 8:30—12:00，14:00—17:30";
        builder.Configuration["Town:HoursEn"] = "Working days 8:30–12:00 and 14:00–17:30";
    }

    private static string PlanFile => Path.Combine(AppContext.BaseDirectory, "data", "plans", "petition-plan-as-issued.txt");
}
