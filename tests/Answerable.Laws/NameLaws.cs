using Answerable.Plans;
using Answerable.Recording;

namespace Answerable.Laws;

/// <summary>Safeguard A1: the same rules guard every name staff can give. A string in a command is a name unless it is listed as something else.</summary>
public sealed class NameLaws
{
    private static readonly Type[] Commands = [.. typeof(ICommand).Assembly.GetTypes().Where(type => type is { IsAbstract: false, IsInterface: false } && type.IsAssignableTo(typeof(ICommand)))];

    private static IEnumerable<string> Fields(WordsKind kind) =>
        Commands.SelectMany(command => StaffWords.Of(command).Where(field => field.Kind == kind).Select(field => $"{command.Name}.{field.Path}")).Order(StringComparer.Ordinal);

    /// <summary>The list is written out, so that a name can be taken out of the guard's reach only where somebody reads it.</summary>
    [Fact]
    public void These_are_all_the_names_a_command_can_carry() => Assert.Equal(
    [
        "AnnounceHearing.Place",
        "AnnounceHolidays.Year.Days.Name",
        "AnnounceReception.Day.Matters",
        "AnnounceReception.Day.Place",
        "ArrangeGroup.Group.Name",
        "ArrangeReport.Rule.Duty",
        "ArrangeReport.Rule.Recipient",
        "ArrangeReport.Rule.Whose",
        "CorrectSubject.Area",
        "CorrectSubject.Category",
        "FoundTown.Name",
        "Lodge.Filing.Area",
        "Lodge.Filing.Category",
        "NotOurs.Body",
        "OpenEmergency.Place",
        "OpenEmergency.What",
        "Register.Filing.Area",
        "Register.Filing.Category",
        "SeparateLitigation.Body",
        "SetAreas.Areas.Name",
        "SetCategories.Categories.Name",
        "SetCategories.Categories.Parent",
        "SetOffice.Office.Address",
        "SetOffice.Office.Name",
        "SetPerson.Name",
        "SetPost.Post.Title",
        "SetRules.Rules.Areas",
        "SetRules.Rules.Categories",
        "SetUnit.Unit.Name",
    ], Fields(WordsKind.Name));

    [Fact]
    public void What_is_called_a_name_or_a_title_is_one() =>
        Law.NothingBreaks("Names are guarded, not marked or passed over", Fields(WordsKind.Prose).Concat(Fields(WordsKind.NotOurs))
            .Where(path => path.EndsWith("Name", StringComparison.Ordinal) || path.EndsWith("Title", StringComparison.Ordinal))
            .Except(["Lodge.Filing.Title", "Register.Filing.Title", "Lodge.Filing.Contact.Name", "Register.Filing.Contact.Name", "KeepPlan.FileName"]));

    [Fact]
    public void Sentences_are_kept_and_marked() => Assert.Contains("Note.Words", Fields(WordsKind.Prose));
}
