using System.Text.Json;
using System.Threading.Channels;
using Answerable.Server.Grievances;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Answerable.Bench.Intake;

/// <summary>The ceiling of an intake: a bare endpoint that reads the same JSON and answers when its row is committed with all that waited.</summary>
internal static class BareServer
{
    public static async Task Run(string folder)
    {
        var waiting = System.Threading.Channels.Channel.CreateUnbounded<(string Body, TaskCompletionSource Done)>(new() { SingleReader = true });
        var writing = Task.Run(() => Write(folder, waiting.Reader));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapPost("/bare", async (HttpRequest request) =>
        {
            var filing = await JsonSerializer.DeserializeAsync<FilingRequest>(request.Body, JsonSerializerOptions.Web);
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Writer.TryWrite((filing!.Body!, done));
            await done.Task;
            return Results.Created("/bare/1", new FilingReceipt("1", "2", "3", "4"));
        });
        await app.StartAsync();
        await Child.UntilTold(app.Urls.First());
        await app.StopAsync();
        waiting.Writer.Complete();
        await writing;
    }

    private static async Task Write(string folder, ChannelReader<(string Body, TaskCompletionSource Done)> waiting)
    {
        using var connection = BareRows.Open(folder);
        var group = new List<(string Body, TaskCompletionSource Done)>();
        while (await waiting.WaitToReadAsync())
        {
            while (waiting.TryRead(out var one))
                group.Add(one);
            BareRows.Insert(connection, group.Select(one => one.Body));
            group.ForEach(one => one.Done.SetResult());
            group.Clear();
        }
    }
}
