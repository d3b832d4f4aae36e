using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.Shell;
using Town = Answerable.Offices.Town;

namespace Answerable.Server.Grievances.Resident;

/// <summary>The questions of a filing, one to a page, and what makes an answer to each sufficient.</summary>
internal static class Steps
{
    public const string Kind = "kind", About = "about", Story = "story", Subject = "subject", Identity = "identity", Reach = "reach", Told = "told", Check = "check";
    public const int LongestBody = 20_000;

    public static IReadOnlyList<string> Of(Draft draft) =>
        [.. new[] { Kind, draft.IsAccusation ? About : null, Story, Subject, Identity, draft.IsAnonymous ? null : Reach, draft.NoticeWays.Count > 0 ? Told : null, Check }.OfType<string>()];

    /// <summary>How many stages a filing has: who is accused goes with the kind, how to reach somebody with who they are, so that the count is the same whatever is chosen.</summary>
    public const int Stages = 5;

    public static int StageOf(string step) => step switch { Kind or About => 1, Story => 2, Subject => 3, Identity or Reach => 4, _ => Stages };

    public static string Before(Draft draft, string step) => Of(draft).TakeWhile(one => one != step).LastOrDefault() ?? Kind;

    /// <summary>The next question; once everything was shown for checking, the first that lacks an answer, or the check itself.</summary>
    public static string After(Draft draft, string step, Book book) =>
        draft.Checked ? FirstWanting(draft, book) : Of(draft).SkipWhile(one => one != step).Skip(1).FirstOrDefault() ?? Check;

    public static string FirstWanting(Draft draft, Book book) => Of(draft).FirstOrDefault(step => Faults(draft, step, book).Any) ?? Check;

    /// <summary>The draft with the answers of one page.</summary>
    public static Draft Take(Draft draft, string step, IFormCollection form) => step switch
    {
        Kind => draft with { Kind = Typed.Line(form["kind"]) },
        About => draft with { About = Typed.Line(form["about"]), AboutWords = Typed.Line(form["aboutWords"]) },
        Story => draft with { Title = Typed.Line(form["title"]), Body = Typed.Text(form["body"]) },
        Subject => draft with { Category = Typed.Line(form["category"]), Place = Typed.Line(form["place"]), Area = Typed.Line(form["area"]), Latitude = Typed.Line(form["latitude"]), Longitude = Typed.Line(form["longitude"]) },
        Identity => draft with { Openness = Typed.Line(form["openness"]) },
        Reach => draft with { Name = Typed.Line(form["name"]), Phone = Typed.Line(form["phone"]) is { } phone ? PhoneNumber.Read(phone) ?? phone : null, Email = Typed.Line(form["email"]), Address = Typed.Line(form["address"]) },
        Told => draft with { Told = Typed.Line(form["told"]), ToldIn = Typed.Line(form["toldIn"]) },
        _ => draft,
    };

    public static FormErrors Faults(Draft draft, string step, Book book)
    {
        var errors = new FormErrors();
        switch (step)
        {
            case Kind when draft.Kind is not ("suggestion" or "accusation" or "claim"):
                return errors.Add("kind", "lodge.kind.missing");
            case About:
                return OfAbout(draft, book.Town, errors);
            case Story:
                return OfStory(draft, errors);
            case Subject:
                return OfSubject(draft, book, errors);
            case Identity when draft.Openness is not ("open" or "confidential" or "anonymous"):
                return errors.Add("openness", "lodge.identity.missing");
            case Reach:
                return OfReach(draft, book.Town, errors);
            case Told:
                if (NoticeForm.Read(draft.Told, draft.ToldIn, errors, "told", "toldIn") is { Way: not NoticeWay.Here and var way } && !draft.NoticeWays.Contains(way))
                    errors.Add("told", "told.way.missing");
                return errors;
            default:
                return errors;
        }
    }

    private static FormErrors OfAbout(Draft draft, Town town, FormErrors errors)
    {
        var accused = draft.ToAccused();
        var known = accused is { Person: { } person } ? town.Find(person) is not null
            : accused is { Unit: { } unit } ? town.Find(unit) is not null
            : accused is not { Office: { } office } || town.Find(office) is not null;
        if (!known)
            errors.Add("about", "lodge.about.unknown");
        else if (accused == new Accused())
            errors.Add("about", "lodge.about.missing");
        if (draft.AboutWords is { Length: > 300 })
            errors.Add("aboutWords", "lodge.about.long");
        return errors;
    }

    private static FormErrors OfSubject(Draft draft, Book book, FormErrors errors)
    {
        if (draft.Category is { Length: > 0 } code && book.Categories.Find(code) is null)
            errors.Add("category", "lodge.category.unknown");
        if (draft.Area is { Length: > 0 } area && book.Directions.Find(area) is null)
            errors.Add("area", "lodge.category.unknown");
        if (draft.Place is { Length: > 300 })
            errors.Add("place", "lodge.place.long");
        if (draft is { Latitude: { Length: > 0 } } or { Longitude: { Length: > 0 } } && draft.ToSubject().Spot is null)
            errors.Add("latitude", "directing.spot.wrong");
        return errors;
    }

    private static FormErrors OfStory(Draft draft, FormErrors errors)
    {
        if (Typed.IsGarbled(draft.Title))
            errors.Add("title", "lodge.garbled");
        if (Typed.IsGarbled(draft.Body))
            errors.Add("body", "lodge.garbled");
        if (errors.Any)
            return errors;
        if (draft.Title is not { Length: > 0 })
            errors.Add("title", "lodge.title.missing");
        else if (draft.Title.Length > 200)
            errors.Add("title", "lodge.title.long");
        if (draft.Body is not { Length: > 0 })
            errors.Add("body", $"lodge.body.missing.{draft.Kind}");
        else if (draft.Body.Length > LongestBody)
            errors.Add("body", "lodge.body.long", LongestBody);
        return errors;
    }

    private static FormErrors OfReach(Draft draft, Town town, FormErrors errors)
    {
        if (draft.Name is not { Length: > 0 and <= 100 })
            errors.Add("name", "lodge.name.missing");
        if (string.IsNullOrEmpty(draft.Phone + draft.Email + draft.Address))
            errors.Add("phone", "lodge.reach.missing");
        if (draft.Phone is { Length: > 0 } phone && PhoneNumber.Read(phone, town.IsInChina) is null)
            errors.Add("phone", "lodge.phone.invalid");
        if (draft.Email is { Length: > 0 } email && (!new Contact(Email: email).IsSound() || email.Any(char.IsWhiteSpace)))
            errors.Add("email", "lodge.email.invalid");
        if (draft.Address is { Length: > 300 })
            errors.Add("address", "lodge.address.long");
        foreach (var (field, words) in new[] { ("name", draft.Name), ("phone", draft.Phone), ("address", draft.Address) })
            if (Typed.HoldsIdentityNumber(words))
                errors.Add(field, "lodge.no-identity-number");
        return errors;
    }
}
