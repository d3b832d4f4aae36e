using System.Collections.Concurrent;
using System.Diagnostics;

namespace Answerable.Tests.Shared;

/// <summary>A program of ours as another process, which a test talks to, and stops or kills without warning.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> complaints = [];

    private Child(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) => complaints.Enqueue(line.Data ?? "");
        process.BeginErrorReadLine();
    }

    /// <summary>What it said on its error stream so far.</summary>
    public string Complaints => string.Join('\n', complaints);

    /// <summary>This same suite, started with other arguments.</summary>
    /// <param name="prelude">Shell commands that the process inherits the effects of, e.g. a limit.</param>
    public static Child Start(string? prelude, params string[] arguments) => Start(typeof(Child).Assembly.Location, prelude, arguments);

    /// <param name="dll">The program, started with <c>dotnet</c>.</param>
    public static Child Start(string dll, string? prelude, string[] arguments) => new(prelude is null
        ? new ProcessStartInfo("/usr/bin/env", ["--default-signal=INT", "dotnet", dll, .. arguments]) // a suite in the background passes on that Ctrl-C is ignored
        : new ProcessStartInfo("/bin/sh", ["-c", $"{prelude}; exec dotnet \"$0\" \"$@\"", dll, .. arguments]));

    /// <summary>The next line it says; null when it has ended.</summary>
    public Task<string?> Line(CancellationToken cancel) => process.StandardOutput.ReadLineAsync(cancel).AsTask();

    /// <summary>Says a line to it.</summary>
    public Task Tell(string line) => process.StandardInput.WriteLineAsync(line);

    /// <summary>SIGKILL, now: nothing of it runs any more when this returns.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>SIGKILL, and everything it still managed to say before.</summary>
    public async Task<IReadOnlyList<string>> Kill(CancellationToken cancel)
    {
        process.Kill();
        return await Rest(cancel);
    }

    /// <summary>Says nothing more to it, which ends a program that listens.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Leave(CancellationToken cancel)
    {
        process.StandardInput.Close();
        return await Ended(cancel);
    }

    /// <summary>What Ctrl-C does.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Interrupt(CancellationToken cancel)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -INT {process.Id}"]);
        await kill.WaitForExitAsync(cancel);
        return await Ended(cancel);
    }

    /// <returns>The exit code.</returns>
    public async Task<int> Ended(CancellationToken cancel)
    {
        await process.WaitForExitAsync(cancel);
        return process.ExitCode;
    }

    /// <summary>Everything it says until it ends.</summary>
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
