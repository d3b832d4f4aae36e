using System.Reflection;
using System.Text.RegularExpressions;
using Answerable.Recording;
using Answerable.Storage;
using Microsoft.EntityFrameworkCore;

namespace Answerable.Laws;

/// <summary>
/// What is never built (README, "What it never does"), looked for in everything that could carry it: names of events, commands, enum
/// members, fields, columns and routes. Names are read word by word, so <c>Rescore</c> is found and <c>Underscore</c> is not.
/// </summary>
public sealed partial class BoundaryLaws
{
    /// <summary>Watching, profiling, scoring, locating, intercepting, persuading back, escorting, dispersing; A9: number, face and finger of a person.</summary>
    private static readonly string[] Words =
    [
        "watch", "watched", "watchlist", "blacklist", "greylist", "surveil", "surveillance", "monitored", "profile", "profiling", "score", "scores", "scoring", "rescore",
        "whereabouts", "gps", "geolocation", "movements", "itinerary", "mood", "ideology", "temperament", "stance", "intercept", "interception", "intercepted", "dissuade", "persuade", "persuasion",
        "escort", "escorted", "repatriate", "disperse", "dispersal", "admonish", "stability", "keyperson", "keypersons", "keypeople", "troublemaker", "agitator", "organiser", "organizer", "inviter", "instigator", "slogan", "slogans",
        "biometric", "face", "facial", "idcard", "identitynumber", "gait", "sentiment",
    ];

    /// <summary>Words that need a second one beside them to break the law: a risk point is a slope, a person's risk is forbidden.</summary>
    private static readonly (string[] Any, string[] With)[] Pairs =
    [
        (["risk", "threat", "danger", "tag", "tags", "category", "rank", "level", "history", "count", "location", "position", "movement", "travel"], ["person", "persons", "complainant", "complainants", "petitioner", "petitioners", "filer"]),
        (["repeat", "frequent", "habitual", "serial", "vexatious"], ["filer", "complainant", "petitioner", "visitor", "caller"]),
        (["identity", "resident"], ["number", "card"]),
        (["ip", "remote", "client"], ["address"]),
        (["user"], ["agent"]),
    ];

    [Fact]
    public void No_event_command_or_choice_is_for_acting_against_people() =>
        Law.NothingBreaks("Never built: watching, profiling, scoring, locating, intercepting", Types().SelectMany(Names).Where(name => Breaks(name.Name)).Select(name => name.Where));

    [Fact]
    public void No_table_or_column_holds_what_would_be_needed_for_it() =>
        Law.NothingBreaks("Never stored: watching, profiling, scoring, locating, intercepting", Columns().Where(column => Breaks(column.Name)).Select(column => column.Where));

    [Fact]
    public void No_page_or_route_leads_there() =>
        Law.NothingBreaks("Never shown: watching, profiling, scoring, locating, intercepting", Routes().Where(route => Breaks(route.Template)).Select(route => $"{route.Path}: {route.Template}"));

    [Fact]
    public void No_page_or_route_lists_cases_by_who_complained() =>
        Law.NothingBreaks("A person's cases are listed for nobody but that person",
            Routes().Where(route => PersonsCases().IsMatch(route.Template)).Select(route => $"{route.Path}: {route.Template}"));

    [Fact]
    public void No_case_table_can_be_searched_by_who_complained() =>
        Law.NothingBreaks("No column of a case says who complained",
            Columns().Where(column => !column.IsStaff && WhoComplained().IsMatch(column.Name)).Select(column => column.Where));

    [Fact]
    public void What_identifies_a_complainant_is_personal_in_every_event() =>
        Law.NothingBreaks("Sealed under the case's own key, gone when the key is destroyed", EventType.All.SelectMany(type => type.Fields
            .Where(field => !field.Personal && WhoComplained().IsMatch(field.Name)).Select(field => $"{type.Name}.{field.Name}")));

    [Theory]
    [InlineData("WatchPerson"), InlineData("RiskOfComplainant"), InlineData("riskScore"), InlineData("/console/people/{id}/whereabouts"), InlineData("InterceptTeam"), InlineData("IdCard")]
    [InlineData("KeyPersons"), InlineData("complainant_location"), InlineData("client_address"), InlineData("PersuadeBack"), InlineData("repeat-filer-count")]
    public void The_law_would_notice(string name) => Assert.True(Breaks(name));

    [Theory, InlineData("RiskPoint"), InlineData("EventPlace"), InlineData("ResponseLevel"), InlineData("Underscore"), InlineData("ContactAddress"), InlineData("IdempotencyKey"), InlineData("surface_area")]
    public void The_law_lets_lawful_names_be(string name) => Assert.False(Breaks(name));

    [Theory, InlineData("/console/complainants/{name}/cases"), InlineData("/api/v1/grievances/by-phone/{phone}"), InlineData("/api/v1/people/{id}/grievances"), InlineData("/console/cases?filer={id}")]
    public void The_law_on_lists_would_notice(string template) => Assert.Matches(PersonsCases(), template);

    private static bool Breaks(string name)
    {
        var words = Word().Matches(name).Select(match => match.Value.ToLowerInvariant()).ToList();
        var joined = words.Zip(words.Skip(1), string.Concat);
        return words.Concat(joined).Any(Words.Contains) || Pairs.Any(pair => words.Any(pair.Any.Contains) && words.Any(pair.With.Contains));
    }

    private static IEnumerable<Type> Types() =>
        new[] { "Answerable", "Answerable.Storage", "Answerable.Engine", "Answerable.Server" }.SelectMany(name => Assembly.Load(name).GetTypes())
            .Where(type => type.IsAssignableTo(typeof(IEvent)) || type.IsAssignableTo(typeof(ICommand)) || type.IsEnum);

    private static IEnumerable<(string Name, string Where)> Names(Type type) =>
        type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(member => member is PropertyInfo or FieldInfo).Select(member => member.Name).Prepend(type.Name).Select(name => (name, $"{type.FullName}: {name}"));

    private static IEnumerable<(string Name, string Where, bool IsStaff)> Columns()
    {
        using var db = new RecordDb(new DbContextOptionsBuilder<RecordDb>().UseSqlite("Data Source=:memory:").Options);
        return [.. from entity in db.Model.GetEntityTypes()
                   from name in entity.GetProperties().Select(property => property.Name).Prepend(entity.ClrType.Name)
                   select (name, $"{entity.ClrType.Name}.{name}", IsStaff(entity.ClrType))];
    }

    // Sign-ins belong to people who work for an office; they have telephones like anybody else.
    private static bool IsStaff(Type entity) => entity == typeof(Storage.Rows.Account) || entity.Namespace?.StartsWith("Microsoft.AspNetCore.Identity", StringComparison.Ordinal) is true;

    private static IEnumerable<(string Path, string Template)> Routes() =>
        from path in Sources.Text("src/Answerable.Server", ".cs", ".razor")
        from match in Route().Matches(Sources.Read(path))
        select (path, match.Groups[1].Value);

    [GeneratedRegex("""(?:@page\s+|\bMap(?:Get|Post|Put|Delete|Patch|Group|Methods)?\(\s*|\[Route\()\$?"([^"]*)"?""")]
    private static partial Regex Route();

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"(complainant|petitioner|filer|by-(phone|name|email|person|contact))s?\b.*|(people|persons?|users?)/\{[^}]*\}/(cases|grievances)", RegexOptions.IgnoreCase)]
    private static partial Regex PersonsCases();

    [GeneratedRegex("^(complainant|petitioner|filer|joiner)(_?(name|id|phone|email|key|hash))?$|^(contact_?)?(phone|email|phone_?number)$", RegexOptions.IgnoreCase)]
    private static partial Regex WhoComplained();
}
