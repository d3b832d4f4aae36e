using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using Answerable.Recording;

namespace Answerable.Plans;

/// <summary>What a string in a command is to the rights rules (safeguards A1).</summary>
public enum WordsKind
{
    /// <summary>A name somebody gives. A match is refused and the lawful name offered.</summary>
    Name,

    /// <summary>Sentences. A match is kept, and that there was one is recorded.</summary>
    Prose,

    /// <summary>Codes, numbers and addresses, or what somebody outside said: nobody here chose these words.</summary>
    NotOurs,
}

/// <param name="Path">Property names from the command down, parted by dots: <c>Post.Title</c>.</param>
public sealed record WordsField(string Path, WordsKind Kind);

/// <summary>
/// Every word staff can put into a command, found by its shape, so that no new command can forget the rules: whatever is not listed
/// here as prose or as a code is a name and is guarded as one.
/// </summary>
public static class StaffWords
{
    /// <summary>Properties that hold sentences, wherever they stand; <c>Type.Property</c> for one alone.</summary>
    private static readonly HashSet<string> Prose =
    [
        "Reason", "Words", "Notice", "Entry", "Measures", "Matters", "OpenItems", "Said", "HowToReach", "Asked", "Facts", "LegalBasis", "Basis", "Standard",
        "Source", "Quote", "Authority", "WriteReport.Body", "Minutes", "Improvement", "ReportBack.Report", "Undertaking", "Cancelled",
    ];

    private static readonly HashSet<string> NotOurs =
    [
        "Id", "Key", "Code", "Law", "AccessCode", "Sign", "Slip", "Reference", "Document", "DocumentNumber", "Rule", "Rules", "CallGroup.Group", "Zone", "Rulebook", "FinishRecount.Calendar", "SealingKey",
        "Earlier.Number", "OuterNumber.Number", "AnswerOutside.Number", "StrikeOutside.Number", "UseSlip.Form", "EnterReview.Signer", "Payload", "KeepPlan.FileName", "KeepPlan.Document", "DocumentLine.Text", // a plan is kept as received; what it would have created is judged as it is created
        "Phone", "SetContact.Address", "Method", "Channel", "Channels", "HeardBy", "Receiver", "Detail", "MediaType", "Sha256", "Day", "KeptOriginal.Of", "Papers", "SentCode.Nonce", "Digest", "Boundary", "NoticeChoice.Language", "Old", "AskContact.Address", "NoteReply.From", "NoteReply.Words", // an SMS as somebody sent it
        "ProposeMediation.With", // the other side of a dispute, as it calls itself
        "Filing.Title", "Filing.Body", "Filing.Place", "Contact.Name", "Contact.Email", "Contact.Address", // a complainant's own words and ways to be reached
    ];

    private static readonly ConcurrentDictionary<Type, Part[]> Known = new();

    /// <summary>The fields of a command that carry words, each once.</summary>
    public static IReadOnlyList<WordsField> Of(Type command) => [.. Parts(command, "", []).Select(part => new WordsField(part.Path, part.Kind))];

    /// <summary>The first name in the command that may not be given; null when there is none.</summary>
    public static NameVerdict.Refused? Forbidden(ICommand command) =>
        Values(command, WordsKind.Name).Select(value => NameGuard.Check(value.Words)).OfType<NameVerdict.Refused>().FirstOrDefault();

    /// <summary>One mark for each rule that a sentence of the command matches.</summary>
    public static IEnumerable<WordsMarked> Marks(ICommand command) =>
        Values(command, WordsKind.Prose).SelectMany(value => RightsCheck.Find(value.Words).Select(match => new WordsMarked(match.Rule.Id, value.Path))).Distinct();

    private static IEnumerable<(string Path, string Words)> Values(ICommand command, WordsKind kind) =>
        from part in Known.GetOrAdd(command.GetType(), type => Parts(type, "", []))
        where part.Kind == kind
        from words in part.Read(command)
        where !string.IsNullOrWhiteSpace(words)
        select (part.Path, words);

    private sealed record Part(string Path, WordsKind Kind, Func<object, IEnumerable<string>> Read);

    private static Part[] Parts(Type type, string path, Type[] above) =>
    [
        .. from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
           where property.GetIndexParameters().Length == 0 && property.GetMethod is not null && property.SetMethod is not null
           from part in Below(property, $"{path}{property.Name}", [.. above, type])
           select part,
    ];

    private static IEnumerable<Part> Below(PropertyInfo property, string path, Type[] above)
    {
        var inner = Element(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType);
        IEnumerable<object> Items(object owner) => property.GetValue(owner) switch
        {
            null => [],
            string words => [words],
            Text text => [text],
            IEnumerable many => Present(many),
            var one => [one],
        };
        if (inner == typeof(string))
            yield return new(path, KindOf(property), owner => Items(owner).Cast<string>());
        else if (inner == typeof(Text)) // offices, units, posts, groups, bodies: text in several languages is what something is called
            yield return new(path, WordsKind.Name, owner => Items(owner).Cast<Text>().SelectMany(text => text.Values.Values));
        else if (inner.Assembly == typeof(StaffWords).Assembly && !inner.IsEnum && !IsId(inner) && !above.Contains(inner))
            foreach (var part in Parts(inner, $"{path}.", above))
                yield return part with { Read = owner => Items(owner).SelectMany(part.Read) };
    }

    // An array that was never set may not be walked.
    private static IEnumerable<object> Present(IEnumerable many) =>
        many.GetType().GetProperty("IsDefault")?.GetValue(many) is true ? [] : many.Cast<object>();

    private static Type Element(Type type) =>
        type != typeof(string) && type != typeof(Text)
        && type.GetInterfaces().FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>)) is { } many ? many.GetGenericArguments()[0] : type;

    private static bool IsId(Type type) => type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>));

    private static WordsKind KindOf(PropertyInfo property)
    {
        var own = $"{property.DeclaringType!.Name}.{property.Name}";
        return Prose.Contains(own) ? WordsKind.Prose
            : NotOurs.Contains(own) || NotOurs.Contains(property.Name) ? WordsKind.NotOurs
            : Prose.Contains(property.Name) ? WordsKind.Prose
            : WordsKind.Name;
    }
}
