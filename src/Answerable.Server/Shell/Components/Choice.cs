namespace Answerable.Server.Shell.Components;

/// <summary>One answer a person can choose.</summary>
/// <param name="Value">What is posted.</param>
/// <param name="Title">What it says.</param>
/// <param name="Text">A second line that explains it.</param>
public sealed record Choice(string Value, string Title, string? Text = null);
