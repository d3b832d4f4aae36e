using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Answerable.Server.Tests.Grievances.Hidden;

/// <summary>What a way to read can tell of a grievance.</summary>
public enum Tells
{
    /// <summary>The same to everybody: nothing of any case is on it.</summary>
    Nothing,

    /// <summary>Only to whoever holds the access code.</summary>
    ItsComplainant,

    /// <summary>Cases that the reader may see, their number, or a word that something changed.</summary>
    Several,

    /// <summary>One case that the reader may see, named in the address.</summary>
    One,

    /// <summary>Emergencies, and no grievance.</summary>
    Emergencies,

    /// <summary>Commitments on a fixed beat.</summary>
    PublicLog,

    /// <summary>Figures, on the machine itself.</summary>
    Machine,
}

/// <summary>Every way to read that the running server has, and what it can tell. One that is not on the list fails the tests.</summary>
internal static class ReadPaths
{
    public static readonly IReadOnlyDictionary<string, Tells> All = new Dictionary<string, Tells>
    {
        ["/_framework/opaque-redirect"] = Tells.Nothing, ["/"] = Tells.Nothing, ["/how"] = Tells.Nothing, ["/rules"] = Tells.Nothing, ["/healthz"] = Tells.Nothing, ["/readyz"] = Tells.Nothing, ["/openapi/{documentName}.json"] = Tells.Nothing,
        ["/dist/{file}"] = Tells.Nothing, ["/language/{language}"] = Tells.Nothing, ["/look/{look}"] = Tells.Nothing, ["/sign-in"] = Tells.Nothing, ["/sign-in/second"] = Tells.Nothing,
        ["/opinions"] = Tells.Nothing, ["/lodge"] = Tells.Nothing, ["/lodge/{step}"] = Tells.Nothing, ["/track"] = Tells.Nothing, ["/track/mail"] = Tells.Nothing, ["/pressed"] = Tells.Nothing, ["/api/v1/jurisdictions"] = Tells.Nothing,
        ["/desk/account"] = Tells.Nothing, ["/desk/account/codes"] = Tells.Nothing, ["/desk/account/password"] = Tells.Nothing, ["/desk/grievances/register"] = Tells.Nothing, ["/desk/access"] = Tells.Nothing, ["/desk/access/issued"] = Tells.Nothing, ["/desk/access/compare"] = Tells.Nothing, ["/desk/access/lost"] = Tells.Nothing,
        ["/desk/account/recovery"] = Tells.Nothing, ["/desk/grievances/registered"] = Tells.Nothing, ["/desk/calendar"] = Tells.Nothing, ["/desk/directing"] = Tells.Nothing, ["/desk/directing/{part}"] = Tells.Nothing, ["/desk/directing/{part}/file"] = Tells.Nothing,
        ["/desk/plan"] = Tells.Nothing, ["/desk/plan/findings"] = Tells.Nothing, ["/desk/plan/lines"] = Tells.Nothing, ["/desk/plan/create"] = Tells.Nothing, ["/desk/plan/plan.yaml"] = Tells.Nothing,
        ["/api/v1/grievances/{number}"] = Tells.ItsComplainant, ["/api/v1/grievances/{number}/receipt"] = Tells.ItsComplainant,
        ["/case"] = Tells.ItsComplainant, ["/case/receipt"] = Tells.ItsComplainant, ["/case/proof"] = Tells.ItsComplainant, ["/case/originals"] = Tells.ItsComplainant, ["/case/clocks/{key}"] = Tells.ItsComplainant, ["/api/v1/grievances/{number}/clocks/{key}"] = Tells.ItsComplainant, ["/case/files/{hash}"] = Tells.ItsComplainant,
        ["/case/letters/{letter}"] = Tells.ItsComplainant, ["/case/letters/{letter}/docx"] = Tells.ItsComplainant,
        ["/case/notices"] = Tells.ItsComplainant, ["/case/code"] = Tells.ItsComplainant,
        ["/case/not-carried-out"] = Tells.ItsComplainant, ["/case/reception"] = Tells.ItsComplainant, ["/reception"] = Tells.Nothing, ["/desk/receptions"] = Tells.Nothing, ["/desk/receptions/{id}"] = Tells.Several, ["/case/{act:regex(^(add|review|rate|withdraw)$)}"] = Tells.ItsComplainant, ["/case/reviews/{act:regex(^(final|redo|higher)$)}"] = Tells.ItsComplainant,
        ["/desk"] = Tells.Several, ["/desk/grievances"] = Tells.Several, ["/desk/today"] = Tells.Several, ["/desk/duty"] = Tells.Several, ["/desk/duty/live"] = Tells.Several, ["/desk/emergencies/{id}/live"] = Tells.Several,
        ["/desk/grievances/{number}"] = Tells.One, ["/desk/grievances/{number}/opening"] = Tells.One, ["/desk/grievances/{number}/numbers"] = Tells.One, ["/desk/grievances/{number}/oral"] = Tells.One, ["/desk/sheets"] = Tells.Nothing, ["/desk/slips"] = Tells.Nothing, ["/desk/slips/{first:int}"] = Tells.Nothing, ["/desk/grievances/{number}/review"] = Tells.One, ["/desk/grievances/{number}/clocks/{key}"] = Tells.One, ["/desk/grievances/{number}/{action}"] = Tells.One,
        ["/desk/grievances/{number}/files/{hash}"] = Tells.One, ["/desk/grievances/{number}/originals/{hash}"] = Tells.One,
        ["/desk/grievances/{number}/letters/{letter}"] = Tells.One, ["/desk/grievances/{number}/letters/{letter}/docx"] = Tells.One,
        ["/desk/emergencies/{id}"] = Tells.Emergencies, ["/desk/emergencies/{id}/{action}"] = Tells.Emergencies, ["/a/{token}"] = Tells.Emergencies,
        ["/log/{jurisdiction}/{**path}"] = Tells.PublicLog,
        ["/metrics"] = Tells.Machine,
    };

    /// <summary>The patterns of everything that answers a GET, as the running server says.</summary>
    public static IEnumerable<string> Of(IServiceProvider server) => Patterns(server, "GET");

    /// <summary>The patterns of everything that takes a POST.</summary>
    public static IEnumerable<string> Posts(IServiceProvider server) => Patterns(server, "POST");

    public static IEnumerable<string> That(Tells tells) => All.Where(one => one.Value == tells).Select(one => one.Key);

    private static IEnumerable<string> Patterns(IServiceProvider server, string method) =>
        server.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(one => one.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is not { Count: > 0 } methods || methods.Contains(method))
            .Select(one => "/" + one.RoutePattern.RawText!.Trim('/')).Distinct();
}
