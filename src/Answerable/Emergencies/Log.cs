using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Emergencies;

/// <summary>Writes an entry into the emergency's log. Its words are kept apart and can be destroyed when the response is over (突发事件应对法 85).</summary>
public sealed record Log(string Entry) : ICommand<Emergency>
{
    public Decision Decide(Emergency emergency, Context context) =>
        !emergency.IsOpen ? Refuse("not-open")
        : !Authority.MayLog(context.Actor, context.Book.Town) ? Refuse("not-allowed")
        : string.IsNullOrWhiteSpace(Entry) ? Refuse("text-missing")
        : Entry.Length > 4000 ? Refuse("text-too-long")
        : Record(new Logged(Entry.Trim()));
}
