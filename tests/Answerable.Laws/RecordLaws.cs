using System.Text.RegularExpressions;
using Answerable.Recording;
using Answerable.Server.Shell;

namespace Answerable.Laws;

/// <summary>Ten years of records stay readable, and nobody is refused in a code they cannot look up.</summary>
public sealed partial class RecordLaws
{
    [Fact]
    public void Every_event_has_golden_bytes() =>
        Law.NothingBreaks("tests/**/NAME.vVERSION.golden holds the bytes of every event forever",
            EventType.All.Select(type => $"{type.Name}.v{type.Version}.golden").Except(Sources.Text("tests", ".golden").Select(Path.GetFileName))!);

    [Fact]
    public void Every_golden_belongs_to_an_event_that_can_still_be_read() =>
        Law.NothingBreaks("An event that was ever stored can be read forever",
            Sources.Text("tests", ".golden").Select(Path.GetFileName).Where(name => EventFile().IsMatch(name!)).Except(EventType.All.Select(type => $"{type.Name}.v{type.Version}.golden"))!);

    [Fact]
    public void Every_version_of_an_event_but_the_present_one_can_be_turned_into_the_next() =>
        Law.NothingBreaks("Versions count from 1 without a gap, and each earlier one says how it becomes the next", EventType.All.GroupBy(type => type.Name)
            .Select(versions => (Name: versions.Key, Types: versions.OrderBy(type => type.Version).ToList()))
            .Where(one => one.Types.Where((type, index) => type.Version != index + 1 || type.Clr.IsAssignableTo(typeof(IEarlierEvent)) != (index < one.Types.Count - 1)).Any())
            .Select(one => one.Name));

    [Fact]
    public void Nobody_writes_an_event_in_an_earlier_version() =>
        Law.NothingBreaks("An earlier version is made by reading only", EventType.All.Where(type => type.Clr.IsAssignableTo(typeof(IEarlierEvent)))
            .SelectMany(type => Sources.Text("src", ".cs").Where(path => Sources.Read(path).Contains($"new {type.Clr.Name}(", StringComparison.Ordinal))));

    [Fact]
    public void Event_names_are_of_one_form() =>
        Law.NothingBreaks("An event is called kind.what-happened", EventType.All.Select(type => type.Name).Where(name => !EventName().IsMatch(name)));

    [Fact]
    public void Every_event_is_sealed() =>
        Law.NothingBreaks("A fact has no subtypes", EventType.All.Where(type => !type.Clr.IsSealed).Select(type => type.Clr.FullName!));

    [Fact]
    public void A_personal_field_can_be_absent() =>
        Law.NothingBreaks("After erasure a personal field reads as null", EventType.All.SelectMany(type => type.Fields
            .Where(field => field.Personal && field.Clr.IsValueType && Nullable.GetUnderlyingType(field.Clr) is null).Select(field => $"{type.Name}.{field.Name}")));

    [Fact]
    public void Every_refusal_is_explained_in_every_language() =>
        Law.NothingBreaks("refusal.CODE says what happened, refusal.CODE.next what it means and what to do next",
            from code in Given() from key in new[] { $"refusal.{code}", $"refusal.{code}.next" } from language in Language.All
            where !WordBook.Embedded.Has(language, key) select $"{language}: {key}");

    [Fact]
    public void Every_explained_refusal_is_still_given() =>
        Law.NothingBreaks("Words for a refusal that nobody gives", Explained().Except(Given()).Where(code => !Mentioned.Value.Contains($"\"{code}\"", StringComparison.Ordinal)));

    /// <summary>The page for people who look a code up is written from the words themselves: <c>ANSWERABLE_WRITE_DOCS=1</c> writes it anew.</summary>
    [Fact]
    public void The_page_of_refusals_is_what_the_program_says()
    {
        var page = RefusalPage.Write(Explained());
        if (Environment.GetEnvironmentVariable("ANSWERABLE_WRITE_DOCS") is "1")
            File.WriteAllText(Repository.Path(RefusalPage.Path), page);
        Assert.True(page == Sources.Read(RefusalPage.Path), $"{RefusalPage.Path} is out of date. Run: ANSWERABLE_WRITE_DOCS=1 ./test --only Laws");
    }

    [Fact]
    public void Refusals_are_found_in_the_source() => Assert.Contains("not-allowed", Given());

    private static readonly Lazy<string> Mentioned = new(() => string.Concat(Sources.Text("src", ".cs", ".razor").Select(Sources.Read)));

    /// <summary>Every code that the source refuses with.</summary>
    private static HashSet<string> Given() =>
        Sources.Text("src", ".cs").SelectMany(path => Refusal().Matches(Sources.Read(path))).Select(match => match.Groups[1].Value).ToHashSet();

    private static IEnumerable<string> Explained() =>
        WordBook.Embedded.Keys(Language.Chinese).Where(key => key.StartsWith("refusal.", StringComparison.Ordinal) && !key.EndsWith(".next", StringComparison.Ordinal))
            .Select(key => key["refusal.".Length..]).Order(StringComparer.Ordinal);

    [GeneratedRegex("\\b(?:Refuse|RefuseOnRecord|Refused)\\(\\s*\"([a-z][a-z0-9-]+)\"")]
    private static partial Regex Refusal();

    [GeneratedRegex(@"^[a-z]+\.[a-z]+(-[a-z]+)*$")]
    private static partial Regex EventName();

    [GeneratedRegex(@"\.v\d+\.golden$")]
    private static partial Regex EventFile();
}
