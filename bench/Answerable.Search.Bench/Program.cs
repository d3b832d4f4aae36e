using Answerable.Search.Bench;

// [number of cases] [turns]; PostgreSQL is measured too where ANSWERABLE_BENCH_POSTGRES names an empty database.
var cases = args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 5_000;
var turns = args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 3;

await using (var sqlite = await BenchRecord.OnSqlite())
    await SearchBench.Run("SQLite", sqlite, cases, turns, ceiling: 1_000);
if (Environment.GetEnvironmentVariable("ANSWERABLE_BENCH_POSTGRES") is { Length: > 0 } connection)
    await using (var postgres = await BenchRecord.OnPostgres(connection))
        await SearchBench.Run("PostgreSQL", postgres, cases, turns, ceiling: 300);
