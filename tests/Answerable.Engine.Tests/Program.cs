using Answerable.Engine.Tests.Hosts;
using Xunit.Runner.InProc.SystemConsole;

// The suite, or one of the processes that its tests start in order to kill them.
return args switch
{
    ["writer", var folder] => await WriterHost.Run(folder),
    ["silo", var folder, var postgres] => await SiloHost.Run(folder, postgres),
    _ => await ConsoleRunner.Run(args),
};
