using Answerable.Engine.Channels;
using Answerable.Engine.Hosting;
using Answerable.Storage.Deliveries;
using Answerable.Engine.Residents;
using Answerable.Storage.Reading;
using Answerable.Storage.Vaults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Answerable.Engine.Deliveries;

/// <summary>Puts the delivery workers and their channels into a host that has the engine.</summary>
public static class DeliveryHosting
{
    /// <param name="mail">Null: no e-mail leaves; its deliveries fail at once and say so.</param>
    /// <param name="sms">Null: likewise.</param>
    public static IServiceCollection AddDeliveries(this IServiceCollection services, DeliveryOptions options, MailOptions? mail = null, SmsOptions? sms = null)
    {
        services.AddSingleton(options);
        services.AddSingleton<DeliveryQueue>();
        services.AddSingleton<TownDirectory>();
        services.AddSingleton(provider => new AckLinks(provider.GetRequiredService<Vault>().Derive(AckLinks.Purpose)));
        services.AddSingleton<IAddressBook, StaffAddresses>();
        services.AddSingleton<IAddressBook, DeskAddress>();
        services.TryAddSingleton<Histories>();
        services.AddSingleton(provider => new ContactCodes(provider.GetRequiredService<Vault>().Derive(ContactCodes.Purpose)));
        services.AddSingleton<IAddressBook, ComplainantAddresses>();
        services.AddSingleton<NoticeCourtesy>();
        services.AddSingleton<IMessageTexts, EmergencyTexts>();
        services.AddSingleton<IMessageTexts, ResidentTexts>();
        services.AddSingleton<IChannel, DeskChannel>();
        if (mail is not null)
            services.AddSingleton<IChannel>(provider => new MailChannel(mail, provider.GetRequiredService<TownClock>()));
        if (sms is not null)
            services.AddSingleton<IChannel>(_ => new SmsChannel(sms, new HttpClient { Timeout = Timeout.InfiniteTimeSpan }));
        services.AddSingleton<Submit>(provider => provider.GetRequiredService<RecordDesk>().Submit);
        services.AddSingleton<DeliveryReports>();
        services.AddSingleton<DeliveryWorker>();
        services.AddHostedService<DeliveryService>();
        return services;
    }
}
