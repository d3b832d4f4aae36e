using System.Diagnostics;

namespace Answerable.Engine.Tests.Hosts;

/// <summary>This same program as another process, which a test reads from and kills without warning.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process process;

    private Child(Process process) => this.process = process;

    /// <param name="prelude">Shell commands that the process inherits the effects of, e.g. a limit.</param>
    public static Child Start(string? prelude, params string[] arguments)
    {
        var dll = typeof(Child).Assembly.Location;
        var start = prelude is null
            ? new ProcessStartInfo("dotnet", [dll, .. arguments])
            : new ProcessStartInfo("/bin/sh", ["-c", $"{prelude}; exec dotnet \"$0\" \"$@\"", dll, .. arguments]);
        start.RedirectStandardOutput = true;
        return new(Process.Start(start)!);
    }

    /// <summary>The next line it says; null when it has ended.</summary>
    public Task<string?> Line(CancellationToken cancel) => process.StandardOutput.ReadLineAsync(cancel).AsTask();

    /// <summary>SIGKILL, and everything it still managed to say before.</summary>
    public async Task<IReadOnlyList<string>> Kill(CancellationToken cancel)
    {
        process.Kill();
        return await Rest(cancel);
    }

    public async Task<IReadOnlyList<string>> Rest(CancellationToken cancel)
    {
        var lines = new List<string>();
        while (await Line(cancel) is { } line)
            lines.Add(line);
        await process.WaitForExitAsync(cancel);
        return lines;
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}
