using System.Text.RegularExpressions;
using Answerable.Server.Shell;

namespace Answerable.Laws;

/// <summary>Every page exists in every language.</summary>
public sealed partial class PhraseLaws
{
    [Fact]
    public void Every_phrase_exists_in_every_language() =>
        Law.NothingBreaks("A phrase is written in Chinese and in English",
            from language in Language.All from other in Language.All
            from key in WordBook.Embedded.Keys(other).Except(WordBook.Embedded.Keys(language)) select $"{language} lacks {key}");

    [Fact]
    public void Every_phrase_takes_the_same_arguments_in_every_language() =>
        Law.NothingBreaks("What is filled in is filled in everywhere", WordBook.Embedded.Keys(Language.Chinese)
            .Where(key => WordBook.Embedded.Has(Language.English, key) && !Arguments(Language.Chinese, key).SetEquals(Arguments(Language.English, key))));

    [Fact]
    public void Every_phrase_a_page_asks_for_is_written() =>
        Law.NothingBreaks("A key nobody wrote shows as ⟦key⟧",
            from path in Sources.Text("src/Answerable.Server", ".razor", ".cs") from match in Asked().Matches(Comment().Replace(Sources.Read(path), ""))
            where !WordBook.Embedded.Has(Language.Chinese, match.Groups[1].Value) select $"{path}: {match.Groups[1].Value}");

    private static HashSet<string> Arguments(string language, string key) =>
        Argument().Matches(WordBook.Embedded.Find(language, key)!.Other).Select(match => match.Value).ToHashSet();

    [GeneratedRegex("""\b[wW]\["([a-z][\w.-]*[\w])"[\],]""")]
    private static partial Regex Asked();

    [GeneratedRegex("^\\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\{\d")]
    private static partial Regex Argument();
}
