using System.Collections.Immutable;
using Answerable.Deadlines;
using Answerable.Recording;

namespace Answerable.Offices;

/// <summary>Which clocks of the petition regulation an office owes: Art. 22 (信访部门) or Art. 23 (any other organ).</summary>
public enum OfficeRole { PetitionOffice, HandlingOrgan, DisciplineBody, Superior }

/// <summary>What a post lets its holder do. Nobody can do anything that no post of theirs carries.</summary>
public enum Power
{
    /// <summary>Registers visits, letters and calls (窗口接访).</summary>
    Reception,

    /// <summary>Accepts, transfers, gives notice, assigns (受理、转送、交办).</summary>
    Disposition,

    /// <summary>Investigates, notes, drafts a reply (承办).</summary>
    Handling,

    /// <summary>Approves extensions and replies, takes a case in charge (包案、审批).</summary>
    Leadership,

    /// <summary>Stands duty: takes calls, opens emergencies, pages (值班).</summary>
    Duty,

    /// <summary>Commands an emergency response.</summary>
    Command,

    /// <summary>Collects and reports upward (信息报送).</summary>
    Information,

    /// <summary>Offices, people, plan, sign-ins. Sees no case because of it.</summary>
    Administration,

    /// <summary>Verifies the record; sees no case because of it.</summary>
    Audit,
}

/// <param name="Parent">The next higher body: overdue matters and reviews go there.</param>
/// <param name="SealingKey">An age recipient (age1…) whose identity this server does not hold; accusations against the town are sealed to it.</param>
/// <param name="Outside">Not served by this record: reachable at its address only.</param>
public sealed record Office(
    OfficeId Id, Text Name, OfficeRole Role, int Tier, OfficeId? Parent = null, string? SealingKey = null, Text? Address = null, string? Phone = null, bool Outside = false);

public sealed record Unit(UnitId Id, OfficeId Office, Text Name, UnitId? Parent = null);

/// <param name="ReportsTo">The post above it: with it an accused person's reporting line is known (30¶3).</param>
/// <param name="Deputy">The post that stands in when this one cannot be reached (A/B 角).</param>
public sealed record Post(PostId Id, OfficeId Office, UnitId? Unit, Text Title, ImmutableSortedSet<Power> Powers, PostId? ReportsTo = null, PostId? Deputy = null);

/// <param name="Methods">How to reach the person; addresses are in the vault, not here.</param>
public sealed record Person(PersonId Id, string Name, ImmutableArray<ContactMethod> Methods);

/// <param name="Id">Short and fresh; the delivery worker looks the address up by it.</param>
/// <param name="Channel">email or sms or voice.</param>
public sealed record ContactMethod(string Id, string Channel, bool Verified);

/// <summary>Offices, units, posts and the people who hold them: one stream of its kind.</summary>
public sealed record Town : IState<Town>
{
    public static readonly StreamId Stream = StreamId.Only("town");

    public Text Name { get; init; } = Text.Empty;
    public string Zone { get; init; } = "Asia/Shanghai";
    public string Rulebook { get; init; } = "cn-petition-2022";
    public OfficeId? ReceivingOffice { get; init; }
    public ImmutableSortedDictionary<string, Office> Offices { get; init; } = ImmutableSortedDictionary<string, Office>.Empty;
    public ImmutableSortedDictionary<string, Unit> Units { get; init; } = ImmutableSortedDictionary<string, Unit>.Empty;
    public ImmutableSortedDictionary<string, Post> Posts { get; init; } = ImmutableSortedDictionary<string, Post>.Empty;
    public ImmutableSortedDictionary<string, Person> People { get; init; } = ImmutableSortedDictionary<string, Person>.Empty;

    /// <summary>Ids of units, and of posts, in the order in which they were first set: the plan's. People look for them in that order.</summary>
    public ImmutableList<string> UnitOrder { get; init; } = [];
    public ImmutableList<string> PostOrder { get; init; } = [];
    public IEnumerable<Unit> UnitsInOrder => UnitOrder.Select(id => Units[id]);
    public IEnumerable<Post> PostsInOrder => PostOrder.Select(id => Posts[id]);

    /// <summary>Post → its present holder.</summary>
    public ImmutableSortedDictionary<string, PersonId> Holders { get; init; } = ImmutableSortedDictionary<string, PersonId>.Empty;

    /// <summary>Working days: what ships with the program, and what was announced since.</summary>
    public WorkCalendar Calendar { get; init; } = WorkCalendar.China;

    /// <summary>Version of the calendar with which every running clock has been counted; null in a record that never said.</summary>
    public string? CountedWith { get; init; }

    /// <summary>The calendar has changed, and not every running clock has been counted again yet.</summary>
    public bool AwaitsRecount => IsFounded && CountedWith != Calendar.Version;

    public static string Kind => "town";
    public static Town Initial { get; } = new();
    public bool IsFounded => !Name.IsEmpty;
    public IEnumerable<Deadline> Deadlines => [];
    /// <summary>Whether telephone numbers are written as in China.</summary>
    public bool IsInChina => Rulebooks.Find(Rulebook) is not { Country: not "cn" };
    public DateTimeZone TimeZone => DateTimeZoneProviders.Tzdb[Zone];

    public static ICommand<Town> OnDeadline(string key) => throw new InvalidOperationException("A town has no deadlines.");

    public Office? Find(OfficeId id) => id.Value is null ? null : Offices.GetValueOrDefault(id.Value);
    public Unit? Find(UnitId id) => id.Value is null ? null : Units.GetValueOrDefault(id.Value);
    public Post? Find(PostId id) => id.Value is null ? null : Posts.GetValueOrDefault(id.Value);
    public Person? Find(PersonId id) => id.Value is null ? null : People.GetValueOrDefault(id.Value);
    public PersonId? HolderOf(PostId post) => Holders.TryGetValue(post.Value, out var holder) ? holder : null;

    public IEnumerable<Post> PostsOf(PersonId person) =>
        Holders.Where(held => held.Value == person).Select(held => Posts[held.Key]);

    /// <summary>The person, and everybody their posts report to, up to the top: none of them sees an accusation against the person.</summary>
    public IEnumerable<PersonId> ReportingLine(PersonId person)
    {
        var seen = new HashSet<string>();
        var waiting = new Queue<Post>(PostsOf(person));
        yield return person;
        while (waiting.TryDequeue(out var post))
        {
            if (!seen.Add(post.Id.Value) || post.ReportsTo is not { } above || Find(above) is not { } superior)
                continue;
            if (HolderOf(above) is { } holder)
                yield return holder;
            waiting.Enqueue(superior);
        }
    }

    /// <summary>The office above, nearest first.</summary>
    public IEnumerable<Office> Above(OfficeId office)
    {
        var seen = new HashSet<string> { office.Value };
        for (var at = Find(office)?.Parent; at is { } id && seen.Add(id.Value) && Find(id) is { } next; at = next.Parent)
            yield return next;
    }

    public Town With(IEvent happened, Stamp stamp) => happened switch
    {
        TownFounded e => this with { Name = e.Name, Zone = e.Zone, Rulebook = e.Rulebook, Calendar = CalendarUnder(e.Rulebook), CountedWith = e.Calendar },
        OfficeSet e => this with { Offices = Offices.SetItem(e.Office.Id.Value, e.Office), ReceivingOffice = e.Receives ? e.Office.Id : ReceivingOffice },
        UnitSet e => this with { Units = Units.SetItem(e.Unit.Id.Value, e.Unit), UnitOrder = With(UnitOrder, e.Unit.Id.Value) },
        PostSet e => this with { Posts = Posts.SetItem(e.Post.Id.Value, e.Post), PostOrder = With(PostOrder, e.Post.Id.Value) },
        PersonSet e => this with { People = People.SetItem(e.Person.Value, new(e.Person, e.Name, Find(e.Person)?.Methods ?? [])) },
        PostFilled e => this with { Holders = Holders.SetItem(e.Post.Value, e.Holder) },
        PostVacated e => this with { Holders = Holders.Remove(e.Post.Value) },
        ContactSet e => WithMethod(e.Person, new(e.Method, e.Channel, Verified: false)),
        ContactVerified e => WithMethod(e.Person, Find(e.Person)!.Methods.Single(m => m.Id == e.Method) with { Verified = true }),
        HolidaysAnnounced e => this with { Calendar = Calendar.With([e.Year]) },
        ClocksCounted e => this with { CountedWith = e.Calendar },
        _ => this,
    };

    /// <summary>The calendar that comes with a rulebook; what was announced before it was chosen stays where it is the same calendar.</summary>
    public WorkCalendar CalendarUnder(string rulebook) => Rulebooks.CalendarOf(rulebook) is { } calendar && calendar.Id != Calendar.Id ? calendar : Calendar;

    private static ImmutableList<string> With(ImmutableList<string> order, string id) => order.Contains(id) ? order : order.Add(id);

    private Town WithMethod(PersonId person, ContactMethod method)
    {
        var before = People[person.Value];
        var at = before.Methods.ToList().FindIndex(m => m.Id == method.Id);
        var methods = at < 0 ? before.Methods.Add(method) : before.Methods.SetItem(at, method);
        return this with { People = People.SetItem(person.Value, before with { Methods = methods }) };
    }
}
