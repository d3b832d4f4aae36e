using System.Net.Sockets;
using System.Text;

namespace Answerable.Server.Tests.Grievances;

/// <summary>Somebody whose line breaks in the middle of what they send.</summary>
internal static class CutConnection
{
    /// <summary>Sends this much, says nothing more, and waits until the server has noticed.</summary>
    /// <returns>What it answered; empty where it only hung up.</returns>
    public static async Task<string> Send(Uri to, string request)
    {
        using var socket = new TcpClient(to.Host, to.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request));
        socket.Client.Shutdown(SocketShutdown.Send);
        try
        {
            var buffer = new byte[4096];
            return Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer));
        }
        catch (IOException)
        {
            return "";
        }
    }
}
