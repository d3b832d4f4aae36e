using System.Text.RegularExpressions;
using Answerable.Recording;

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
    public void Every_refusal_is_explained() =>
        Law.NothingBreaks("docs/refusals.md says what each refusal means and what to do",
            Refusals().Where(code => !Sources.Read("docs/refusals.md").Contains($"`{code}`", StringComparison.Ordinal)));

    [Fact]
    public void Every_explained_refusal_is_still_given() =>
        Law.NothingBreaks("docs/refusals.md explains only what the program says",
            DocumentedCode().Matches(Sources.Read("docs/refusals.md")).Select(match => match.Groups[1].Value).Except(Refusals()));

    [Fact]
    public void Refusals_are_found_in_the_source() => Assert.Contains("not-allowed", Refusals());

    /// <summary>Every code the rules can refuse with.</summary>
    internal static IReadOnlySet<string> Refusals() =>
        Sources.Text("src", ".cs").SelectMany(path => Refusal().Matches(Sources.Read(path))).Select(match => match.Groups[1].Value).ToHashSet();

    [GeneratedRegex("""\b(?:Refuse|RefuseOnRecord|Decision\.Refused|Answer\.Refused|Problem\.Of|Refused)\(\s*"([a-z][a-z0-9-]+)"[^)]*""")]
    private static partial Regex Refusal();

    [GeneratedRegex("^\\| `([a-z][a-z0-9-]+)` \\|", RegexOptions.Multiline)]
    private static partial Regex DocumentedCode();

    [GeneratedRegex(@"^[a-z]+\.[a-z]+(-[a-z]+)*$")]
    private static partial Regex EventName();

    [GeneratedRegex(@"\.v\d+\.golden$")]
    private static partial Regex EventFile();
}
