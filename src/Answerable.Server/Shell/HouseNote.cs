namespace Answerable.Server.Shell;

/// <summary>A line above every page of the portal, with one link: <c>services.AddSingleton(new HouseNote(…))</c>.</summary>
/// <param name="Key">A key of the word book.</param>
/// <param name="LinkKey">The link's words.</param>
/// <param name="Href">A path of ours.</param>
public sealed record HouseNote(string Key, string LinkKey, string Href);
