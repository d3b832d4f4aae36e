using System.Text.RegularExpressions;
using Answerable.Server.Shell;

namespace Answerable.Server.Tests.Shell;

/// <summary>Laws of the words: both languages say everything, nothing is said that no page asks for, and no forbidden word is said at all.</summary>
public sealed partial class WordsTests
{
    private static readonly WordBook Book = WordBook.Embedded;
    private static readonly string[] Forbidden = ["稳控", "维稳", "缠访", "闹访", "非访", "上访老户", "重点人员"];

    [Fact]
    public void Every_word_stands_in_both_languages() => Assert.Equal(Book.Keys("zh").Order(), Book.Keys("en").Order());

    [Fact]
    public void Both_languages_leave_the_same_places_open() => Assert.All(Book.Keys("zh"), key =>
        Assert.True(Places(Book.Find("zh", key)!.Other).SetEquals(Places(Book.Find("en", key)!.Other)), key));

    [Fact]
    public void No_word_is_empty_or_forbidden() => Assert.All(Book.Keys("zh"), key =>
    {
        Assert.NotEqual("", Book.Find("zh", key)!.Other.Trim());
        Assert.NotEqual("", Book.Find("en", key)!.Other.Trim());
        Assert.DoesNotContain(Forbidden, word => Book.Find("zh", key)!.Other.Contains(word, StringComparison.Ordinal));
    });

    [Fact]
    public void English_says_nothing_in_Chinese_and_Chinese_says_everything_in_Chinese()
    {
        Assert.All(Book.Keys("en"), key => Assert.DoesNotMatch(@"\p{IsCJKUnifiedIdeographs}", Book.Find("en", key)!.Other));
        // What only joins other words (a comma, a colon) has no character of its own.
        Assert.All(Book.Keys("zh").Where(key => Regex.IsMatch(Book.Find("zh", key)!.Other, @"\p{L}")), key => Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", Book.Find("zh", key)!.Other));
    }

    [Fact]
    public void Every_key_a_page_asks_for_is_written_and_every_written_key_is_asked_for()
    {
        var sources = Sources().ToArray();
        var asked = sources.SelectMany(text => Asked().Matches(text).Select(found => found.Groups[1].Value)).ToHashSet();
        Assert.DoesNotContain(asked, key => !Book.Has("zh", key));
        var whole = string.Join("\n", sources);
        // A key may also be put together: from a listed stem, a stem handed on as a literal ("staff.route"), a literal elsewhere, or refusal.CODE.
        var stems = Stems().Matches(whole).Select(found => found.Groups[1].Value).ToHashSet();
        Assert.DoesNotContain(Book.Keys("zh"), key => !asked.Contains(key) && !whole.Contains($"\"{key}\"", StringComparison.Ordinal)
            && !stems.Any(stem => key.StartsWith(stem, StringComparison.Ordinal)) && !(key.LastIndexOf('.') is > 0 and var dot && whole.Contains($"\"{key[..dot]}\"", StringComparison.Ordinal)) && !(key.EndsWith(".text", StringComparison.Ordinal) && whole.Contains($"\"{key[..^5]}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_refusal_says_what_happened_and_what_to_do_next() => Assert.All(Book.Keys("zh").Where(key => key.StartsWith("refusal.", StringComparison.Ordinal) && !key.EndsWith(".next", StringComparison.Ordinal)),
        key => Assert.True(Book.Has("zh", key + ".next"), key));

    [Fact]
    public void One_thing_and_several_are_said_differently_where_a_language_does_so()
    {
        Assert.Equal("1 day", Book.In("en")["clock.days", 1]);
        Assert.Equal("2 days", Book.In("en")["clock.days", 2]);
        Assert.Equal("1 天", Book.In("zh")["clock.days", 1]);
    }

    [Fact]
    public void A_key_nobody_wrote_shows_itself() => Assert.Equal("⟦no.such.key⟧", Book.In("en")["no.such.key"]);

    [GeneratedRegex("""\bW\["([a-z0-9.\-]+)"[,\]]""", RegexOptions.IgnoreCase)]
    private static partial Regex Asked();

    [GeneratedRegex("""\$"([a-z0-9.\-]+)\{""")]
    private static partial Regex Stems();

    private static HashSet<string> Places(string phrase) => [.. Regex.Matches(phrase, @"\{\d").Select(found => found.Value)];

    private static IEnumerable<string> Sources()
    {
        var server = Path.Combine(Top(AppContext.BaseDirectory), "src", "Answerable.Server");
        return Directory.EnumerateFiles(server, "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .Where(file => !file[server.Length..].Contains("/obj/", StringComparison.Ordinal) && !file[server.Length..].Contains("/node_modules/", StringComparison.Ordinal))
            .Select(File.ReadAllText);
    }

    private static string Top(string folder) => File.Exists(Path.Combine(folder, "Answerable.slnx")) ? folder : Top(Path.GetDirectoryName(folder)!);
}
