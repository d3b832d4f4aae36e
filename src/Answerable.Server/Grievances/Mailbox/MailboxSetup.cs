using Answerable.Engine.Channels;
using Answerable.Server.Hosting;

namespace Answerable.Server.Grievances.Mailbox;

/// <summary>Wires the mailbox. Without settings none is read, and its pages say what they say to everybody.</summary>
internal static class MailboxSetup
{
    public static void AddMailbox(this WebApplicationBuilder builder, ServerOptions options)
    {
        builder.Services.AddSingleton<FetchDesk>();
        if ((options.Mailbox ?? builder.Configuration.GetSection("Mailbox").Get<MailboxOptions>()) is not { } mailbox)
            return;
        var own = options.Mail ?? builder.Configuration.GetSection("Mail").Get<MailOptions>();
        builder.Services.AddSingleton(mailbox);
        builder.Services.AddSingleton(new MailSources(own?.From));
        builder.Services.AddSingleton<MailAnswers>();
        builder.Services.AddSingleton<MailDesk>();
        builder.Services.AddSingleton<MailboxWatch>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<MailboxWatch>());
    }
}
