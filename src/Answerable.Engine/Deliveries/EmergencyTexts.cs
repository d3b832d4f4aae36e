using System.Text.Json;
using Answerable.Engine.Channels;
using Answerable.Offices;
using Answerable.Storage.Rows;

namespace Answerable.Engine.Deliveries;

/// <summary>The words of pages, with the town's name, the post's title and the acknowledgement link put in.</summary>
public sealed class EmergencyTexts(TownDirectory directory, AckLinks links, DeliveryOptions options) : IMessageTexts
{
    public async Task<MessageText?> Write(DeliveryRow row, bool repeat, CancellationToken cancel)
    {
        var arguments = JsonSerializer.Deserialize<Dictionary<string, string>>(row.Arguments, Json.Options) ?? [];
        var town = await directory.Town(new(row.Jurisdiction), cancel);
        var post = arguments.TryGetValue("post", out var id) ? town.Find(new PostId(id))?.Title.In(options.Language) ?? id : "";
        return PageTexts.Write(row.Message, arguments, new(options.Language, town.Name.In(options.Language), post, Link(row, arguments), town.TimeZone, options.DutyPhone), repeat);
    }

    private string? Link(DeliveryRow row, Dictionary<string, string> arguments) =>
        options.PublicUrl is { } url && arguments.TryGetValue("code", out var code)
            ? new Uri(url, $"/a/{links.Token(new(row.Jurisdiction), new(row.Stream), code)}").ToString()
            : null;
}
