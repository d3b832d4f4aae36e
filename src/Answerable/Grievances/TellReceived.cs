using System.Collections.Immutable;
using Answerable.Deadlines;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>
/// Tells whoever made a suggestion in writing that it was received, and how it is dealt with (23: 接收情况以及处理途径和程序). A claim is told by
/// <see cref="Accept"/> or one of the notices of where it belongs.
/// </summary>
/// <param name="Notice">1 to 5,000 characters.</param>
public sealed record TellReceived(string Notice) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Disposing(grievance, context)
        ?? (grievance.FiledAs != GrievanceKind.Suggestion ? Refuse("suggestions-only")
            : grievance.KeysOf(Role.Notice, Role.TransferNotice) is not { Length: > 0 } keys ? Refuse("already-told")
            : !Written.IsText(Notice, 5_000) ? Refuse("notice-empty")
            // The disposition of a petition office is another duty: being told does not move the matter on.
            : Record(new ReceiptTold(keys, Notice)));
}

[Event("grievance.receipt-told", 1)]
public sealed record ReceiptTold(ImmutableArray<string> Meets, [property: Personal] string? Notice) : IClockEvent
{
    [System.Text.Json.Serialization.JsonIgnore]
    public ImmutableArray<ClockStart> Starts => [];
}
