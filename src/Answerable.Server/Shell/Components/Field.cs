using Microsoft.AspNetCore.Components;

namespace Answerable.Server.Shell.Components;

/// <summary>What every field has: a name that is also its id, a label, a hint, and the error found for it.</summary>
public abstract class Field : ComponentBase
{
    [Inject] protected Words W { get; set; } = null!;

    [CascadingParameter] public FormErrors? Errors { get; set; }
    [CascadingParameter] public PostForm? Form { get; set; }
    [CascadingParameter] public HttpContext? Http { get; set; }

    [Parameter, EditorRequired] public string Name { get; set; } = "";
    [Parameter, EditorRequired] public string Label { get; set; } = "";
    [Parameter] public string? Hint { get; set; }
    [Parameter] public string? Value { get; set; }

    /// <summary>May be left empty; the label says so. Fields without this mark must be answered.</summary>
    [Parameter] public bool Optional { get; set; }

    /// <summary>The label is the page's heading: one question per page.</summary>
    [Parameter] public bool AsHeading { get; set; }

    [Parameter(CaptureUnmatchedValues = true)] public IReadOnlyDictionary<string, object>? Attributes { get; set; }

    /// <summary>Everything typed into this field before a switch of language or look; null on every other request.</summary>
    protected IReadOnlyList<string>? Typed => Form is not null && KeptForm.Of(Http) is { } kept && kept.TryGetValue(Name, out var typed) ? [.. typed.OfType<string>()] : null;

    protected override void OnInitialized() => Form?.Keep();

    protected override void OnParametersSet() => Value = Typed is { } typed ? string.Join(',', typed) : Value;

    protected string? Error => Errors?.For(Name, W);

    protected string Class => Error is null ? "field" : "field has-error";

    protected string? Invalid => Error is null ? null : "true";

    /// <summary>The ids of hint and error, which a screen reader reads after the label.</summary>
    protected string? DescribedBy => (Hint is { Length: > 0 }, Error is not null) switch
    {
        (true, true) => $"{Name}-hint {Name}-error",
        (true, false) => $"{Name}-hint",
        (false, true) => $"{Name}-error",
        _ => null,
    };
}
