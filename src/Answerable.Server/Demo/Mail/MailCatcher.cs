using System.Buffers;
using System.Net;
using MimeKit;
using SmtpServer;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Answerable.Server.Demo.Mail;

/// <summary>A mail server on loopback that puts everything into the mailbox and passes nothing on.</summary>
internal sealed class MailCatcher(Mailbox mailbox, DemoPost post) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stopping)
    {
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add(new Store(mailbox));
        var options = new SmtpServerOptionsBuilder()
            .ServerName("demo").Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, post.MailPort))).Build();
        return new SmtpServer.SmtpServer(options, services).StartAsync(stopping);
    }

    private sealed class Store(Mailbox mailbox) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancel)
        {
            using var raw = new MemoryStream(buffer.ToArray());
            using var mail = await MimeMessage.LoadAsync(raw, cancel);
            foreach (var to in transaction.To)
                mailbox.Put("email", $"{to.User}@{to.Host}", mail.Subject ?? "", mail.TextBody ?? "");
            return SmtpResponse.Ok;
        }
    }
}
