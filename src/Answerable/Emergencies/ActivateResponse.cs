using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Emergencies;

/// <summary>
/// Records the activation of a response level with what 突发事件应对法 72¶2 asks, or a change of level. Only an office whose power
/// is on record may be named as declaring it; a township without such power records the county's.
/// </summary>
/// <param name="Level">1 (highest) to 4.</param>
/// <param name="ExpectedHours">Expected length, 1 to 2160 hours.</param>
/// <param name="Declarer">The person who declared it, where known here.</param>
public sealed record ActivateResponse(int Level, string Matters, int ExpectedHours, string Measures, OfficeId DeclaredBy, PersonId? Declarer = null) : ICommand<Emergency>
{
    public Decision Decide(Emergency emergency, Context context) =>
        !emergency.IsOpen ? Refuse("not-open")
        : !Authority.MayCommand(context.Actor, context.Book.Town) ? Refuse("not-allowed")
        : !emergency.IsPaging ? Refuse("stood-down")
        : Level is < 1 or > 4 ? Refuse("level-invalid")
        : string.IsNullOrWhiteSpace(Matters) || string.IsNullOrWhiteSpace(Measures) ? Refuse("text-missing")
        : Matters.Length > 2000 || Measures.Length > 4000 ? Refuse("text-too-long")
        : ExpectedHours is < 1 or > 2160 ? Refuse("hours-invalid")
        : Declarer is { } person && context.Book.Town.Find(person) is null ? Refuse("person-unknown")
        : Power(context) is not { } power ? Refuse("no-power-to-declare")
        : Record(new ResponseActivated(Level, Matters.Trim(), ExpectedHours, Measures.Trim(), DeclaredBy, Declarer, power.Authority));

    private DeclaringPower? Power(Context context) =>
        context.Book.Arrangements.Powers.FirstOrDefault(power => power.Office == DeclaredBy && power.Levels.Contains(Level));
}
