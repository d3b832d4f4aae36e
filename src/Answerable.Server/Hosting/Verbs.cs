using System.CommandLine;
using Answerable.Server.Demo;
using Answerable.Server.People;
using Answerable.Server.Plans;

namespace Answerable.Server.Hosting;

/// <summary>Every command-line verb.</summary>
internal static class Verbs
{
    public static RootCommand Root() => new("Answerable (应答): every grievance answered by its legal deadline, every emergency met within minutes.")
    {
        ServeVerb.Create(),
        DemoVerb.Create(),
        UserCommand.Create(),
        PlanVerbs.Create(),
        Grievances.Clocks.ClockVerb.Create(),
        Grievances.Letters.LettersVerb.Create(),
        Record.VerifyVerb.Create(),
        Record.BackupVerb.Create(),
        Record.RestoreVerb.Create(),
        Record.RebuildVerb.Create(),
        Record.KeysVerb.Create(),
    };
}
