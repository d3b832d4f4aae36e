using Answerable.Storage.Search;
using CsCheck;

namespace Answerable.Storage.Tests.Search;

/// <summary>What is looked for is found where it stands, however it is written; these are laws, whatever the text.</summary>
public sealed class TokenTests
{
    private static readonly Gen<string> Han = Any("路", "灯", "坏", "了", "三", "个", "月", "𠮷", "水", "沟", "积", "臭").Array[1, 12].Select(string.Concat);
    private static readonly Gen<string> Mixed = Any("路灯", "下水道", "Lamp", "LED灯", "12", "ｋｍ", "，", "。", " ", "\n", "𠮷野", "é", "垃圾", "〇", "3号楼", "\u200B").Array[0, 20].Select(string.Concat);

    private static Gen<string> Any(params string[] parts) => Gen.Int[0, parts.Length - 1].Select(i => parts[i]);

    [Theory]
    [InlineData("路灯坏了", "路灯 灯坏 坏了 了")]
    [InlineData("灯", "灯")]
    [InlineData("Street LAMP 12", "street lamp 12")]
    [InlineData("ＬＥＤ灯１２盏", "led 灯 12 盏")]
    [InlineData("路灯，坏了", "路灯 灯 坏了 了")]
    [InlineData("路\u200B灯", "路灯 灯")]
    [InlineData("下水\n道", "下水 水道 道")]
    [InlineData("A12座", "a 12 座")]
    [InlineData("号码13900000000在", "号码 码 在")]
    [InlineData("𠮷野", "𠮷野 野")]
    [InlineData("…—！", "")]
    public void A_text_has_these_terms(string text, string terms) => Assert.Equal(terms, string.Join(' ', Tokens.Terms(text)));

    [Fact]
    public void Any_part_of_a_Chinese_word_finds_the_text_it_is_part_of() =>
        Gen.Select(Han, Gen.Int[0, 11], Gen.Int[1, 12]).Sample((word, from, length) =>
        {
            var signs = word.EnumerateRunes().ToArray();
            var part = string.Concat(signs.Skip(from % signs.Length).Take(length).Select(sign => sign.ToString()));
            Assert.True(InMemory.Matches(Tokens.Terms("前，" + word + "。后").ToList(), SearchQuery.Read(part)), part);
        });

    [Fact]
    public void What_is_not_in_a_text_in_one_piece_is_not_found_there() =>
        Gen.Select(Han, Han).Sample((text, sought) =>
            Assert.Equal(text.Contains(sought, StringComparison.Ordinal), InMemory.Matches(Tokens.Terms(text).ToList(), SearchQuery.Read(sought))));

    [Fact]
    public void Width_case_and_composition_change_nothing() =>
        Mixed.Sample(text => Assert.Equal(Tokens.Terms(text), Tokens.Terms(text.ToUpperInvariant().Normalize(System.Text.NormalizationForm.FormD))));

    [Fact]
    public void Terms_hold_nothing_that_a_database_would_take_for_a_sign_of_its_own() =>
        Gen.String.Sample(text => Assert.All(Tokens.Terms(text), term => Assert.DoesNotContain(term, c => char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c) || char.IsWhiteSpace(c))));

    [Fact]
    public void A_term_stands_where_it_says() =>
        Mixed.Sample(text =>
        {
            var folded = Folded.Of(text);
            Assert.All(Tokens.Of(folded), token => Assert.Equal(token.Term, string.Concat(Folded.Of(folded.Text[token.Start..token.End]).Signs.Select(sign => sign.Rune.ToString()))));
        });

    [Theory]
    [InlineData("13900000000"), InlineData("139 0000 0000"), InlineData("１３９-0000-0000"), InlineData("+86 (139) 0000 0000"), InlineData("一三九零零零零零零零零"), InlineData("0510-87654321"), InlineData("8765432")]
    [InlineData("110101199001011234"), InlineData("11010119900101123X"), InlineData("路灯 13900000000"), InlineData("test@example.cn"), InlineData("test ＠ example"), InlineData("test (at) example.cn"), InlineData("139.0000.0000")]
    [InlineData("20260305"), InlineData("2026 0305"), InlineData("٠٥١٠٨٧٦٥٤٣٢")]
    public void Nobody_searches_by_a_number_or_an_address(string typed) => Assert.Equal("query-is-a-person", Assert.Throws<QueryRefusedException>(() => SearchQuery.Read(typed)).Code);

    [Theory, InlineData("路灯"), InlineData("2026-03-05"), InlineData("2026年3月5日"), InlineData("〔2026〕15号"), InlineData("甲政发〔2026〕1050号"), InlineData("12345"), InlineData("三三两两"), InlineData("3号楼301室"), InlineData("12 ABC")]
    public void What_names_a_matter_may_be_looked_for(string typed) => Assert.NotEmpty(SearchQuery.Read(typed).Clauses);

    [Theory, InlineData(""), InlineData("  "), InlineData("，。！"), InlineData("\uD842")]
    public void A_query_without_a_letter_has_no_clause(string typed) => Assert.Empty(SearchQuery.Read(typed).Clauses);
}

/// <summary>The meaning of a query, said once more and simply: what both databases must agree with.</summary>
internal static class InMemory
{
    public static bool Matches(IReadOnlyList<string> terms, SearchQuery query) =>
        !query.Clauses.IsEmpty && query.Clauses.All(clause => clause.Begins
            ? terms.Any(term => term.StartsWith(clause.Terms[0], StringComparison.Ordinal))
            : Enumerable.Range(0, Math.Max(0, terms.Count - clause.Terms.Length + 1)).Any(at => clause.Terms.SequenceEqual(terms.Skip(at).Take(clause.Terms.Length))));
}
