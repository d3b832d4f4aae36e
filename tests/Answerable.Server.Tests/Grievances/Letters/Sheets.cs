using System.Collections.Immutable;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Server.Grievances.Letters;
using Answerable.Server.Shell;
using Answerable.Storage.Rows;
using NodaTime;

namespace Answerable.Server.Tests.Grievances.Letters;

/// <summary>A letter of each kind with invented words in every place.</summary>
internal static class Sheets
{
    public const string Facts = "经现场勘查，塌陷系地下排水管破损所致，面积约两平方米。\n已于八月三日更换水管、回填夯实，恢复通行。";

    public static LetterSheet Of(LetterKind kind, string language = "zh", string? number = "清政信〔2026〕7号", Contact? to = null, string? template = null, string facts = Facts)
    {
        var office = new Office(new("town"), language == "zh" ? Text.Of("清溪镇人民政府", "Qingxi") : English("Milford Parish Council"), OfficeRole.HandlingOrgan, 1,
            Address: language == "zh" ? Text.Zh("清溪镇府前街1号") : English("1 Mill Lane, Milford"), Phone: "0000-5550100");
        var values = LetterWords.Of(kind).Known.ToImmutableSortedDictionary(name => name, name => $"某{name}")
            .SetItems([new("office", office.Name.In(language)), new("recipient", to?.Name ?? "＿＿＿＿＿＿"), new("title", "路灯坏了"), new("facts", facts), new("above", "临江县信访局"), new("appeal-days", "30日"), new("days", "60日"), new("due", "2026年10月3日")]);
        if (kind == LetterKind.ServiceReturn && to is null)
            values = values.RemoveRange(["recipient", "address"]);
        var words = WordBook.Embedded.In(language);
        var shipped = template is null ? LetterTemplate.Shipped(kind, language) : LetterTemplate.Read(kind, template);
        var text = shipped.Fill(new(kind, language, office, new LocalDate(2026, 8, 4), number, values, ["claim", "support", "arbitration"]));
        return new(text, new(7, kind, number), "K7PM-4XQ2-9DTA", words[$"letter.kind.{CaseEntry.Code(kind)}"], words, to, new(shipped, language, null, []));
    }

    private static Text English(string words) => new(ImmutableSortedDictionary<string, string>.Empty.Add("en", words));
}
