using Answerable.Engine.Hosting;
using Answerable.Server.Grievances.Resident.Reviews;
using Answerable.Server.Grievances.Course;
using Answerable.Server.Grievances.Mailbox;
using Answerable.Server.Attachments;
using Answerable.Storage;
using Answerable.Storage.Attachments;
using Microsoft.EntityFrameworkCore;

namespace Answerable.Server.Grievances.Resident;

/// <summary>Wires the pages of a resident.</summary>
internal static class ResidentSetup
{
    public static void AddResident(this IServiceCollection services)
    {
        services.AddSingleton(provider => new AttachmentStore(
            Path.Combine(provider.GetRequiredService<EngineOptions>().DataFolder, "attachments"), provider.GetRequiredService<IDbContextFactory<RecordDb>>()));
        services.AddSingleton<CaseAttachments>();
        services.AddSingleton(provider => new Clamd(provider.GetRequiredService<IConfiguration>().GetSection("Clamd").Get<ClamdOptions>(), provider.GetRequiredService<ILogger<Clamd>>()));
        services.AddSingleton<Intake>();
        services.AddHostedService<AttachmentSweep>();
        services.AddSingleton<DraftSeal>();
        services.AddSingleton<HeldDrafts>();
        services.AddSingleton<CaseTickets>();
        services.AddSingleton<CaseDesk>();
        services.AddSingleton<NoticeDesk>();
    }

    public static void MapResident(this IEndpointRouteBuilder routes)
    {
        routes.MapLodging();
        routes.MapCase();
        routes.MapReviewDoors();
        routes.MapCourse();
        routes.MapPublishedOpinions();
        routes.MapOriginals();
        routes.MapNotices();
        routes.MapFetching();
        routes.MapPressed();
    }
}
