using System.Collections.Immutable;
using Answerable.Storage.Search;

namespace Answerable.Storage.Tests.Search;

/// <summary>A hit is marked where it stands, in the words as they were written.</summary>
public sealed class HighlightTests
{
    [Theory]
    [InlineData("村口路灯坏了", "路灯", "村口[路灯]坏了")]
    [InlineData("村口路灯坏了，路灯！", "路灯 坏", "村口[路灯坏]了，[路灯]！")]
    [InlineData("灯", "灯", "[灯]")]
    [InlineData("路灯的灯", "灯", "路[灯]的[灯]")]
    [InlineData("ＬＥＤ Lamps", "led lam", "[ＬＥＤ] [Lamps]")]
    [InlineData("𠮷野家", "𠮷", "[𠮷]野家")]
    [InlineData("下水道", "水道口", "下水道")]
    [InlineData("", "灯", "")]
    public void The_hit_is_marked_and_nothing_else_changes(string text, string typed, string marked) => Assert.Equal(marked, Shown(Highlights.Of(text, SearchQuery.Read(typed))));

    [Fact]
    public void A_snippet_shows_the_first_part_that_has_a_hit_and_some_words_around_it()
    {
        var text = new CaseText("标题", [new string('甲', 50), new string('乙', 100) + "路灯" + new string('丙', 100)]);
        var shown = Shown(Highlights.Snippet(text, SearchQuery.Read("路灯"), 40));
        Assert.Equal("…" + new string('乙', 10) + "[路灯]" + new string('丙', 28) + "…", shown);
        Assert.Empty(Highlights.Snippet(text, SearchQuery.Read("水沟")));
        Assert.Equal("[路灯]", Shown(Highlights.Snippet(new("", [.. ImmutableArray.Create("路灯")]), SearchQuery.Read("路灯"))));
    }

    private static string Shown(IEnumerable<Piece> pieces) => string.Concat(pieces.Select(piece => piece.IsHit ? $"[{piece.Words}]" : piece.Words));
}
