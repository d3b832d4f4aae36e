using System.Text.Json;
using Spectre.Console;

namespace Answerable.Server.Record;

/// <summary>What a verb says: results on standard output, progress on standard error, so that a pipe carries only results.</summary>
internal static class Terminal
{
    private static readonly JsonSerializerOptions Pretty = new(Recording.Json.Options) { WriteIndented = true };

    public static void Json(object result) => Console.Out.WriteLine(JsonSerializer.Serialize(result, Pretty));

    /// <summary>Says what went wrong and what it means, and gives the exit code 1.</summary>
    public static int Fail(Exception failure, bool json)
    {
        if (json)
            Json(new { ok = false, reason = failure.Message });
        else
            Console.Error.WriteLine(failure.Message);
        return 1;
    }

    /// <summary>Runs long work under a progress bar; without a terminal, in silence.</summary>
    public static async Task<T> WithProgress<T>(bool silent, Func<Action<string, double, double>, Task<T>> work)
    {
        if (silent || Console.IsErrorRedirected)
            return await work((_, _, _) => { });
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await terminal.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).StartAsync(async bars =>
        {
            var tasks = new Dictionary<string, ProgressTask>();
            return await work((name, done, total) =>
            {
                lock (tasks)
                {
                    if (!tasks.TryGetValue(name, out var task))
                        tasks[name] = task = bars.AddTask(Markup.Escape(name));
                    (task.MaxValue, task.Value) = (Math.Max(total, 1), done);
                }
            });
        });
    }
}
