using System.Globalization;
using Answerable.Server.Laws;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Answerable.Server.Shell;

/// <summary>The language a page is written in: the reader's choice (cookie), else the browser's, else the town's.</summary>
public static class Language
{
    public const string Cookie = "answerable.language";
    public const string Chinese = "zh";
    public const string English = "en";

    /// <summary>The languages every page exists in; the first is the fallback.</summary>
    public static readonly IReadOnlyList<string> All = [Chinese, English];

    /// <summary>"zh" or "en" for this request; Chinese when there is no request.</summary>
    public static string Of(HttpContext? http) =>
        http is null ? Chinese : Known(http.Items[Cookie] as string ?? http.Request.Cookies[Cookie]) ?? FromHeader(http.Request.Headers.AcceptLanguage) ?? PageLaw.Of(http)?.Language ?? Chinese;

    /// <summary>The language if we speak it ("zh-CN", "EN" and "zh" are spoken), else null.</summary>
    public static string? Known(string? tag) =>
        tag is null ? null : All.FirstOrDefault(one => tag.Equals(one, StringComparison.OrdinalIgnoreCase)
            || tag.StartsWith(one + "-", StringComparison.OrdinalIgnoreCase));

    public static CultureInfo Culture(string language) => CultureInfo.GetCultureInfo(language == English ? "en-GB" : "zh-CN");

    private static string? FromHeader(StringValues header) =>
        StringWithQualityHeaderValue.TryParseList(header, out var wishes)
            ? wishes.Where(wish => wish.Quality is not 0).OrderByDescending(wish => wish.Quality ?? 1).Select(wish => Known(wish.Value.Value)).FirstOrDefault(one => one is not null)
            : null;
}
