using Answerable.Recording;
using Answerable.Reports;

namespace Answerable.Emergencies;

[Event("arrangements.group-set", 1)]
public sealed record GroupArranged(ResponseGroup Group, bool CalledOnOpening) : IEvent;

[Event("arrangements.paging-set", 1)]
public sealed record PagingArranged(PagingPolicy Policy) : IEvent;

[Event("arrangements.powers-set", 1)]
public sealed record PowersArranged(ImmutableArray<DeclaringPower> Powers) : IEvent;

[Event("arrangements.report-set", 1)]
public sealed record ReportArranged(ReportRule Rule) : IEvent;
