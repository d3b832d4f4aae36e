using System.Diagnostics;
using System.Globalization;

namespace Answerable.Bench;

/// <summary>This program as another process: its memory and processor time are its own, and not those of whoever asks it.</summary>
internal sealed class Child : IAsyncDisposable
{
    private readonly Process process;

    private Child(Process process) => this.process = process;

    public Uri Address { get; private set; } = null!;

    /// <summary>Resident memory, in megabytes.</summary>
    public double Megabytes => Status("VmRSS:") / 1024;

    /// <summary>The most it ever was.</summary>
    public double PeakMegabytes => Status("VmHWM:") / 1024;

    public TimeSpan Processor
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static async Task<Child> Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Child).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, RedirectStandardInput = true };
        var child = new Child(Process.Start(start)!);
        while (await child.process.StandardOutput.ReadLineAsync() is { } line)
            if (line.StartsWith("READY ", StringComparison.Ordinal))
            {
                child.Address = new(line["READY ".Length..]);
                return child;
            }

        throw new InvalidOperationException($"{arguments[0]} did not start.");
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>What a child does between being ready and being told to end.</summary>
    public static async Task UntilTold(string address)
    {
        Console.WriteLine($"READY {address}");
        await Console.In.ReadToEndAsync();
    }

    private double Status(string name) =>
        double.Parse(File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
}
