using System.CommandLine;
using Answerable.Engine.Hosting;
using Answerable.Engine.Keeping;
using Answerable.Engine.Search;

namespace Answerable.Server.Record;

/// <summary><c>rebuild</c>: folds the read model from the events again and swaps it in, and makes the search index anew; the server may run.</summary>
internal static class RebuildVerb
{
    public static Command Create()
    {
        var (data, postgres, json) = (RecordOptions.Data(), RecordOptions.Postgres(), RecordOptions.Json());
        var verb = new Command("rebuild", "Fold the read model from the events again. 由事件重建查询表。") { data, postgres, json };
        verb.SetAction((arguments, cancel) => Run(new(arguments.GetValue(data)!, arguments.GetValue(postgres)), arguments.GetValue(json), cancel));
        return verb;
    }

    private static async Task<int> Run(EngineOptions options, bool json, CancellationToken cancel)
    {
        try
        {
            await using var host = new KeepingHost(options);
            var rows = await Terminal.WithProgress(json, report => host.Get<Rebuild>().Run(new Report(p => report(p.Table, p.Done, p.Total)), cancel));
            rows = rows.Add("search", await host.Get<SearchIndexer>().RebuildAll(cancel));
            if (json)
                Terminal.Json(new { ok = true, rows });
            else
                foreach (var (table, count) in rows)
                    Console.Out.WriteLine($"{table}: {count} rows");
            return 0;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            return Terminal.Fail(failure, json);
        }
    }

    private sealed class Report(Action<RebuildProgress> tell) : IProgress<RebuildProgress>
    {
        void IProgress<RebuildProgress>.Report(RebuildProgress value) => tell(value);
    }
}
