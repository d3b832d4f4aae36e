using System.Text.RegularExpressions;

namespace Answerable.Plans;

/// <summary>Reads lists of people: labelled lines with continuation lines, table rows, and appointments in running text.</summary>
internal sealed partial class RosterReader(Claims claims)
{
    private readonly List<Draft> _drafts = [];
    private readonly List<PlanPerson> _people = [];
    private Passage _title = Passage.Empty;
    private Draft? _draft;
    private LabelKind? _list;

    public IReadOnlyList<PlanRoster> Rosters() => [.. _drafts.Select((draft, i) => draft.Build($"roster-{i + 1}"))];

    public IReadOnlyList<PlanPerson> People() => _people;

    public void Begin(Passage heading) => (_title, _draft, _list) = (heading, null, null);

    public void EndList() => _list = null;

    /// <summary>Says whose roster the next list is, when it belongs to a group of the text.</summary>
    public void Name(string group, int line)
    {
        if (_draft?.Name != group)
            _drafts.Add(_draft = new(group, line));
    }

    /// <summary>组长：赵知远　党委副书记</summary>
    public void Open(LabelKind kind, Passage line, Passage rest)
    {
        Current(line.Line);
        _list = kind;
        claims.Take(line.Slice(0, line.Text.Length - rest.Text.Length), _draft!.Name);
        if (!rest.IsEmpty)
            People(rest);
    }

    /// <summary>A line without a label continues the list before it.</summary>
    public bool ReadMore(Passage line)
    {
        if (Header().IsMatch(line.Text))
        {
            Current(line.Line);
            claims.Take(line, _draft!.Name);
            return true;
        }

        if (_list is null || Sentence().IsMatch(line.Text) || !Begins(line) && !line.Text.Contains('、'))
            return false;
        People(line);
        return true;
    }

    // A name; a rare one is told by the title after it.
    private static bool Begins(Passage line) =>
        PersonNames.Leading(line) is var (name, after) && (PersonNames.IsName(name) || PersonNames.CouldBe(name) && PostTitles.IsTitle(after.Text));

    /// <summary>The annex repeats its title, often over two lines.</summary>
    public bool ReadTitle(Passage line)
    {
        if (_draft is not null || line.Text.Length < 2 || !_title.Text.Contains(PersonNames.Tidy(line.Text), StringComparison.Ordinal))
            return false;
        claims.Take(line, "roster-title");
        return true;
    }

    /// <summary>组长由镇长赵知远担任，副组长由副镇长孙二、吴三担任</summary>
    public bool ReadAppointments(Passage line, string? group)
    {
        var found = Appointment().Matches(line.Text);
        if (found.Count == 0)
            return false;
        if (group is not null)
            Name(group, line.Line);
        Current(line.Line);
        claims.Take(line, _draft!.Name);
        foreach (Match match in found)
        {
            _list = match.Groups["as"].Value switch { ['副', ..] => LabelKind.Deputies, "成员" => LabelKind.Members, _ => LabelKind.Leader };
            Names(match.Groups["who"].Value, line.Line);
        }

        _list = null;
        return true;
    }

    /// <summary>领导小组下设办公室，办公室设在镇信访办，办公室主任由吴三同志兼任，成员为…</summary>
    public bool ReadOffice(Passage line, string group)
    {
        if (!OfficeSentence().IsMatch(line.Text))
            return false;
        if (group.Length > 0 && _drafts.Exists(d => d.Name == group))
            _draft = _drafts.Find(d => d.Name == group);
        Current(line.Line);
        claims.Take(line, _draft!.Name + ":office");
        string? Part(Regex pattern) => pattern.Match(line.Text) is { Success: true } m ? m.Groups["v"].Value.Trim() : null;
        var director = Part(OfficeDirector());
        _draft.Office = new(Part(OfficeAt()), director is null ? null : SplitTitled(director)?.Name ?? PersonNames.Tidy(director), Part(OfficeMembers()), line.Line);
        return true;
    }

    /// <summary>副镇长孙二 → (孙二, 副镇长); null when no title stands in front of the name.</summary>
    public static (string Name, string Title)? SplitTitled(string text)
    {
        var tight = PersonNames.Tidy(text);
        for (var length = 3; length >= 2; length--)
            if (tight.Length > length + 1 && PersonNames.IsName(tight[^length..]) && TitleEnd().IsMatch(tight[..^length]))
                return (tight[^length..], tight[..^length]);
        return null;
    }

    private void Current(int line)
    {
        if (_draft is null)
            _drafts.Add(_draft = new(_title.Text.TrimEnd('。', '：', ':'), line));
    }

    private void People(Passage line)
    {
        claims.Take(line, _draft!.Name);
        var cells = line.Text.Split(['\t', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (cells.Length > 1)
            Row(cells, line.Line);
        else if (Pair().Match(line.Text) is { Success: true } pair && PersonNames.IsName(pair.Groups["name"].Value))
            Add(PersonNames.Tidy(pair.Groups["name"].Value), pair.Groups["post"].Value.Trim(' ', '　', '（', '）', '(', ')', '。', '；'), line.Line);
        else if (PersonNames.Leading(line) is var (name, rest) && Begins(line) && (!line.Text.Contains('、') || !rest.IsEmpty))
            Add(name, rest.Text.Trim('（', '）', '(', ')', '。', '；'), line.Line);
        else
            Names(line.Text, line.Line);
    }

    private void Row(string[] cells, int line)
    {
        var name = Array.FindIndex(cells, PersonNames.IsName);
        if (name < 0)
            name = Array.FindIndex(cells, cell => PersonNames.CouldBe(cell) && !Role().IsMatch(cell));
        if (name < 0)
        {
            _draft!.Notes.Add(string.Join(' ', cells));
            return;
        }

        if (name > 0 && Role().IsMatch(cells[name - 1]))
            _list = cells[name - 1][0] == '副' ? LabelKind.Deputies : cells[name - 1].Contains('成') ? LabelKind.Members : LabelKind.Leader;
        var phone = cells.FirstOrDefault(cell => Phone().IsMatch(cell));
        Add(PersonNames.Tidy(cells[name]), string.Join('、', cells.Skip(name + 1).Where(c => c != phone)), line, phone);
    }

    // 孙二、吴三（副镇长）、信访办主任秦守一
    private void Names(string text, int line)
    {
        foreach (var part in text.Trim('。', '；', ';').Split(['、', '，', ',', '；', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (Pair().Match(part) is { Success: true } pair)
                Add(PersonNames.Tidy(pair.Groups["name"].Value), pair.Groups["post"].Value.Trim('（', '）', '(', ')'), line);
            else if (!PersonNames.IsName(part) && SplitTitled(part) is { } titled)
                Add(titled.Name, titled.Title, line);
            else
                Add(PersonNames.Tidy(part), "", line);
    }

    private void Add(string name, string posts, int line, string? phone = null)
    {
        _draft!.Add(_list ?? LabelKind.Members, name);
        if (!PersonNames.IsName(name) && !(posts.Length > 0 && PersonNames.CouldBe(name)))
            return;
        var found = posts.Length == 0 ? [] : PostTitles.Read(posts);
        var known = _people.FindIndex(person => person.Name == name);
        if (known < 0)
            _people.Add(new() { Id = $"person-{_people.Count + 1}", Name = name, Posts = found, Phone = phone, Line = line });
        else
            _people[known] = _people[known] with { Posts = [.. _people[known].Posts.Union(found)], Phone = _people[known].Phone ?? phone };
    }

    private sealed class Draft(string name, int line)
    {
        private readonly Dictionary<LabelKind, List<string>> _lists = new() { [LabelKind.Leader] = [], [LabelKind.Deputies] = [], [LabelKind.Members] = [] };

        public string Name => name;
        public PlanOffice? Office { get; set; }
        public List<string> Notes { get; } = [];

        public void Add(LabelKind kind, string person) => _lists[kind is LabelKind.Lead ? LabelKind.Leader : kind].Add(person);

        public PlanRoster Build(string id) => new()
        {
            Id = id, Name = name, Line = line, Office = Office,
            Leaders = _lists[LabelKind.Leader], Deputies = _lists[LabelKind.Deputies], Members = [.. _lists[LabelKind.Members], .. Notes],
        };
    }

    [GeneratedRegex(@"(职\s*务|姓\s*名).*[\t|].*(姓\s*名|职\s*务|电\s*话|单\s*位)")]
    private static partial Regex Header();

    [GeneratedRegex("[。；;].|负责(?!人)|做好")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"^(?<name>[^\s（(、，]+?)\s*[（(](?<post>[^）)]+)[）)]\s*$")]
    private static partial Regex Pair();

    [GeneratedRegex(@"(?<as>副组长|组长|副总指挥|总指挥|副指挥长|指挥长|成员)(分别)?由(?<who>.+?)(同志)?(担任|兼任|任|组成)")]
    private static partial Regex Appointment();

    [GeneratedRegex("下设办公室|办公室设在|办公室主任由")]
    private static partial Regex OfficeSentence();

    [GeneratedRegex("(办公室)?设(在|于)(?<v>[^，,。；]+)")]
    private static partial Regex OfficeAt();

    [GeneratedRegex("主任由(?<v>[^，,。；]+?)(同志)?(兼任|担任|任)")]
    private static partial Regex OfficeDirector();

    [GeneratedRegex("成员(为|由|包括)(?<v>[^。；]+?)(组成)?(?=[。；]|$)")]
    private static partial Regex OfficeMembers();

    [GeneratedRegex("(书记|主任|长|主席|委员|经理|负责人|政委|员)$")]
    private static partial Regex TitleEnd();

    [GeneratedRegex(@"组\s*长|指\s*挥|成\s*员|主\s*任")]
    private static partial Regex Role();

    [GeneratedRegex(@"^(\+?86[- ]?)?(1[0-9]{10}|0[0-9]{2,3}[- ]?[0-9]{7,8}|[0-9]{7,8})$")]
    private static partial Regex Phone();
}
