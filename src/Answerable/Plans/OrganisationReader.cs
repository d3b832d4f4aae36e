using System.Text.RegularExpressions;

namespace Answerable.Plans;

/// <summary>Reads who works in which group and who is on which roster, in the body of a plan or in its annex.</summary>
internal sealed partial class OrganisationReader(Claims claims, ItemBook items)
{
    private readonly List<GroupDraft> _groups = [];
    private readonly RosterReader _rosters = new(claims);
    private GroupDraft? _group;

    public IReadOnlyList<PlanGroup> Groups() => [.. _groups.Select(group => group.Build())];

    public IReadOnlyList<PlanRoster> Rosters() => _rosters.Rosters();

    public IReadOnlyList<PlanPerson> People() => _rosters.People();

    /// <param name="section">The part; its heading is claimed already.</param>
    /// <param name="heading">The words of its heading.</param>
    /// <param name="rest">What follows the heading in the same paragraph.</param>
    public void Read(OutlineNode section, Passage heading, Passage rest)
    {
        _group = null;
        _rosters.Begin(heading);
        if (!rest.IsEmpty)
            Paragraph(rest, rest);
        foreach (var node in section.All.Skip(1).Where(node => !claims.Took(node.Source)))
            Paragraph(node.Source, node.Text, node);
    }

    private void Paragraph(Passage source, Passage text, OutlineNode? node = null)
    {
        claims.Take(source.Slice(0, source.Text.Length - text.Text.Length), "number");
        var alone = node is { Children.Count: > 0 } || node?.Mark is not null;
        foreach (var part in Labels.Cut(text))
            Part(part, alone);
    }

    private void Part(Passage part, bool heading)
    {
        if (Labels.Read(part) is { } label)
            Labelled(part, label.Kind, label.After);
        else if (_rosters.ReadOffice(part, _group?.Name ?? ""))
            _rosters.EndList();
        else if (_rosters.ReadAppointments(part, _group is { Commands: true } ? _group.Name : null) || _rosters.ReadMore(part))
            return;
        else if (_group is null && _rosters.ReadTitle(part))
            return;
        else if (GroupHead(part.Text, heading) is { } name)
            Open(part.Slice(0, name.Length), part);
        else if (_group is not null)
            _group.Duties.Add(items.Make(PlanTopic.Organisation, part, part, null, $"{_group.Id}-duty-{_group.Duties.Count + 1}"));
        else
            items.Add(PlanTopic.Organisation, part, part, null, "provision");
    }

    private void Labelled(Passage part, LabelKind kind, Passage rest)
    {
        var roster = kind is LabelKind.Leader or LabelKind.Deputies or LabelKind.Members && _group is null or { Commands: true };
        if (roster || _group is null && kind == LabelKind.Lead)
        {
            if (_group is not null)
                _rosters.Name(_group.Name, part.Line);
            _rosters.Open(kind, part, rest);
            return;
        }

        _rosters.EndList();
        if (_group is null)
            items.Add(PlanTopic.Organisation, part, part, null, "provision");
        else if (kind == LabelKind.Duties)
            _group.Duties.Add(items.Make(PlanTopic.Organisation, part, rest, null, $"{_group.Id}-duty-{_group.Duties.Count + 1}"));
        else
            _group.Take(claims, kind, part, rest.Text);
    }

    private void Open(Passage name, Passage part)
    {
        _rosters.EndList();
        _group = new($"group-{_groups.Count + 1}", name.Text, part.Line);
        _groups.Add(_group);
        claims.Take(name, _group.Id);
        var rest = part.From(name.Text.Length);
        var skip = rest.Text.TakeWhile(c => "：:。，, \t　".Contains(c)).Count();
        claims.Take(rest.Slice(0, skip), _group.Id);
        if (rest.Text.Length > skip)
            Part(rest.From(skip), heading: false);
    }

    private static string? GroupHead(string text, bool heading)
    {
        var match = Head().Match(text);
        var name = match.Groups["name"].Value;
        return match.Success && !Generic().IsMatch(name) && (heading || text.Length > name.Length || name.Length <= 12) ? name : null;
    }

    [GeneratedRegex(@"^(?<name>[\p{IsCJKUnifiedIdeographs}（）()、]{2,24}?(工作领导小组|领导小组|工作小组|工作组|小组|专班|指挥部|办公室|工作队|救援队|抢险队|分队|组))(?=[:：。，,（(\s]|$|主要?负责|负责|由)")]
    private static partial Regex Head();

    [GeneratedRegex("^(各|全体|有关|该|本|上述|以下|下列|工作组|工作小组|小组|成立|设立|根据|经|由|在|为)")]
    private static partial Regex Generic();

    /// <summary>A group while its lines are being read.</summary>
    private sealed class GroupDraft(string id, string name, int line)
    {
        private readonly List<string> _leads = [];
        private readonly List<string> _units = [];
        private readonly List<string> _members = [];
        private string? _deputy;

        public string Id => id;
        public string Name => name;
        public bool Commands { get; } = CommandName().IsMatch(name);
        public List<PlanItem> Duties { get; } = [];

        public void Take(Claims claims, LabelKind kind, Passage part, string text)
        {
            claims.Take(part, id);
            var names = Terms().Split(text.TrimEnd('。', '；', ';')).Select(t => t.Trim()).Where(t => t.Length > 0).ToList();
            switch (kind)
            {
                case LabelKind.Lead or LabelKind.Leader: _leads.AddRange(PersonNames.List(text.TrimEnd('。', '；', ';')).Select(PostInFront)); break;
                case LabelKind.Deputies: _deputy = PersonNames.List(text.TrimEnd('。')).Select(PostInFront).FirstOrDefault(); break;
                case LabelKind.Units: _units.AddRange(names); break;
                default:
                    _units.AddRange(names.Where(n => !PersonNames.IsName(n)));
                    _members.AddRange(names.Where(PersonNames.IsName).Select(PersonNames.Tidy));
                    break;
            }
        }

        // 副镇长孙二 → 孙二
        private static string PostInFront(string text) => RosterReader.SplitTitled(text) is { } titled ? titled.Name : text;

        public PlanGroup Build() => new()
        {
            Id = id, Name = name, NameAsIssued = name, Commands = Commands, Line = line,
            Leads = _leads, Deputy = _deputy, Units = _units, Members = _members, Duties = Duties,
        };
    }

    [GeneratedRegex(@"[、，,;；]|(?<=[办科所站局院室])\s+")]
    private static partial Regex Terms();

    [GeneratedRegex("(领导小组|指挥部)$")]
    private static partial Regex CommandName();
}
