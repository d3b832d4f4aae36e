using MailKit.Security;

namespace Answerable.Engine.Channels;

/// <param name="From">The sender's address.</param>
/// <param name="FromName">Shown beside it.</param>
public sealed record MailOptions(string Host, int Port, string From, string FromName = "")
{
    /// <summary>How the connection is secured; never silently less than what is said here.</summary>
    public SecureSocketOptions Security { get; init; } = SecureSocketOptions.StartTls;
    public string? User { get; init; }
    public string? Password { get; init; }
    /// <summary>How long each step of the conversation may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);
}
