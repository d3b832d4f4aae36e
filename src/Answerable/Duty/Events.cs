using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Duty;

[Event("roster.rotation-set", 1)]
public sealed record RotationSet(Rotation Rotation) : IEvent;

[Event("roster.overridden", 1)]
public sealed record DutyOverridden(Override Override) : IEvent;

/// <param name="OpenItems">What the next shift must go on with.</param>
[Event("roster.handover-signed", 1)]
public sealed record HandoverSigned(DutyPost Post, PersonId Outgoing, PersonId Incoming, [property: Personal] string? OpenItems) : IEvent;

/// <param name="Outgoing">Null when nobody handed over: the first shift, or one whose predecessor had gone.</param>
[Event("roster.taken-over", 1)]
public sealed record DutyTakenOver(DutyPost Post, PersonId? Outgoing, PersonId Incoming) : IEvent;
