using Answerable.Grievances;
using Answerable.Server.Shell;

namespace Answerable.Server.Grievances.Letters;

/// <summary>Says what is wrong with a template, to whoever wrote it.</summary>
internal static class FaultWords
{
    public static string Say(TemplateFault fault, Words w)
    {
        var said = w[$"letter.fault.{fault.Code}", fault.Words];
        if (fault.Instead is { } instead)
            said = w["letter.fault.instead", said, w.Of(instead)];
        return fault.Line > 0 ? w["letter.fault.line", fault.Line, said] : said;
    }
}
