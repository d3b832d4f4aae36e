using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Answerable.Server.Shell;

/// <summary>Answers an endpoint with a Razor component as a whole page, inside the layout the component names.</summary>
public static class Show
{
    /// <example><c>return Show.Page&lt;LodgePage&gt;(200, (nameof(LodgePage.Step), step));</c></example>
    public static IResult Page<TPage>(int status = StatusCodes.Status200OK, params (string Name, object? Value)[] parameters) where TPage : IComponent =>
        new RazorComponentResult<TPage>(parameters.ToDictionary(one => one.Name, one => one.Value))
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        };
}
