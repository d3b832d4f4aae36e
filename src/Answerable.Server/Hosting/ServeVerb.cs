using System.CommandLine;

namespace Answerable.Server.Hosting;

/// <summary><c>serve --data DIR | --postgres CONN</c>: the production server.</summary>
internal static class ServeVerb
{
    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "Data folder: database, logs, attachments, keys. 数据文件夹。", DefaultValueFactory = _ => "data" };
        var postgres = new Option<string?>("--postgres") { Description = "PostgreSQL connection string; otherwise SQLite in the data folder. PostgreSQL 连接串。" };
        var urls = new Option<string>("--urls") { Description = "Addresses to listen on. 监听地址。", DefaultValueFactory = _ => "http://localhost:8080" };
        var jurisdiction = new Option<string>("--jurisdiction") { Description = "Short name of the record to begin when there is none. 首次建立记录时的简称。", DefaultValueFactory = _ => "main" };
        var beat = new Option<double>("--beat") { Description = "Seconds between checkpoints. 公开校验点的间隔（秒）。", DefaultValueFactory = _ => 60 };
        var quantum = new Option<int>("--quantum") { Description = "Leaves each checkpoint adds. 每个校验点增加的叶子数。", DefaultValueFactory = _ => 16 };
        var unhurried = new Option<int>("--unhurried") { Description = "Filings an hour from one address before further ones are slowed; 0: never. 同一地址每小时超过多少件后放慢接收；0 为不放慢。", DefaultValueFactory = _ => 60 };
        var proxies = new Option<System.Net.IPAddress[]>("--proxy")
        {
            Description = "IP address of a proxy in front that is to be believed; may be repeated. 所信任的前置代理地址。", DefaultValueFactory = _ => [],
            CustomParser = given => [.. given.Tokens.Select(token => System.Net.IPAddress.TryParse(token.Value, out var address) ? address : Wrong(given, token.Value))],
        };
        var witnesses = new Option<string[]>("--witness") { Description = "A witness of the log: 'ADDRESS VKEY [MONITORING]'; may be repeated. 日志见证方。" };
        var logHost = new Option<string>("--log-host") { Description = "Host in the name of a log begun now. 新建日志名称中的主机名。", DefaultValueFactory = _ => "answerable.localhost" };
        var cluster = new Option<string?>("--cluster") { Description = "Name of the cluster this node belongs to (PostgreSQL only). 所属集群名称。" };
        var node = new Option<string?>("--node") { Description = "IP address at which the other nodes reach this one. 本节点地址。" };
        var verb = new Command("serve", "Serve. 启动服务。") { data, postgres, urls, jurisdiction, beat, quantum, unhurried, proxies, witnesses, logHost, cluster, node };
        verb.Validators.Add(result =>
        {
            if (result.GetValue(cluster) is not null && result.GetValue(postgres) is null)
                result.AddError("A cluster needs --postgres: one SQLite file belongs to one process.");
        });
        verb.SetAction((arguments, cancel) => Serving.Run(new(arguments.GetValue(data)!, arguments.GetValue(postgres))
        {
            Urls = arguments.GetValue(urls)!,
            Jurisdiction = arguments.GetValue(jurisdiction)!,
            Beat = arguments.GetValue(beat),
            Quantum = arguments.GetValue(quantum),
            UnhurriedFilings = arguments.GetValue(unhurried),
            Proxies = arguments.GetValue(proxies) ?? [],
            Witnesses = arguments.GetValue(witnesses) ?? [],
            LogHost = arguments.GetValue(logHost)!,
            Cluster = arguments.GetValue(cluster) is { } name ? new(name, 0, 0) { Address = arguments.GetValue(node) } : null,
        }, null, null, _ => Task.CompletedTask, cancel));
        return verb;
    }

    private static System.Net.IPAddress Wrong(System.CommandLine.Parsing.ArgumentResult given, string typed)
    {
        given.AddError($"{typed} is not an IP address.");
        return System.Net.IPAddress.None;
    }
}
