using System.Text.RegularExpressions;

namespace Answerable.Smoke;

/// <summary>Forms as a browser without script sends them.</summary>
internal static class Forms
{
    /// <summary>Opens the page, fills its form and posts it.</summary>
    /// <param name="page">Where the form stands.</param>
    /// <param name="to">Null: it is posted to the same path.</param>
    public static async Task<HttpResponseMessage> Post(HttpClient browser, string page, Dictionary<string, string> fields, string? to = null)
    {
        var form = await browser.GetStringAsync(page);
        fields["__RequestVerificationToken"] = Regex.Match(form, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        return await browser.PostAsync(to ?? page, new FormUrlEncodedContent(fields));
    }
}
