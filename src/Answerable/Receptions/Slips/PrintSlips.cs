using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Receptions.Slips;

/// <summary>A block of slips is printed for an office: 10 to 200, numbered on from the last one of any.</summary>
public sealed record PrintSlips(OfficeId Office, int Count) : ICommand<SlipBook>
{
    public const int Fewest = 10, Most = 200;

    public Decision Decide(SlipBook book, Context context) =>
        !Authority.MayRegister(context.Actor, context.Book.Town, Office) ? Refuse("not-allowed")
        : Count is < Fewest or > Most || book.Next + Count > SlipNumber.Largest ? Refuse("slip-count")
        : Record(new SlipsPrinted(Office, book.Next, Count, context.Now.InZone(context.Book.Zone).Date));
}

[Event("slips.printed", 1)]
public sealed record SlipsPrinted(OfficeId Office, int First, int Count, LocalDate Day) : IEvent;

/// <summary>A slip has come back and is registered. Said again for the same registration it changes nothing; for another it is refused.</summary>
/// <param name="Form">Lower-case hexadecimal, 32 digits.</param>
public sealed record UseSlip(int Number, string Form) : ICommand<SlipBook>
{
    public Decision Decide(SlipBook book, Context context) =>
        SlipGuard.FaultOf(book, Number, context)
        ?? (book.Used.TryGetValue(Number, out var form) ? form == Form ? Nothing : Refuse("slip-used")
            : book.Void.ContainsKey(Number) ? Refuse("slip-void")
            : Form.Length != 32 || !Form.All(char.IsAsciiHexDigitLower) ? Refuse("slip-invalid")
            : Record(new SlipUsed(Number, Form)));
}

[Event("slips.used", 1)]
public sealed record SlipUsed(int Number, string Form) : IEvent;

/// <summary>A slip was spoiled, lost before anybody wrote on it, or found blank.</summary>
/// <param name="Reason">1 to 300 characters.</param>
public sealed record VoidSlip(int Number, string Reason) : ICommand<SlipBook>
{
    public Decision Decide(SlipBook book, Context context) =>
        SlipGuard.FaultOf(book, Number, context)
        ?? (book.Used.ContainsKey(Number) ? Refuse("slip-used")
            : book.Void.ContainsKey(Number) ? Nothing
            : string.IsNullOrWhiteSpace(Reason) || Reason.Length > 300 ? Refuse("reason-missing")
            : Record(new SlipVoided(Number, Reason.Trim())));
}

[Event("slips.voided", 1)]
public sealed record SlipVoided(int Number, string Reason) : IEvent;

/// <summary>Nothing more is torn off a block.</summary>
public sealed record EndSlips(int First) : ICommand<SlipBook>
{
    public Decision Decide(SlipBook book, Context context) =>
        SlipGuard.FaultOf(book, First, context) ?? (book.BlockOf(First) is { IsEnded: true } ? Nothing : Record(new SlipsEnded(book.BlockOf(First)!.First)));
}

[Event("slips.ended", 1)]
public sealed record SlipsEnded(int First) : IEvent;

internal static class SlipGuard
{
    /// <summary>Null: go on.</summary>
    public static Decision? FaultOf(SlipBook book, int number, Context context) =>
        book.BlockOf(number) is not { } block ? Refuse("slip-unknown")
        : !Authority.MayRegister(context.Actor, context.Book.Town, block.Office) ? Refuse("not-allowed")
        : null;
}
