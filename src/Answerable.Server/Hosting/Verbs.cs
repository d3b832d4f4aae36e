using System.CommandLine;

namespace Answerable.Server.Hosting;

/// <summary>Every command-line verb.</summary>
internal static class Verbs
{
    public static RootCommand Root() => new("Answerable (应答): every grievance answered by its legal deadline, every emergency met within minutes.")
    {
        ServeVerb.Create(),
        People.UserCommand.Create(),
        Plans.PlanVerbs.Create(),
        Record.VerifyVerb.Create(),
        Record.BackupVerb.Create(),
        Record.RestoreVerb.Create(),
        Record.RebuildVerb.Create(),
    };
}
