using Answerable.Smoke.Emergencies;
using Xunit.Runner.InProc.SystemConsole;

// The suite, or the server that its tests start in order to kill it.
return args switch
{
    ["night", var folder, var mailPort, var now] => await NightServer.Run(folder, mailPort, now),
    _ => await ConsoleRunner.Run(args),
};
