using Answerable.Emergencies;
using Answerable.Server.Shell;

namespace Answerable.Server.Emergencies;

/// <summary>What a duty officer types to open an emergency: four fields, two of them a choice.</summary>
/// <param name="Once">Drawn with the page, so that pressing twice opens one.</param>
public sealed record OpenForm(string What = "", string Place = "", string Kind = "", string Grade = "", string Once = "")
{
    public static OpenForm Read(IFormCollection form) => new(form["what"].ToString().Trim(), form["place"].ToString().Trim(), form["kind"].ToString(), form["grade"].ToString(), form["once"].ToString());

    public FormErrors Check()
    {
        var errors = new FormErrors();
        foreach (var (field, typed) in new[] { ("what", What), ("place", Place) })
            if (Headline.Fault(typed) is { } fault)
                errors.Add(field, fault == "text-missing" ? $"duty.{field}.missing" : "refusal." + fault);
        if (KindOf is null)
            errors.Add("kind", "duty.kind.missing");
        return errors;
    }

    public OpenEmergency Command(string? sign) => new(KindOf!.Value, What, Place, Parse<EventGrade>(Grade), sign);

    private EventKind? KindOf => Parse<EventKind>(Kind);

    internal static T? Parse<T>(string value) where T : struct, Enum =>
        Enum.GetValues<T>().Where(one => BoardModel.Kebab(one.ToString()) == value).Select(one => (T?)one).FirstOrDefault();
}
