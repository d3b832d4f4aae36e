using System.Security.Claims;

namespace Answerable.Server.Shell;

/// <summary>One entry of the console's menu. Features register theirs: <c>services.AddSingleton(new NavItem("nav.queue", "/desk/grievances", "inbox", 10))</c>.</summary>
/// <param name="Key">A key of the word book.</param>
/// <param name="Href">A path of ours; the entry is current on every page below it.</param>
/// <param name="Icon">A file name of <c>assets/icons</c>, without its ending.</param>
/// <param name="Order">Smaller stands higher.</param>
/// <param name="Also">Another path below which it is current.</param>
/// <param name="For">Who sees it; everyone signed in when null. It hides, it does not protect: the page decides.</param>
public sealed record NavItem(string Key, string Href, string Icon, int Order, Func<ClaimsPrincipal, ValueTask<bool>>? For = null, string? Also = null);
