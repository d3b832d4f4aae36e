using NodaTime;

namespace Answerable.Server.Demo.Mail;

/// <summary>A message as the page shows it.</summary>
/// <param name="Name">Whose address it is; null when nobody's.</param>
/// <param name="At">In the town's own time.</param>
public sealed record Letter(PostedMessage Message, string? Name, LocalDateTime At);
