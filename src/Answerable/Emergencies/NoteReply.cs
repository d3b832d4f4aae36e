using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Emergencies;

/// <summary>
/// Puts an SMS reply that answers nothing as it stands before the duty officer, and asks whoever sent it once more, with their own
/// code. Asked at most three times: two machines that answer each other must come to an end.
/// </summary>
/// <param name="Person">Whose number it came from; null: nobody's on record.</param>
/// <param name="Code">A page of this emergency that the reply names or, failing that, the sender's own.</param>
/// <param name="Words">As received; one line of it is kept.</param>
public sealed record NoteReply(PersonId? Person, string Code, string? From, string Words) : ICommand<Emergency>
{
    private const int MostAsked = 3, MostNoted = 200, Longest = 200;

    public Decision Decide(Emergency emergency, Context context) =>
        context.Actor is not Actor.Engine ? Refuse("not-allowed")
        : !emergency.IsOpen ? Refuse("not-open")
        : emergency.FindCode(Code) is not var (_, _, page) ? Refuse("code-unknown")
        : !emergency.IsPaging || emergency.Unclear.Count >= MostNoted ? Nothing
        : Record(new ReplyUnclear(emergency.Unclear.Count + 1, Person, Code, MethodOf(emergency, page), Person is null ? Line(From) : null, Line(Words)));

    // Nobody is told the code of another's page.
    private string? MethodOf(Emergency emergency, Page page) =>
        page.Person != Person || emergency.Unclear.Count(one => one.Person == Person && one.Asked) >= MostAsked ? null
        : page.Methods.FirstOrDefault(method => method.Channel == "sms")?.Id;

    private static string? Line(string? words) =>
        words is null ? null : new string([.. words.Select(c => char.IsControl(c) ? ' ' : c).Take(Longest)]).Trim();
}
