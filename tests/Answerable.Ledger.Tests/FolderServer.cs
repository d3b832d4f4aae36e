using System.Net;

namespace Answerable.Ledger.Tests;

/// <summary>Serves a folder as a web server would, within the process; without a folder, answers 500.</summary>
public sealed class FolderServer(string? folder) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (folder is null) return Task.FromResult(new HttpResponseMessage(HttpStatusCode.InternalServerError));
        var file = Path.Combine(folder, request.RequestUri!.AbsolutePath["/log/".Length..]);
        return Task.FromResult(File.Exists(file)
            ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(File.ReadAllBytes(file)) }
            : new HttpResponseMessage(HttpStatusCode.NotFound));
    }
}
