using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Emergencies;

/// <summary>先期处置: what the township does on the spot. It needs no declaration and waits for none.</summary>
public sealed record BeginFirstResponse(string Measures) : ICommand<Emergency>
{
    public Decision Decide(Emergency emergency, Context context) =>
        !emergency.IsOpen ? Refuse("not-open")
        : !Authority.MayRunDesk(context.Actor, context.Book.Town) ? Refuse("not-allowed")
        : string.IsNullOrWhiteSpace(Measures) ? Refuse("text-missing")
        : Measures.Length > 4000 ? Refuse("text-too-long")
        : Record(new FirstResponseBegun(Measures.Trim()));
}
