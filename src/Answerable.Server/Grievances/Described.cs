using Microsoft.OpenApi;

namespace Answerable.Server.Grievances;

/// <summary>What <c>/openapi/v1.json</c> says of an endpoint beside its types.</summary>
internal static class Described
{
    /// <summary>Every status that it refuses with, as problem details.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses)
            endpoint.ProducesProblem(status);
        return endpoint;
    }

    public static RouteHandlerBuilder TakesHeader(this RouteHandlerBuilder endpoint, string name, string what, bool isRequired = false) => endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        (operation.Parameters ??= []).Add(new OpenApiParameter
        {
            Name = name, In = ParameterLocation.Header, Required = isRequired, Description = what, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
        return Task.CompletedTask;
    });
}
