using Microsoft.AspNetCore.Http.Extensions;

namespace Answerable.Server.Shell;

/// <summary>Addresses that keep the filters a reader set.</summary>
public static class Links
{
    /// <summary>The address of this page with one value of its query changed; null takes the value away.</summary>
    public static string With(HttpRequest request, string name, string? value)
    {
        var query = new QueryBuilder(request.Query.Where(pair => pair.Key != name).SelectMany(pair => pair.Value, (pair, one) => KeyValuePair.Create(pair.Key, one ?? "")));
        if (value is not null) query.Add(name, value);
        return request.PathBase + request.Path + query.ToQueryString();
    }

    /// <summary>The pages worth a link: first, last, and those around the current one; 0 stands for a gap.</summary>
    public static IEnumerable<int> Around(int page, int pages)
    {
        var last = 0;
        foreach (var one in Enumerable.Range(1, pages).Where(one => one == 1 || one == pages || Math.Abs(one - page) <= 1))
        {
            if (one - last > 1) yield return 0;
            yield return last = one;
        }
    }
}
