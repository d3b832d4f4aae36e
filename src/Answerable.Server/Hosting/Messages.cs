using Answerable.Engine.Channels;
using Answerable.Engine.Deliveries;
using Answerable.Server.Grievances;

namespace Answerable.Server.Hosting;

/// <summary>How messages leave: from the options, else from the settings (<c>Mail__Host</c>, <c>Sms__Url</c>, <c>PublicUrl</c> …, docs/operate.md).</summary>
internal static class Messages
{
    public static void AddMessages(this WebApplicationBuilder builder, ServerOptions options)
    {
        var settings = builder.Configuration;
        var publicUrl = options.PublicUrl ?? (Uri.TryCreate(settings["PublicUrl"], UriKind.Absolute, out var url) ? url : null);
        builder.Services.AddSingleton(new Site(publicUrl, options.Urls, settings["AllowedHosts"]));
        var deliveries = new DeliveryOptions
        {
            PublicUrl = publicUrl,
            DutyPhone = settings["DutyPhone"],
            Alone = options.Postgres is null,
            QuietAtNight = !options.IsDemo, // whoever tries it out in the evening sees what is sent
        };
        var (mail, sms) = (options.Mail ?? settings.GetSection("Mail").Get<MailOptions>(), options.Sms ?? settings.GetSection("Sms").Get<SmsOptions>());
        builder.Services.AddDeliveries(deliveries, mail, sms);
        builder.Services.AddSingleton(new NoticeWays(sms is not null, mail is not null));
        if ((options.SmsReceipts ?? settings.GetSection("SmsReceipts").Get<SmsReceiptOptions>()) is { } receipts)
            builder.Services.AddSingleton(receipts);
    }
}
