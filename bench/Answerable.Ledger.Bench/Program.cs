using Answerable.Ledger.Bench;

// dotnet run -c Release --project bench/Answerable.Ledger.Bench
Console.WriteLine($"{Environment.ProcessorCount} processors, .NET {Environment.Version}");
TreeBench.Run();
await ProofBench.Run();
RecordBench.Run();
