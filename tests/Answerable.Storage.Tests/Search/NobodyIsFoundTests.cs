using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Storage.Search;

namespace Answerable.Storage.Tests.Search;

/// <summary>Safeguard A2: a thousand cases whose bodies repeat the filer's name and phone in ten ways; no query finds one of them by either.</summary>
public sealed class NobodyIsFoundTests
{
    private const string Surnames = "赵钱孙李周吴郑王冯陈", Given = "沅沣洺泠浔涔淇渌湄溦", Numerals = "零一二三四五六七八九";
    private static readonly string Full = "０１２３４５６７８９";

    [Fact]
    public void No_query_for_the_name_or_the_phone_finds_the_case()
    {
        for (var i = 0; i < 1000; i++)
        {
            var contact = Contact(i);
            var terms = CaseText.Of([Lodged(contact, i), new Noted(Body(contact, i + 3)), new WrittenTo([], Body(contact, i + 5))])!.Terms().ToList();
            Assert.True(InMemory.Matches(terms, SearchQuery.Read("路灯")) && InMemory.Matches(terms, SearchQuery.Read("电话")), $"case {i} is found by what it is about");
            foreach (var typed in Queries(contact))
                Assert.False(Finds(terms, typed), $"case {i} is found by {typed}: {string.Join(' ', terms)}");
        }
    }

    [Fact]
    public void Without_masking_they_would_be_found()
    {
        var found = 0;
        for (var i = 0; i < 1000; i++)
        {
            var lodged = Lodged(Contact(i), i) with { Contact = null };
            var terms = CaseText.Of([lodged])!.Terms().ToList();
            found += Queries(Contact(i)).Count(typed => Finds(terms, typed)) > 0 ? 1 : 0;
        }

        Assert.True(found > 900, $"{found} of 1000");
    }

    [Fact]
    public void No_highlight_holds_a_masked_value()
    {
        for (var i = 0; i < 100; i++)
        {
            var contact = Contact(i);
            var text = CaseText.Of([Lodged(contact, i)])!;
            var query = SearchQuery.Read("电话");
            var shown = string.Concat(Highlights.Snippet(text, query, 400).Concat(Highlights.Of(text.Title, query)).Select(piece => piece.Words));
            var (signs, digits) = (Folded.Of(shown), Folded.WithNumerals(shown));
            Assert.Empty(signs.Find(Folded.Of(contact.Name!).Signs, whole: false));
            Assert.Empty(digits.Find(Folded.Of(contact.Phone!).Signs, whole: false));
        }
    }

    private static bool Finds(List<string> terms, string typed)
    {
        try
        {
            return InMemory.Matches(terms, SearchQuery.Read(typed));
        }
        catch (QueryRefusedException)
        {
            return false;
        }
    }

    private static Contact Contact(int i) => new($"{Surnames[i % 10]}{Given[i / 10 % 10]}{Given[(i / 100 + 3) % 10]}", $"139{i * 7919 % 100_000_000:00000000}");

    /// <summary>The ten ways, two of them in each text.</summary>
    private static string Body(Contact contact, int i)
    {
        var (name, phone) = (contact.Name!, contact.Phone!);
        var way = new Func<(string Name, string Phone)>[]
        {
            () => (name, phone),
            () => (string.Join(' ', name.ToCharArray()), $"{phone[..3]} {phone[3..7]} {phone[7..]}"),
            () => (string.Join('·', name.ToCharArray()), $"{phone[..3]}-{phone[3..7]}-{phone[7..]}"),
            () => (string.Join('\u200B', name.ToCharArray()), string.Concat(phone.Select(digit => Full[digit - '0']))),
            () => (name[1..], $"+86 {phone}"),
            () => (string.Join('\n', name.ToCharArray()), string.Concat(phone.Select(digit => Numerals[digit - '0']))),
            () => ($"{name[0]}，{name[1..]}", $"（{phone[..3]}）{phone[3..7]}.{phone[7..]}"),
            () => (string.Join("　", name.ToCharArray()), string.Join(' ', phone.ToCharArray())),
            () => ($"“{name}”", $"0086{phone}，尾号是{phone[7..]}"),
            () => ($"{name[..1]}*{name[1..]}", $"{phone[..7]}\n{phone[7..]}"),
        };
        var (first, second) = (way[i % 10](), way[(i * 7 + 1) % 10]());
        return $"我叫{first.Name}，村口路灯坏了，打我电话{first.Phone}就行。{second.Name}敬上，电话：{second.Phone}。";
    }

    private static IEnumerable<string> Queries(Contact contact)
    {
        var (name, phone) = (contact.Name!, contact.Phone!);
        return
        [
            name, name[1..], name[..2], string.Join(' ', name.ToCharArray()), phone, $"{phone[..3]}-{phone[3..7]}-{phone[7..]}", $"{phone[..3]} {phone[3..7]}", phone[7..], phone[3..7], phone[..3], phone[..6],
            string.Concat(phone.Select(digit => Full[digit - '0'])), string.Concat(phone.Select(digit => Numerals[digit - '0'])), string.Concat(phone[7..].Select(digit => Numerals[digit - '0'])), $"+86{phone}", $"路灯 {phone}", $"尾号{phone[7..]}",
        ];
    }

    private static Lodged Lodged(Contact contact, int i) => new(
        "TEST", GrievanceKind.Claim, Channel.Web, Openness.Open, "", new OfficeId("o1"), null, null, [], [], null, null, [], $"路灯坏了，{contact.Name}", Body(contact, i), "测试村", contact);
}
