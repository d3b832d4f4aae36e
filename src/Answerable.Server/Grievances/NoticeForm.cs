using Answerable.Grievances;
using Answerable.Server.Grievances.Resident;
using Answerable.Server.Shell;
using Answerable.Storage.Rows;

namespace Answerable.Server.Grievances;

/// <summary>Reads how somebody wants to be told, from a page, a clerk's form or a program.</summary>
internal static class NoticeForm
{
    /// <summary>Null where it is none of the ways: said at its field.</summary>
    public static NoticeChoice? Read(string? way, string? language, FormErrors errors, string wayField, string languageField)
    {
        var known = Way(way);
        if (known is null)
            errors.Add(wayField, "told.way.missing");
        if (Language.All.All(one => one != language))
            errors.Add(languageField, "told.language.missing");
        return errors.Any || known is null ? null : new(known.Value, language!);
    }

    /// <summary>here, sms or email; null for anything else.</summary>
    public static NoticeWay? Way(string? way) => Enum.GetValues<NoticeWay>().Cast<NoticeWay?>().FirstOrDefault(one => CaseEntry.Code(one!.Value) == way);

    /// <summary>The address in the one spelling that is kept; what is none is said at its field. Null where nothing was typed.</summary>
    public static string? Address(NoticeWay way, string typed, FormErrors errors, string field)
    {
        if (typed.Length == 0)
            return null;
        var read = way == NoticeWay.Sms ? PhoneNumber.ForSms(typed) : new Contact(Email: typed).IsSound() && !typed.Any(char.IsWhiteSpace) ? typed : null;
        if (read is null)
            errors.Add(field, way == NoticeWay.Sms ? "told.phone.invalid" : "lodge.email.invalid");
        return read;
    }
}
