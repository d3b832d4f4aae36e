using Answerable.Bench;
using Answerable.Bench.Intake;
using Answerable.Bench.Reading;
using Answerable.Bench.Registering;
using Answerable.Bench.Scale;
using Answerable.Bench.Search;

// registrar | search | lag | intake | reading | all, and scale by itself; PostgreSQL is measured too where ANSWERABLE_BENCH_POSTGRES names a server.
// `town`, `county` and `bare` are the servers that intake, reading and scale start and measure from outside.
var size = int.TryParse(args.ElementAtOrDefault(1), System.Globalization.CultureInfo.InvariantCulture, out var given) ? given : (int?)null;
switch (args.FirstOrDefault())
{
    case "registrar": await RegistrarBench.Run(size ?? 20_000); break;
    case "search": await SearchBench.Run(size ?? 5_000); break;
    case "lag": await LagBench.Run(size ?? 20); break;
    case "intake": await IntakeBench.Run(size ?? 100_000); break;
    case "reading": await ReadingBench.Run(size ?? 100_000); break;
    case "all" or null:
        await RegistrarBench.Run(20_000);
        await SearchBench.Run(5_000);
        await LagBench.Run(20);
        await IntakeBench.Run(100_000);
        await ReadingBench.Run(100_000);
        break;
    case "scale": await ScaleBench.Run(size ?? 200_000); break;
    case "town": await TownServer.Run(args[1], args.ElementAtOrDefault(2), TownServer.Setup(), TownServer.Clerk); break;
    case "county": await TownServer.Run(args[1], args.ElementAtOrDefault(2), County.Setup(), County.Readers); break;
    case "bare": await BareServer.Run(args[1]); break;
    default: Console.Error.WriteLine("registrar | search | lag | intake | reading | scale | all"); return 2;
}

return 0;
