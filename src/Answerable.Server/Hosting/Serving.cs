using System.Net.Sockets;
using Answerable.Engine.Hosting;
using Microsoft.AspNetCore.Connections;

namespace Answerable.Server.Hosting;

/// <summary>Serves until it is told to stop. What keeps a server from starting is said in two languages, without a stack trace.</summary>
internal static class Serving
{
    private const int Refused = 1;

    /// <param name="started">Once it listens.</param>
    /// <returns>The exit code: 0 after a stop that was asked for, 1 when it could not start.</returns>
    public static async Task<int> Run(
        ServerOptions options, Action<WebApplicationBuilder>? first, Action<WebApplication>? last, Func<WebApplication, Task> started, CancellationToken cancel)
    {
        try
        {
            await using var app = ServerHost.Build(options, first);
            last?.Invoke(app);
            await app.StartAsync(cancel);
            await started(app);
            await app.WaitForShutdownAsync(cancel);
            return 0;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return 0; // stopped while it was still starting
        }
        catch (Exception failure) when (Explain(failure, options) is not null)
        {
            await Console.Error.WriteLineAsync(Explain(failure, options));
            return Refused;
        }
    }

    private static string? Explain(Exception failure, ServerOptions options) => failure switch
    {
        FolderInUseException => $"""
            应答：数据文件夹 {options.Data} 正由另一个应答程序使用。请先停止那一个，或者用 --data 另选文件夹。
            answerable: another Answerable is running on the data folder {options.Data}. Stop that one, or choose another folder with --data.
            """,
        _ when Cause<AddressInUseException>(failure) is not null => $"""
            应答：{options.Urls} 的端口已被其他程序占用。请先停止那个程序，或者另选端口（demo 用 --port，serve 用 --urls）。
            answerable: another program is using the port of {options.Urls}. Stop it, or choose another port (--port for demo, --urls for serve).
            """,
        _ when Cause<SocketException>(failure) is { SocketErrorCode: SocketError.AccessDenied } => $"""
            应答：没有权限监听 {options.Urls}。1024 以下的端口通常只有管理员可用，请另选端口。
            answerable: not allowed to listen on {options.Urls}. Ports below 1024 usually belong to the administrator; choose another one.
            """,
        UnauthorizedAccessException or IOException => $"""
            应答：数据文件夹 {options.Data} 不能写入：{failure.Message} 请检查权限和剩余空间，或者用 --data 另选文件夹。
            answerable: the data folder {options.Data} cannot be written: {failure.Message} Check its permissions and free space, or choose another folder with --data.
            """,
        _ => null,
    };

    private static T? Cause<T>(Exception? failure) where T : Exception =>
        failure switch { null => null, T found => found, _ => Cause<T>(failure.InnerException) };
}
