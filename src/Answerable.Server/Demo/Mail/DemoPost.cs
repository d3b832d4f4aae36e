using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Answerable.Engine.Channels;
using Answerable.Server.Hosting;
using Answerable.Server.Shell;
using MailKit.Security;

namespace Answerable.Server.Demo.Mail;

/// <summary>
/// The demonstration's own post: a mail server and an SMS gateway inside the process, and a page that shows what arrived. Only
/// <c>demo</c> makes one. It takes the place of whatever mail server the machine's settings name: a demonstration writes to nobody.
/// </summary>
/// <param name="Site">Where the demonstration is served, on this machine.</param>
internal sealed record DemoPost(Uri Site, int MailPort, SmsReceiptOptions Receipts)
{
    public const string Page = "/demo/post";
    public const string SmsPath = "/demo/sms";

    public static DemoPost On(Uri site) => new(site, FreePort(), new(RandomNumberGenerator.GetHexString(64)));

    public SmsOptions Sms => new("POST", new Uri(Site, SmsPath).ToString(), """{"to":"{to}","text":"{text}","key":"{key}"}""") { Reference = "\"id\":\"(?<ref>[^\"]+)\"" };

    /// <summary>The same server, whose messages come here.</summary>
    public ServerOptions Wire(ServerOptions options) => options with
    {
        PublicUrl = Site,
        Mail = new("127.0.0.1", MailPort, "duty@qinghe.invalid", "清河镇值班室") { Security = SecureSocketOptions.None },
        Sms = Sms,
        SmsReceipts = Receipts,
    };

    public void Add(IServiceCollection services)
    {
        services.AddSingleton(this);
        services.AddSingleton<Mailbox>();
        services.AddSingleton<Gateway>();
        services.AddHostedService(provider => provider.GetRequiredService<Gateway>());
        services.AddHostedService<MailCatcher>();
        services.AddSingleton(new NavItem("nav.demo-post", Page, "inbox", 950));
        services.AddSingleton(new HouseNote("demo.note", "demo.note.link", Page));
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
