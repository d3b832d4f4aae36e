using System.Diagnostics;
using System.Text.Json;

namespace Answerable.Smoke.Record;

/// <summary>What one run of the program said, and its exit code.</summary>
/// <param name="Output">Standard output, without the last line break.</param>
/// <param name="Errors">Standard error.</param>
internal sealed record Verb(int Code, string Output, string Errors)
{
    public string LastLine => Output.Split('\n')[^1];
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>Runs the program as a person at a console does: a process of its own.</summary>
    public static async Task<Verb> Run(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Answerable.Server.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, output.TrimEnd('\n', '\r'), await errors);
    }

    /// <summary>That it ended well; otherwise what it said.</summary>
    public Verb Well()
    {
        Assert.True(Code == 0, $"exit code {Code}\n{Output}\n{Errors}");
        return this;
    }

    /// <summary>That it ended with 1.</summary>
    public Verb Refused()
    {
        Assert.True(Code == 1, $"exit code {Code}\n{Output}\n{Errors}");
        return this;
    }
}
