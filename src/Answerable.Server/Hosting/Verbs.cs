using System.CommandLine;
using System.CommandLine.Help;
using Answerable.Server.Demo;
using Answerable.Server.People;
using Answerable.Server.Plans;

namespace Answerable.Server.Hosting;

/// <summary>Every command-line verb.</summary>
public static class Verbs
{
    // Not a RootCommand: that one calls itself after its file, and nobody types that name.
    public static Command Root() => new("answerable", "Answerable (应答): every grievance answered by its legal deadline, every emergency met within minutes.")
    {
        new HelpOption(),
        new VersionOption(),
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
